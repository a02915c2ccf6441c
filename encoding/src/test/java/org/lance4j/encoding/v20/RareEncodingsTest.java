package org.lance4j.encoding.v20;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.ColumnReader;
import org.lance4j.encoding.PageCache;
import org.lance4j.encoding.Reads;
import org.lance4j.encoding.StoredColumn;
import org.lance4j.encoding.StoredField;
import org.lance4j.encoding.StoredFile;
import org.lance4j.encoding.StoredPage;
import org.lance4j.format.FileVersion;
import org.lance4j.format.UnsupportedFeatureException;
import org.lance4j.format.proto.Encodings20Proto;

/// Encodings of the message that no release writes to 2.0 files by default, over bytes that are
/// packed here by their definition.
final class RareEncodingsTest {
  private static final int ROWS = 2500;
  private static final int[] LANE_ORDER = {0, 4, 2, 6, 1, 5, 3, 7};

  private static StoredFile file(
      Encodings20Proto.ArrayEncoding encoding, long rows, List<ByteRange> buffers) {
    StoredPage page =
        new StoredPage(buffers, rows, 0, "lance.encodings.ArrayEncoding", encoding.toByteString());
    ByteString values = ByteString.copyFrom(new byte[] {0x0A, 0});
    return new StoredFile(
        "made",
        FileVersion.V2_0,
        rows,
        List.of(new StoredColumn(0, List.of(page), List.of(), values)));
  }

  private static StoredField field(ArrowType type) {
    return new StoredField(Field.notNullable("c", type), StoredField.Kind.LEAF, 0, List.of());
  }

  private static void check(
      Encodings20Proto.ArrayEncoding encoding,
      ArrowType type,
      byte[] bytes,
      List<@Nullable Object> expected) {
    check(encoding, field(type), List.of(bytes), expected);
  }

  private static void check(
      Encodings20Proto.ArrayEncoding encoding,
      StoredField field,
      List<byte[]> buffers,
      List<@Nullable Object> expected) {
    // the buffers do not begin where the file does
    ByteArrayOutputStream moved = new ByteArrayOutputStream();
    moved.writeBytes(new byte[3]);
    List<ByteRange> ranges = new ArrayList<>();
    for (byte[] buffer : buffers) {
      ranges.add(new ByteRange(moved.size(), buffer.length));
      moved.writeBytes(buffer);
    }
    StoredFile file = file(encoding, expected.size(), ranges);
    try (BufferAllocator allocator = new RootAllocator();
        ArrowBuf data = Reads.load(moved.toByteArray(), allocator)) {
      ColumnReader reader = V20Columns.open(field, file, PageCache.NONE);
      Reads.everyPattern(reader, allocator, data, expected, new Random(7));
    }
  }

  private static Encodings20Proto.Buffer buffer() {
    return Encodings20Proto.Buffer.newBuilder().setBufferIndex(0).build();
  }

  private static Encodings20Proto.ArrayEncoding message(
      Consumer<Encodings20Proto.ArrayEncoding.Builder> fill) {
    Encodings20Proto.ArrayEncoding.Builder builder = Encodings20Proto.ArrayEncoding.newBuilder();
    fill.accept(builder);
    return builder.build();
  }

  private static Encodings20Proto.ArrayEncoding bitpacked(int bits, int type, boolean signed) {
    return message(m ->
        m.getBitpackedBuilder()
            .setCompressedBitsPerValue(bits)
            .setUncompressedBitsPerValue(type)
            .setSigned(signed)
            .setBuffer(buffer()));
  }

