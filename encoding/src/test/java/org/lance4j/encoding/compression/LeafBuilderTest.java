package org.lance4j.encoding.compression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lance4j.encoding.Bytes;
import org.lance4j.format.BatchTooLargeException;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.UnsupportedFeatureException;

/// Blocks become vectors of every type that Lance stores.
class LeafBuilderTest {
  private static final ArrowType INT64 = new ArrowType.Int(64, true);
  private static final ArrowType UTF8 = new ArrowType.Utf8();

  private final BufferAllocator allocator = new RootAllocator();

  @AfterEach
  void nothingIsLeft() {
    allocator.close();
  }

  private static Field field(ArrowType type, Field... children) {
    return new Field("f", FieldType.nullable(type), List.of(children));
  }

  private static MemorySegment longs(long... values) {
    MemorySegment memory = Fixture.segment(new byte[values.length * 8]);
    for (int i = 0; i < values.length; i++) {
      memory.set(LittleEndian.LONG, 8L * i, values[i]);
    }
    return memory;
  }

  private static DataBlock.FixedWidth int64s(long... values) {
    return new DataBlock.FixedWidth(64, values.length, longs(values));
  }

  private static DataBlock.VariableWidth strings(String... values) {
    long[] offsets = new long[values.length + 1];
    for (int i = 0; i < values.length; i++) {
      offsets[i + 1] = offsets[i] + values[i].length();
    }
    byte[] bytes = String.join("", values).getBytes(StandardCharsets.US_ASCII);
    return new DataBlock.VariableWidth(64, values.length, longs(offsets), Fixture.segment(bytes));
  }

  private static List<Object> values(FieldVector vector) {
    return Stream.iterate(0, i -> i < vector.getValueCount(), i -> i + 1)
        .map(i -> Values.of(vector, i).toString())
        .map(Object.class::cast)
        .toList();
  }

