package org.lance4j.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.util.ByteArrayReadableSeekableByteChannel;
import org.apache.arrow.vector.util.ValueVectorUtility;
import org.jspecify.annotations.Nullable;
import org.lance4j.format.Bounds;

/// Drives reads over a file in memory, and compares vectors with values that upstream read.
public final class Reads {
  private static final int MOST_ROUNDS = 32;

  private Reads() {}

  public static byte[] resource(Class<?> owner, String name) {
    try (InputStream in = Objects.requireNonNull(owner.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  public static ArrowBuf load(byte[] bytes, BufferAllocator allocator) {
    ArrowBuf file = allocator.buffer(Math.max(bytes.length, 1));
    file.writeBytes(bytes);
    return file;
  }

  /// What a read asked for.
  public record Traffic(int rounds, int ranges, long bytes) {}

  /// The rows, read in as many rounds as they need; what was asked for goes to `traffic`.
  public static FieldVector read(
      ColumnReader reader,
      RowRanges rows,
      BufferAllocator allocator,
      ArrowBuf file,
      List<Traffic> traffic) {
    int rounds = 0;
    int ranges = 0;
    long bytes = 0;
    try (ColumnRead read = reader.read(rows, allocator)) {
      for (List<ByteRange> wanted = read.pending(); !wanted.isEmpty(); wanted = read.pending()) {
        assertEquals(wanted, read.pending(), "asking twice");
        Bounds.check(++rounds <= MOST_ROUNDS, "too many rounds");
        List<Bytes> supplied = new ArrayList<>();
        for (ByteRange range : wanted) {
          Bounds.range(range.offset(), range.length(), file.writerIndex(), "range of the file");
          ranges++;
          bytes += range.length();
          supplied.add(
              new Bytes(
                  file,
                  range.offset(),
                  MemorySegment.ofBuffer(
                      file.nioBuffer(range.offset(), Math.toIntExact(range.length())))));
        }
        read.supply(supplied);
      }
      FieldVector vector = read.finish();
      traffic.add(new Traffic(rounds, ranges, bytes));
      return vector;
    }
  }

  /// Columns of an Arrow file, as plain values.
  public static Map<String, List<@Nullable Object>> expected(
      byte[] arrowFile, BufferAllocator allocator) {
    Map<String, List<@Nullable Object>> columns = new LinkedHashMap<>();
    try (ArrowFileReader reader =
        new ArrowFileReader(new ByteArrayReadableSeekableByteChannel(arrowFile), allocator)) {
      VectorSchemaRoot root = reader.getVectorSchemaRoot();
      for (FieldVector vector : root.getFieldVectors()) {
        columns.put(vector.getName(), new ArrayList<>());
      }
      while (reader.loadNextBatch()) {
        for (FieldVector vector : root.getFieldVectors()) {
          append(
              vector,
              reader.getDictionaryVectors(),
              Objects.requireNonNull(columns.get(vector.getName())));
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return columns;
  }

  private static void append(
      FieldVector vector, Map<Long, Dictionary> dictionaries, List<@Nullable Object> into) {
    if (vector.getField().getDictionary() == null) {
      into.addAll(values(vector));
      return;
    }
    Dictionary dictionary = dictionaries.get(vector.getField().getDictionary().getId());
    try (ValueVector decoded = DictionaryEncoder.decode(vector, dictionary)) {
      into.addAll(values(decoded));
    }
  }

  /// The values of a vector, comparable with `equals`.
  public static List<@Nullable Object> values(ValueVector vector) {
    List<@Nullable Object> values = new ArrayList<>(vector.getValueCount());
    for (int i = 0; i < vector.getValueCount(); i++) {
      values.add(comparable(vector.getObject(i)));
    }
    return values;
  }

  private static @Nullable Object comparable(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case byte[] bytes -> HexFormat.of().formatHex(bytes);
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>();
        for (Object item : list) {
          copy.add(comparable(item));
        }
        yield copy;
      }
      case Map<?, ?> map -> {
        Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, item) -> copy.put(key, comparable(item)));
        yield copy;
      }
      case CharSequence text -> text.toString();
      case org.apache.arrow.vector.util.Text text -> text.toString();
      default -> value;
    };
  }

  /// A field without the names of list items: Arrow's lists do not keep them.
  private static String shape(Field field) {
    return field.getName().replace("$data$", "item")
        + (field.isNullable() ? ": " : "! ")
        + field.getType()
        + field.getMetadata()
        + field.getChildren().stream().map(Reads::shape).toList();
  }

  /// That reading `rows` gives the expected values, in a vector that is whole.
  public static void check(
      ColumnReader reader,
      RowRanges rows,
      BufferAllocator allocator,
      ArrowBuf file,
      List<@Nullable Object> expected) {
    List<@Nullable Object> wanted = new ArrayList<>();
    for (int i = 0; i < rows.rangeCount(); i++) {
      wanted.addAll(expected.subList((int) rows.start(i), (int) rows.end(i)));
    }
    try (FieldVector vector = read(reader, rows, allocator, file, new ArrayList<>())) {
      assertEquals(shape(reader.field()), shape(vector.getField()));
      // Arrow's own check does not know these two
      if (!shape(vector.getField()).matches(".*(FixedSizeList|HALF).*")) {
        ValueVectorUtility.validateFull(vector);
      }
      List<@Nullable Object> found = values(vector);
      for (int i = 0; i < Math.min(found.size(), wanted.size()); i++) {
        int row = i;
        assertEquals(
            wanted.get(i),
            found.get(i),
            () -> vector.getName() + ", value " + row + " of " + rows.rowCount());
      }
      assertEquals(wanted.size(), found.size());
    }
  }

  /// The matrix of access patterns: a full scan, batches of odd sizes, random skips, random takes.
  public static void everyPattern(
      ColumnReader reader,
      BufferAllocator allocator,
      ArrowBuf file,
      List<@Nullable Object> expected,
      Random random) {
    int rows = expected.size();
    check(reader, RowRanges.of(0, rows), allocator, file, expected);
    for (int batch : new int[] {7, 8, 9, 31, 32, 33, 1024}) {
      for (int at = 0; at < rows; at += batch) {
        check(reader, RowRanges.of(at, Math.min(rows, at + batch)), allocator, file, expected);
      }
    }
    for (int i = 0; i < 12 && rows > 0; i++) {
      check(reader, skips(rows, random), allocator, file, expected);
      long[] takes = random.longs(1 + i * 5, 0, rows).sorted().distinct().toArray();
      check(reader, RowRanges.ofRows(takes), allocator, file, expected);
    }
  }

  private static RowRanges skips(int rows, Random random) {
    List<Long> starts = new ArrayList<>();
    List<Long> ends = new ArrayList<>();
    int longest = 1 + random.nextInt(Math.max(1, rows / 3));
    long at = random.nextInt(Math.min(rows, longest));
    while (at < rows) {
      long end = Math.min(rows, at + 1 + random.nextInt(longest));
      starts.add(at);
      ends.add(end);
      at = end + random.nextInt(longest);
    }
    return RowRanges.of(
        starts.stream().mapToLong(Long::longValue).toArray(),
        ends.stream().mapToLong(Long::longValue).toArray());
  }
}