  /// All values as one number, the first one lowest.
  private static byte[] pack(long[] values, int bits) {
    byte[] packed = new byte[(values.length * bits + 7) / 8];
    for (int i = 0; i < values.length; i++) {
      BigInteger value = BigInteger.valueOf(values[i]);
      for (int b = 0; b < bits; b++) {
        if (value.testBit(b)) {
          int at = i * bits + b;
          packed[at / 8] |= (byte) (1 << at % 8);
        }
      }
    }
    return packed;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 8, 12, 17, 31})
  void readsBitpackedIntegers(int bits) {
    Random random = new Random(bits);
    long[] values = random.longs(ROWS, -(1L << (bits - 1)), 1L << (bits - 1)).toArray();
    List<@Nullable Object> expected = new ArrayList<>();
    Arrays.stream(values).forEach(v -> expected.add((int) v));
    check(bitpacked(bits, 32, true), new ArrowType.Int(32, true), pack(values, bits), expected);
    expected.clear();
    Arrays.stream(values).forEach(v -> expected.add(v & ((1L << bits) - 1)));
    check(bitpacked(bits, 64, false), new ArrowType.Int(64, true), pack(values, bits), expected);
  }

  @Test
  void readsBitpackedIntegersOfFullWidth() {
    long[] values = new Random(64).longs(ROWS).toArray();
    List<@Nullable Object> expected = new ArrayList<>();
    Arrays.stream(values).forEach(expected::add);
    check(bitpacked(64, 64, true), new ArrowType.Int(64, true), pack(values, 64), expected);
    expected.clear();
    Arrays.stream(values).forEach(v -> expected.add((v << 1) >> 1));
    check(bitpacked(63, 64, true), new ArrowType.Int(64, true), pack(values, 63), expected);
  }

  /// Blocks of 1024 in the FastLanes order: row r of lane l is value `order[r / 8] * 16 + r % 8 *
  /// 128 + l`, and word w of lane l is word `w * lanes + l`.
  private static byte[] packLanes(long[] values, int bits) {
    int lanes = 1024 / 32;
    int blocks = (values.length + 1023) / 1024;
    byte[] packed = new byte[blocks * 128 * bits];
    for (int block = 0; block < blocks; block++) {
      for (int lane = 0; lane < lanes; lane++) {
        for (int row = 0; row < 32; row++) {
          int index = block * 1024 + LANE_ORDER[row / 8] * 16 + row % 8 * 128 + lane;
          long value = index < values.length ? values[index] : 0;
          for (int b = 0; b < bits; b++) {
            int bit = row * bits + b;
            int at = block * 1024 * bits + (bit / 32 * lanes + lane) * 32 + bit % 32;
            packed[at / 8] |= (byte) ((value >>> b & 1) << at % 8);
          }
        }
      }
    }
    return packed;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 16, 23})
  void readsBlocksOfBitpackedIntegers(int bits) {
    long[] values = new Random(bits).longs(ROWS, 0, 1L << bits).toArray();
    List<@Nullable Object> expected = new ArrayList<>();
    Arrays.stream(values).forEach(v -> expected.add((int) v));
    Encodings20Proto.ArrayEncoding encoding =
        message(m ->
            m.getBitpackedForNonNegBuilder()
                .setCompressedBitsPerValue(bits)
                .setUncompressedBitsPerValue(32)
                .setBuffer(buffer()));
    check(encoding, new ArrowType.Int(32, true), packLanes(values, bits), expected);
  }

  @Test
  void readsStringsOfOneLength() {
    StringBuilder all = new StringBuilder();
    List<@Nullable Object> expected = new ArrayList<>();
    for (int i = 0; i < 999; i++) {
      expected.add("%05d".formatted(i * 37));
      all.append(expected.getLast());
    }
    Encodings20Proto.ArrayEncoding encoding =
        message(m ->
            m.getFixedSizeBinaryBuilder()
                .setByteWidth(5)
                .setBytes(message(b -> b.getFlatBuilder().setBitsPerValue(8).setBuffer(buffer()))));
    check(
        encoding,
        ArrowType.Utf8.INSTANCE,
        all.toString().getBytes(StandardCharsets.US_ASCII),
        expected);
  }

  private static Encodings20Proto.ArrayEncoding flat(int bits, int buffer) {
    return message(m ->
        m.getFlatBuilder()
            .setBitsPerValue(bits)
            .setBuffer(Encodings20Proto.Buffer.newBuilder().setBufferIndex(buffer)));
  }

  private static void checkDictionary(
      Encodings20Proto.ArrayEncoding indices,
      List<byte[]> buffers,
      List<@Nullable Object> expected) {
    Encodings20Proto.ArrayEncoding encoding =
        message(m ->
            m.getDictionaryBuilder()
                .setIndices(indices)
                .setItems(flat(64, 2))
                .setNumDictionaryItems(5));
    DictionaryEncoding stored = new DictionaryEncoding(1, false, new ArrowType.Int(8, true));
    Field field =
        new Field("c", new FieldType(true, new ArrowType.Int(64, true), stored), List.of());
    check(encoding, new StoredField(field, StoredField.Kind.LEAF, 0, List.of()), buffers, expected);
  }

  /// As 0.16.1 wrote fields whose type is a dictionary; what stands in the place of a null is no
  /// index.
  @Test
  void readsNullsBesideTheIndicesOfADictionary() {
    byte[] validity = new byte[ROWS / 8 + 1];
    byte[] indices = new byte[ROWS];
    ByteBuffer items = ByteBuffer.allocate(5 * 8).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 5; i++) {
      items.putLong(100L - i);
    }
    List<@Nullable Object> expected = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      boolean valid = i % 7 != 2;
      if (valid) {
        validity[i / 8] |= (byte) (1 << i % 8);
      }
      indices[i] = (byte) (valid ? i % 5 : 200);
      expected.add(valid ? 100L - i % 5 : null);
    }
    Encodings20Proto.ArrayEncoding some =
        message(m ->
            m.getNullableBuilder()
                .getSomeNullsBuilder()
                .setValidity(flat(1, 0))
                .setValues(flat(8, 1)));
    checkDictionary(some, List.of(validity, indices, items.array()), expected);
    Encodings20Proto.ArrayEncoding none =
        message(m ->
            m.getNullableBuilder()
                .setAllNulls(Encodings20Proto.Nullable.AllNull.getDefaultInstance()));
    expected.replaceAll(x -> null);
    checkDictionary(none, List.of(validity, indices, items.array()), expected);
  }

  private static String refusal(Encodings20Proto.ArrayEncoding encoding) {
    StoredFile file = file(encoding, 1, List.of(new ByteRange(0, 8)));
    return assertThrows(
            UnsupportedFeatureException.class,
            () -> V20Columns.open(field(new ArrowType.Int(64, true)), file, PageCache.NONE))
        .toString();
  }

  @Test
  void refusesByName() {
    assertTrue(
        refusal(message(m -> m.getConstantBuilder().setValue(ByteString.copyFrom(new byte[8]))))
            .contains("Constant"));
    assertTrue(
        refusal(
                message(m ->
                    m.getFlatBuilder()
                        .setBitsPerValue(64)
                        .setBuffer(buffer())
                        .getCompressionBuilder()
                        .setScheme("snappy")))
            .contains("snappy"));
    assertTrue(
        refusal(
                message(m ->
                    m.getFlatBuilder()
                        .setBitsPerValue(64)
                        .setBuffer(
                            Encodings20Proto.Buffer.newBuilder()
                                .setBufferType(Encodings20Proto.Buffer.BufferType.file))))
            .contains("buffer of the file"));
    assertTrue(refusal(Encodings20Proto.ArrayEncoding.getDefaultInstance()).contains("encoding"));
  }

  @Test
  void describesAnEncodingInOneLine() {
    StoredFile file = file(bitpacked(3, 32, true), 8, List.of(new ByteRange(0, 3)));
    StoredColumn column = file.columns().getFirst();
    assertEquals(
        "Bitpacked(3 of 32, signed)",
        ArrayEncodingParser.parse(column.pages().getFirst(), column, false).describe());
  }
}
