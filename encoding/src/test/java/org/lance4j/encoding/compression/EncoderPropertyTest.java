package org.lance4j.encoding.compression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.luben.zstd.Zstd;
import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lance4j.format.CorruptFileException;
import org.lance4j.kernel.BitKernels;

/// Decoders undo encoders that were written here from the descriptions of the formats, value by
/// value.
class EncoderPropertyTest {
  private static final int[] ROW_ORDER = {0, 4, 2, 6, 1, 5, 3, 7};

  /// Little-endian numbers.
  private static byte[] numbers(int bits, long... values) {
    byte[] bytes = new byte[values.length * bits / 8];
    for (int i = 0; i < values.length; i++) {
      for (int b = 0; b < bits / 8; b++) {
        bytes[i * bits / 8 + b] = (byte) (values[i] >>> (8 * b));
      }
    }
    return bytes;
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /// One FastLanes block, bit by bit: row r of lane l is a value, and lane l has every word that
  /// leaves the remainder l.
  private static byte[] pack(int bits, int width, long[] values, int from) {
    int lanes = 1024 / bits;
    byte[] packed = new byte[128 * width];
    for (int lane = 0; lane < lanes; lane++) {
      for (int row = 0; row < bits; row++) {
        int index = from + ROW_ORDER[row / 8] * 16 + (row % 8) * 128 + lane;
        long value = index < values.length ? values[index] : 0;
        for (int bit = 0; bit < width; bit++) {
          int place = row * width + bit;
          int word = place / bits * lanes + lane;
          int at = word * bits + place % bits;
          packed[at / 8] |= (byte) ((value >>> bit & 1) << (at % 8));
        }
      }
    }
    return packed;
  }

  private static long[] random(int count, int width, long seed) {
    Random random = new Random(seed);
    return LongStream.generate(() -> width == 0 ? 0 : random.nextLong() >>> (64 - width))
        .limit(count)
        .toArray();
  }

  private static MemorySegment[] chunk(byte[]... buffers) {
    MemorySegment[] segments = new MemorySegment[buffers.length];
    for (int i = 0; i < buffers.length; i++) {
      segments[i] = Fixture.segment(buffers[i]);
    }
    return segments;
  }

  private static long[] numbers(DataBlock block) {
    DataBlock.FixedWidth values = (DataBlock.FixedWidth) block;
    return LongStream.range(0, values.count())
        .map(i -> LittleEndian.unsigned(values.data(), values.bits(), i))
        .toArray();
  }

  private static long[] block(CompressiveEncoding encoding, int count, byte[] data) {
    try (Scratch scratch = Scratch.open()) {
      return numbers(
          Decompressors.block(encoding).decompress(Fixture.segment(data), count, scratch));
    }
  }

  private static long[] miniBlock(CompressiveEncoding encoding, int count, byte[]... data) {
    try (Scratch scratch = Scratch.open()) {
      return numbers(Decompressors.miniBlock(encoding).decompress(chunk(data), count, scratch));
    }
  }

  private static long[] sequence(CompressiveEncoding encoding, int bits, int count, byte[] data) {
    try (Scratch scratch = Scratch.open()) {
      return numbers(
          Decompressors.sequence(encoding, bits).decompress(Fixture.segment(data), count, scratch));
    }
  }

  private static CompressiveEncoding flat(int bits) {
    return new CompressiveEncoding.Flat(bits);
  }

  @ParameterizedTest
  @CsvSource({
    "8,0", "8,3", "8,8", "16,1", "16,11", "16,16", "32,0", "32,7", "32,32", "64,1", "64,37", "64,64"
  })
  void unpacksFastLanes(int bits, int width) {
    for (int count : new int[] {1, 5, 1000, 1023, 1024}) {
      long[] values = random(count, width, count);
      byte[] packed = pack(bits, width, values, 0);
      CompressiveEncoding inline = new CompressiveEncoding.InlineBitpacking(bits);
      byte[] data = join(numbers(bits, width), packed);
      assertArrayEquals(values, miniBlock(inline, count, data));
      assertArrayEquals(values, block(inline, count, data));
    }
    assertEquals(
        0, miniBlock(new CompressiveEncoding.InlineBitpacking(bits), 0, new byte[0]).length);
  }

  @ParameterizedTest
  @CsvSource({"8,3", "16,1", "16,11", "32,7", "64,1", "64,37"})
  void unpacksOutOfLineWithBothTails(int bits, int width) {
    CompressiveEncoding encoding = new CompressiveEncoding.OutOfLineBitpacking(bits, width);
    for (int count : new int[] {0, 1, 9, 1023, 1024, 1025, 2048, 3000}) {
      long[] values = random(count, width, count);
      byte[] whole = new byte[0];
      for (int at = 0; at + 1024 <= count; at += 1024) {
        whole = join(whole, pack(bits, width, values, at));
      }
      int rest = count / 1024 * 1024;
      byte[] plain = numbers(bits, LongStream.of(values).skip(rest).toArray());
      assertArrayEquals(values, block(encoding, count, join(whole, plain)));
      if (rest < count && plain.length != 128 * width) {
        byte[] padded = pack(bits, width, values, rest);
        assertArrayEquals(values, block(encoding, count, join(whole, padded)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16, 32, 64})
  void writesRunsOut(int bits) {
    Random random = new Random(bits);
    for (int lengthBits : new int[] {8, 16, 32}) {
      long[] values = random(200, bits, lengthBits);
      long[] lengths = random.longs(200, 1, lengthBits == 8 ? 256 : 300).toArray();
      List<Long> plain = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        for (int j = 0; j < lengths[i]; j++) {
          plain.add(values[i]);
        }
      }
      long[] expected = plain.stream().mapToLong(Long::longValue).toArray();
      CompressiveEncoding rle = new CompressiveEncoding.Rle(flat(bits), flat(lengthBits));
      byte[] valueBytes = numbers(bits, values);
      byte[] lengthBytes = numbers(lengthBits, lengths);
      assertArrayEquals(expected, miniBlock(rle, expected.length, valueBytes, lengthBytes));
      int cut = expected.length - 3;
      assertArrayEquals(Arrays.copyOf(expected, cut), miniBlock(rle, cut, valueBytes, lengthBytes));
      byte[] framed = join(numbers(64, valueBytes.length), valueBytes, lengthBytes);
      assertArrayEquals(expected, block(rle, expected.length, framed));
      assertThrows(CorruptFileException.class, () -> block(rle, cut, framed));
      assertThrows(CorruptFileException.class, () -> block(rle, expected.length + 1, framed));
      if (bits == 16 && lengthBits == 8) {
        assertEquals(expected.length, Decompressors.block(rle).inferCount(Fixture.segment(framed)));
      }
    }
  }

  @Test
  void writesRunsOutOfEncodedParts() {
    long[] values = random(300, 6, 1);
    long[] lengths = new Random(2).longs(300, 1, 8).toArray();
    long[] expected =
        LongStream.range(0, 300)
            .flatMap(i -> LongStream.generate(() -> values[(int) i]).limit(lengths[(int) i]))
            .toArray();
    CompressiveEncoding packedValues =
        new CompressiveEncoding.Rle(new CompressiveEncoding.OutOfLineBitpacking(32, 6), flat(8));
    assertArrayEquals(
        expected,
        miniBlock(packedValues, expected.length, pack(32, 6, values, 0), numbers(8, lengths)));
    byte[] lengthBytes = pack(8, 3, lengths, 0);
    byte[] zstd = join(numbers(64, lengthBytes.length), Zstd.compress(lengthBytes));
    CompressiveEncoding packedLengths =
        new CompressiveEncoding.Rle(
            flat(32),
            new CompressiveEncoding.General(
                CompressiveEncoding.Scheme.ZSTD,
                new CompressiveEncoding.OutOfLineBitpacking(8, 3)));
    assertArrayEquals(
        expected, miniBlock(packedLengths, expected.length, numbers(32, values), zstd));
    assertThrows(
        CorruptFileException.class,
        () ->
            Decompressors.miniBlock(
                new CompressiveEncoding.Rle(
                    new CompressiveEncoding.OutOfLineBitpacking(32, 6),
                    new CompressiveEncoding.OutOfLineBitpacking(8, 3))));
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16, 32, 64})
  void joinsByteStreams(int bits) {
    long[] values = random(517, bits, bits);
    byte[] plain = numbers(bits, values);
    byte[] split = new byte[plain.length];
    for (int i = 0; i < 517; i++) {
      for (int b = 0; b < bits / 8; b++) {
        split[b * 517 + i] = plain[i * bits / 8 + b];
      }
    }
    assertArrayEquals(values, miniBlock(new CompressiveEncoding.ByteStreamSplit(bits), 517, split));
  }

  private static List<String> strings(DataBlock block) {
    DataBlock.VariableWidth values = (DataBlock.VariableWidth) block;
    List<String> found = new ArrayList<>();
    for (long i = 0; i < values.count(); i++) {
      long start = LittleEndian.unsigned(values.offsets(), values.offsetBits(), i);
      long end = LittleEndian.unsigned(values.offsets(), values.offsetBits(), i + 1);
      byte[] bytes = values.bytes().asSlice(start, end - start).toArray(LittleEndian.BYTE);
      found.add(new String(bytes, StandardCharsets.UTF_8));
    }
    return found;
  }

  @ParameterizedTest
  @ValueSource(ints = {32, 64})
  void readsBlocksOfStringsWithAllHeaders(int bits) {
    byte[] bytes = "onetwothree".getBytes(StandardCharsets.UTF_8);
    List<String> expected = List.of("one", "", "two", "three");
    byte[] offsets = numbers(bits, 0, 3, 3, 6, 11);
    int word = bits / 8;
    byte[] today =
        join(numbers(bits, bits), numbers(bits, 2L * word + offsets.length), offsets, bytes);
    byte[] early =
        join(
            new byte[] {(byte) bits},
            numbers(bits, 4),
            numbers(bits, 1 + 2L * word + offsets.length),
            offsets,
            bytes);
    try (Scratch scratch = Scratch.open()) {
      BlockDecompressor decoder = Decompressors.block(new CompressiveEncoding.Variable(flat(bits)));
      assertEquals(expected, strings(decoder.decompress(Fixture.segment(today), 4, scratch)));
      assertEquals(expected, strings(decoder.decompress(Fixture.segment(early), 4, scratch)));
      assertThrows(
          CorruptFileException.class, () -> decoder.decompress(Fixture.segment(today), 5, scratch));
      assertThrows(
          CorruptFileException.class, () -> decoder.decompress(Fixture.segment(early), 3, scratch));
    }
  }

  @Test
  void readsSequences() {
    assertArrayEquals(
        new long[] {5, 8, 11, 14},
        sequence(new CompressiveEncoding.Range(32, 5, 3), 32, 4, new byte[0]));
    assertArrayEquals(
        new long[] {9, 9, 9},
        sequence(
            new CompressiveEncoding.Constant(ByteString.copyFrom(numbers(64, 9))),
            64,
            3,
            new byte[0]));
    CompressiveEncoding nothing = new CompressiveEncoding.Constant(null);
    assertEquals(0, sequence(nothing, 64, 0, new byte[0]).length);
    assertThrows(CorruptFileException.class, () -> sequence(nothing, 64, 1, new byte[0]));
    assertArrayEquals(
        new long[] {100, 101, 103, 106},
        sequence(new CompressiveEncoding.Delta(64, 100, flat(64)), 64, 4, numbers(64, 1, 2, 3)));
    byte[] plain = numbers(32, 7, 6, 5);
    CompressiveEncoding general =
        new CompressiveEncoding.General(CompressiveEncoding.Scheme.ZSTD, flat(32));
    byte[] zstd = join(numbers(64, plain.length), Zstd.compress(plain));
    assertArrayEquals(new long[] {7, 6, 5}, sequence(general, 32, 3, zstd));
  }

  @Test
  void refusesSequencesThatOverflow() {
    assertThrows(
        CorruptFileException.class,
        () -> sequence(new CompressiveEncoding.Range(32, 0xFFFFFFF0L, 8), 32, 3, new byte[0]));
    assertThrows(
        CorruptFileException.class,
        () -> sequence(new CompressiveEncoding.Range(64, 1, Long.MAX_VALUE), 64, 3, new byte[0]));
    CompressiveEncoding delta = new CompressiveEncoding.Delta(32, 0xFFFFFFFFL, flat(32));
    assertThrows(CorruptFileException.class, () -> sequence(delta, 32, 2, numbers(32, 1)));
    CompressiveEncoding delta64 = new CompressiveEncoding.Delta(64, 5, flat(64));
    assertThrows(CorruptFileException.class, () -> sequence(delta64, 64, 2, numbers(64, -1)));
  }

  @Test
  void readsSequencesOfRuns() {
    CompressiveEncoding four =
        new CompressiveEncoding.Constant(ByteString.copyFrom(numbers(32, 4)));
    long[] expected = {2, 2, 2, 2, 8, 8, 8, 8, 14, 14, 14, 14};
    CompressiveEncoding values = new CompressiveEncoding.Range(64, 2, 6);
    assertArrayEquals(
        expected, sequence(new CompressiveEncoding.Rle(values, four), 64, 12, new byte[0]));
    assertThrows(
        CorruptFileException.class,
        () -> sequence(new CompressiveEncoding.Rle(values, four), 64, 11, new byte[0]));
    CompressiveEncoding growing =
        new CompressiveEncoding.Rle(flat(32), new CompressiveEncoding.Range(32, 1, 1));
    byte[] framed = join(numbers(64, 12), numbers(32, 7, 8, 9));
    assertArrayEquals(new long[] {7, 8, 8, 9, 9, 9}, sequence(growing, 32, 6, framed));
    CompressiveEncoding packed =
        new CompressiveEncoding.Rle(new CompressiveEncoding.OutOfLineBitpacking(32, 4), flat(32));
    byte[] values4 = pack(32, 4, new long[] {3, 1}, 0);
    assertArrayEquals(
        new long[] {3, 3, 1},
        sequence(packed, 32, 3, join(numbers(64, values4.length), values4, numbers(32, 2, 1))));
  }

  @Test
  void readsSequencesOfDictionaries() {
    CompressiveEncoding plain = new CompressiveEncoding.Dictionary(flat(32), flat(64), 3);
    byte[] indices = numbers(32, 2, 0, 1, 2);
    byte[] framed = join(numbers(64, indices.length, 24), indices, numbers(64, 100, 200, 300));
    assertArrayEquals(new long[] {300, 100, 200, 300}, sequence(plain, 64, 4, framed));
    CompressiveEncoding range =
        new CompressiveEncoding.Dictionary(flat(32), new CompressiveEncoding.Range(64, 5, 5), 3);
    byte[] noItems = join(numbers(64, indices.length, 0), indices);
    assertArrayEquals(new long[] {15, 5, 10, 15}, sequence(range, 64, 4, noItems));
    byte[] wild = join(numbers(64, 4, 0), numbers(32, 3));
    assertThrows(CorruptFileException.class, () -> sequence(range, 64, 1, wild));
  }

  @Test
  void unzipsNestedListsWithTwoLayersOfValidity() {
    CompressiveEncoding inner = new CompressiveEncoding.FixedSizeList(3, true, flat(16));
    CompressiveEncoding.FixedSizeList outer = new CompressiveEncoding.FixedSizeList(2, true, inner);
    // for each row: 2 bits of lists, 6 bits of items, 6 items
    byte[] rows =
        join(
            new byte[] {0b01, 0b101_110},
            numbers(16, 1, 2, 3, 4, 5, 6),
            new byte[] {0b10, 0b011_001},
            numbers(16, 7, 8, 9, 10, 11, 12));
    FixedPerValueDecompressor decoder = Decompressors.fixedPerValue(outer);
    assertEquals(8 * 14, decoder.bitsPerValue());
    try (Scratch scratch = Scratch.open()) {
      DataBlock.FixedSizeList lists =
          (DataBlock.FixedSizeList) decoder.decompress(Fixture.segment(rows), 2, scratch);
      DataBlock.FixedSizeList items = (DataBlock.FixedSizeList) lists.items();
      assertEquals(2, lists.count());
      assertEquals(4, items.count());
      assertEquals(0b1001, bits(lists, 4));
      assertEquals(0b011_001_101_110, bits(items, 12));
      assertArrayEquals(LongStream.rangeClosed(1, 12).toArray(), numbers(items.items()));
    }
  }

  private static int bits(DataBlock.FixedSizeList lists, int count) {
    MemorySegment validity = Objects.requireNonNull(lists.validity());
    int bits = 0;
    for (int i = 0; i < count; i++) {
      bits |= BitKernels.get(validity, i) ? 1 << i : 0;
    }
    return bits;
  }

  @Test
  void splitsPackedRowsAndEmptyOnes() {
    CompressiveEncoding struct =
        new CompressiveEncoding.VariablePackedStruct(
            List.of(
                new CompressiveEncoding.PackedField(flat(16), false, 16),
                new CompressiveEncoding.PackedField(
                    new CompressiveEncoding.Variable(flat(32)), true, 32)));
    byte[] first = join(numbers(16, 513), numbers(32, 3), "abc".getBytes(StandardCharsets.UTF_8));
    byte[] last = join(numbers(16, 7), numbers(32, 0));
    DataBlock.VariableWidth zipped =
        new DataBlock.VariableWidth(
            32,
            3,
            Fixture.segment(numbers(32, 0, first.length, first.length, first.length + last.length)),
            Fixture.segment(join(first, last)));
    try (Scratch scratch = Scratch.open()) {
      DataBlock.Struct rows =
          (DataBlock.Struct) Decompressors.variablePerValue(struct).decompress(zipped, scratch);
      assertArrayEquals(new long[] {513, 0, 7}, numbers(rows.fields().getFirst()));
      assertEquals(List.of("abc", "", ""), strings(rows.fields().getLast()));
      DataBlock.VariableWidth torn =
          new DataBlock.VariableWidth(
              32, 1, Fixture.segment(numbers(32, 0, 4)), Fixture.segment(first));
      assertThrows(
          CorruptFileException.class,
          () -> Decompressors.variablePerValue(struct).decompress(torn, scratch));
    }
  }
}