  static Stream<ArrowType> fixedWidthTypes() {
    return Stream.of(
        new ArrowType.Int(8, true),
        new ArrowType.Int(16, false),
        new ArrowType.Int(32, true),
        new ArrowType.Int(64, false),
        new ArrowType.FloatingPoint(FloatingPointPrecision.HALF),
        new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE),
        new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE),
        new ArrowType.Decimal(20, 3, 128),
        new ArrowType.Decimal(50, 3, 256),
        new ArrowType.FixedSizeBinary(5),
        new ArrowType.Date(DateUnit.DAY),
        new ArrowType.Date(DateUnit.MILLISECOND),
        new ArrowType.Time(TimeUnit.SECOND, 32),
        new ArrowType.Time(TimeUnit.NANOSECOND, 64),
        new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC"),
        new ArrowType.Duration(TimeUnit.MILLISECOND));
  }

  @ParameterizedTest
  @MethodSource("fixedWidthTypes")
  void collectsEveryFixedWidthType(ArrowType type) {
    int width = FixedWidths.bytes(type);
    byte[] bytes = new byte[3 * width];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i % 100);
    }
    DataBlock block = new DataBlock.FixedWidth(8 * width, 3, Fixture.segment(bytes));
    try (LeafBuilder builder = LeafBuilder.of(field(type), allocator, 1)) {
      builder.append(block, 1, 2);
      builder.append(block, 0, 1);
      builder.appendNulls(1);
      builder.append(
          new DataBlock.Constant(9, new DataBlock.FixedWidth(8 * width, 1, Fixture.segment(bytes))),
          4,
          2);
      try (FieldVector vector = builder.finish(null, 0)) {
        assertEquals(6, vector.getValueCount());
        assertEquals(0, vector.getNullCount());
        byte[] found = new byte[6 * width];
        vector.getDataBuffer().getBytes(0, found);
        byte[] expected = new byte[6 * width];
        System.arraycopy(bytes, width, expected, 0, 2 * width);
        System.arraycopy(bytes, 0, expected, 2 * width, width);
        System.arraycopy(bytes, 0, expected, 4 * width, width);
        System.arraycopy(bytes, 0, expected, 5 * width, width);
        assertArrayEquals(expected, found);
      }
    }
  }

  @Test
  void refusesOtherWidthsAndKinds() {
    try (LeafBuilder builder = LeafBuilder.of(field(new ArrowType.Int(32, true)), allocator, 1)) {
      assertThrows(CorruptFileException.class, () -> builder.append(int64s(1), 0, 1));
      assertThrows(CorruptFileException.class, () -> builder.append(strings("a"), 0, 1));
    }
    Field struct = field(ArrowType.Struct.INSTANCE, field(INT64));
    try (LeafBuilder builder = LeafBuilder.of(struct, allocator, 1)) {
      DataBlock.PackedRows rows = new DataBlock.PackedRows(new int[] {32, 32}, 1, longs(1));
      assertThrows(CorruptFileException.class, () -> builder.append(rows, 0, 1));
    }
    ArrowType interval = new ArrowType.Interval(IntervalUnit.DAY_TIME);
    assertThrows(
        UnsupportedFeatureException.class, () -> LeafBuilder.of(field(interval), allocator, 1));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 100, 5000})
  void growsPastWhatWasExpected(long expected) {
    int count = 3000;
    try (LeafBuilder numbers = LeafBuilder.of(field(INT64), allocator, expected);
        LeafBuilder texts = LeafBuilder.of(field(UTF8), allocator, expected);
        LeafBuilder bits = LeafBuilder.of(field(ArrowType.Bool.INSTANCE), allocator, expected)) {
      for (int i = 0; i < count; i++) {
        numbers.append(int64s(i), 0, 1);
        texts.append(strings("skip", "text " + i), 1, 1);
        bits.append(
            new DataBlock.FixedWidth(8, 1, Fixture.segment(new byte[] {(byte) (i % 3)})), 0, 1);
      }
      try (FieldVector a = numbers.finish(null, 0);
          FieldVector b = texts.finish(null, 0);
          FieldVector c = bits.finish(null, 0)) {
        for (int i = 0; i < count; i++) {
          assertEquals((long) i, a.getObject(i));
          assertEquals("text " + i, b.getObject(i).toString());
          assertEquals(i % 3 != 0, c.getObject(i));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void writesOffsetsOfTheTypesWidth(boolean large) {
    ArrowType type = large ? new ArrowType.LargeUtf8() : UTF8;
    DataBlock.VariableWidth stored32 =
        new DataBlock.VariableWidth(
            32,
            2,
            Fixture.segment(new byte[] {2, 0, 0, 0, 3, 0, 0, 0, 6, 0, 0, 0}),
            Fixture.segment("??abcd".getBytes(StandardCharsets.US_ASCII)));
    try (LeafBuilder builder = LeafBuilder.of(field(type), allocator, 4)) {
      builder.append(stored32, 0, 2);
      builder.append(strings("x", "", "yz"), 0, 3);
      builder.appendNulls(1);
      builder.append(new DataBlock.Constant(3, strings("ab")), 0, 3);
      builder.append(new DataBlock.AllNull(1), 0, 1);
      try (FieldVector vector = builder.finish(null, 0)) {
        assertEquals(List.of("a", "bcd", "x", "", "yz", "", "ab", "ab", "ab", ""), values(vector));
      }
    }
  }

  @Test
  void collectsDictionariesAsTheirValues() {
    DataBlock.FixedWidth indices =
        new DataBlock.FixedWidth(8, 4, Fixture.segment(new byte[] {2, 0, 2, 1}));
    try (LeafBuilder texts = LeafBuilder.of(field(UTF8), allocator, 4);
        LeafBuilder numbers = LeafBuilder.of(field(INT64), allocator, 4)) {
      texts.append(new DataBlock.Dictionary(indices, strings("a", "b", "c")), 1, 3);
      numbers.append(new DataBlock.Dictionary(indices, int64s(10, 20, 30)), 0, 4);
      DataBlock.Dictionary wild = new DataBlock.Dictionary(indices, strings("a", "b"));
      assertThrows(CorruptFileException.class, () -> texts.append(wild, 0, 1));
      try (FieldVector a = texts.finish(null, 0);
          FieldVector b = numbers.finish(null, 0)) {
        assertEquals(List.of("a", "c", "b"), values(a));
        assertEquals(List.of("30", "10", "30", "20"), values(b));
      }
    }
  }

  @Test
  void refusesOffsetsThatDecreaseOrLeave() {
    MemorySegment bytes = Fixture.segment(new byte[10]);
    long[][] bad = {{0, 5, 3, 9}, {0, 3, 5, 11}, {-1, 3, 5, 9}, {9, 5, 3, 0}};
    for (long[] offsets : bad) {
      DataBlock block = new DataBlock.VariableWidth(64, 3, longs(offsets), bytes);
      for (ArrowType type : List.of(UTF8, new ArrowType.LargeUtf8())) {
        try (LeafBuilder builder = LeafBuilder.of(field(type), allocator, 3)) {
          assertThrows(CorruptFileException.class, () -> builder.append(block, 0, 3));
        }
      }
    }
  }

  @Test
  void saysThatABatchIsTooLarge() {
    String mebibyte = "x".repeat(1 << 20);
    DataBlock block = new DataBlock.Constant(3000, strings(mebibyte));
    try (LeafBuilder builder = LeafBuilder.of(field(UTF8), allocator, 3)) {
      BatchTooLargeException refused =
          assertThrows(BatchTooLargeException.class, () -> builder.append(block, 0, 3000));
      assertTrue(refused.toString().contains("smaller batches"), refused.toString());
    }
  }

  @Test
  void putsValidityIntoTheVector() {
    ArrowBuf validity = allocator.buffer(8);
    validity.setByte(0, 0b101);
    try (LeafBuilder builder = LeafBuilder.of(field(INT64), allocator, 3)) {
      builder.append(int64s(1, 2, 3), 0, 3);
      try (FieldVector vector = builder.finish(validity, 1)) {
        assertEquals(1, vector.getNullCount());
        assertEquals(List.of("1", "null", "3"), values(vector));
      }
    }
  }

  @Test
  void keepsValidityOfListItems() {
    Field lists = field(new ArrowType.FixedSizeList(2), field(INT64));
    MemorySegment holes = Fixture.segment(new byte[] {0b0110});
    try (LeafBuilder builder = LeafBuilder.of(lists, allocator, 1)) {
      builder.append(new DataBlock.FixedSizeList(2, 2, null, int64s(1, 2, 3, 4)), 0, 2);
      builder.append(new DataBlock.FixedSizeList(2, 2, holes, int64s(5, 6, 7, 8)), 0, 2);
      builder.append(new DataBlock.FixedWidth(128, 1, longs(9, 10)), 0, 1);
      builder.appendNulls(1);
      builder.append(new DataBlock.FixedSizeList(2, 2, holes, int64s(5, 6, 7, 8)), 1, 1);
      try (FieldVector vector = builder.finish(null, 0)) {
        assertEquals(
            List.of("[1, 2]", "[3, 4]", "[null, 6]", "[7, null]", "[9, 10]", "[0, 0]", "[7, null]"),
            values(vector));
      }
      DataBlock other = new DataBlock.FixedSizeList(4, 1, null, int64s(1, 2, 3, 4));
      try (LeafBuilder again = LeafBuilder.of(lists, allocator, 1)) {
        assertThrows(CorruptFileException.class, () -> again.append(other, 0, 1));
      }
    }
  }

  @Test
  void collectsStructsFromRowsAndFields() {
    Field struct =
        field(
            ArrowType.Struct.INSTANCE,
            new Field("a", FieldType.nullable(INT64), null),
            new Field(
                "v",
                FieldType.nullable(new ArrowType.FixedSizeList(2)),
                List.of(field(new ArrowType.Int(16, true)))));
    byte[] row = {1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 3, 0};
    try (LeafBuilder builder = LeafBuilder.of(struct, allocator, 1)) {
      builder.append(new DataBlock.PackedRows(new int[] {64, 32}, 1, Fixture.segment(row)), 0, 1);
      DataBlock shorts = new DataBlock.FixedWidth(16, 2, Fixture.segment(new byte[] {8, 0, 9, 0}));
      builder.append(
          new DataBlock.Struct(
              1, List.of(int64s(7), new DataBlock.FixedSizeList(2, 1, null, shorts))),
          0,
          1);
      builder.appendNulls(1);
      try (FieldVector vector = builder.finish(null, 0)) {
        assertEquals(
            List.of("[a=1, v=[2, 3]]", "[a=7, v=[8, 9]]", "[a=0, v=[0, 0]]"), values(vector));
      }
    }
  }

  @Test
  void countsNulls() {
    try (LeafBuilder builder = LeafBuilder.of(field(ArrowType.Null.INSTANCE), allocator, 1)) {
      builder.append(new DataBlock.AllNull(5), 1, 3);
      builder.appendNulls(2);
      try (FieldVector vector = builder.finish(null, 5)) {
        assertEquals(5, vector.getValueCount());
        assertEquals(5, vector.getNullCount());
      }
    }
  }

  @Test
  void adoptsBytesOfTheSameAllocatorFamily() {
    int count = 1000;
    try (BufferAllocator readers = allocator.newChildAllocator("reads", 0, Long.MAX_VALUE);
        BufferAllocator batches = allocator.newChildAllocator("batches", 0, Long.MAX_VALUE);
        LeafBuilder builder = LeafBuilder.of(field(INT64), batches, count)) {
      ArrowBuf read = readers.buffer(8L * count + 64);
      for (int i = 0; i < count; i++) {
        read.setLong(64 + 8L * i, i);
      }
      assertTrue(builder.adopt(bytes(read, 64, 8 * count), count));
      assertEquals(count, builder.count());
      try (FieldVector vector = builder.finish(null, 0)) {
        read.close();
        assertEquals(read.memoryAddress() + 64, vector.getDataBuffer().memoryAddress());
        assertEquals(999L, ((BigIntVector) vector).get(999));
      }
    }
  }

  private static Bytes bytes(ArrowBuf buffer, int start, int length) {
    return new Bytes(buffer, start, MemorySegment.ofBuffer(buffer.nioBuffer(start, length)));
  }

  @Test
  void copiesWhenMoreFollowsWhatWasAdopted() {
    int count = 1000;
    Field vectors = field(new ArrowType.FixedSizeList(2), field(INT64));
    try (ArrowBuf read = allocator.buffer(16L * count);
        LeafBuilder builder = LeafBuilder.of(vectors, allocator, count)) {
      for (int i = 0; i < 2 * count; i++) {
        read.setLong(8L * i, i);
      }
      assertTrue(builder.adopt(bytes(read, 0, 16 * count), count));
      assertFalse(builder.adopt(bytes(read, 0, 16 * count), count));
      builder.append(new DataBlock.FixedSizeList(2, 1, null, int64s(-1, -2)), 0, 1);
      try (FieldVector vector = builder.finish(null, 0)) {
        assertEquals("[1998, 1999]", Values.of(vector, count - 1).toString());
        assertEquals("[-1, -2]", Values.of(vector, count).toString());
      }
    }
  }

  @Test
  void doesNotAdoptWhatVectorsCannotHold() {
    try (BufferAllocator stranger = new RootAllocator();
        ArrowBuf foreign = stranger.buffer(1 << 16);
        ArrowBuf own = allocator.buffer(1 << 16);
        LeafBuilder builder = LeafBuilder.of(field(INT64), allocator, 10);
        LeafBuilder texts = LeafBuilder.of(field(UTF8), allocator, 10)) {
      assertFalse(builder.adopt(bytes(foreign, 0, 1 << 16), 1 << 13));
      assertFalse(builder.adopt(bytes(own, 4, 1 << 15), 1 << 12));
      assertFalse(builder.adopt(bytes(own, 0, 64), 8));
      assertFalse(texts.adopt(bytes(own, 0, 1 << 16), 100));
    }
  }

  @Test
  void givesBackWhatWasNotFinished() {
    LeafBuilder builder = LeafBuilder.of(field(UTF8), allocator, 10);
    builder.append(strings("a", "b"), 0, 2);
    assertTrue(allocator.getAllocatedMemory() > 0);
    builder.close();
    builder.close();
    assertEquals(0, allocator.getAllocatedMemory());
  }

  @Test
  void makesEmptyVectors() {
    for (ArrowType type : List.of(INT64, UTF8, ArrowType.Bool.INSTANCE)) {
      try (LeafBuilder builder = LeafBuilder.of(field(type), allocator, 0);
          FieldVector vector = builder.finish(null, 0)) {
        assertEquals(0, vector.getValueCount());
      }
    }
  }

  @Test
  void collectsNullStructsWithLists() {
    ArrowType int32 = new ArrowType.Int(32, true);
    Field list = new Field("b", FieldType.nullable(ArrowType.List.INSTANCE), List.of(field(int32)));
    try (LeafBuilder builder =
        LeafBuilder.of(field(ArrowType.Struct.INSTANCE, field(int32), list), allocator, 3)) {
      builder.append(new DataBlock.AllNull(3), 0, 3);
      ArrowBuf validity = allocator.buffer(8);
      validity.setByte(0, 0);
      try (FieldVector vector = builder.finish(validity, 3)) {
        assertEquals(3, vector.getValueCount());
        assertEquals(3, vector.getNullCount());
        assertEquals(3, vector.getChildrenFromFields().get(1).getValueCount());
        assertNull(vector.getObject(2));
      }
      DataBlock values = new DataBlock.Struct(1, List.of(strings("a"), strings("b")));
      assertThrows(CorruptFileException.class, () -> builder.append(values, 0, 1));
    }
  }
}
