package org.lance4j.encoding.v20;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.ColumnReader;
import org.lance4j.encoding.PageCache;
import org.lance4j.encoding.Reads;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.StoredColumn;
import org.lance4j.encoding.StoredField;
import org.lance4j.encoding.StoredFile;
import org.lance4j.encoding.StoredPage;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.LanceException;

/// Damaged files end in a value or in a [LanceException]: in bounded time and memory.
final class V20DamageTest {
  private static final long MEMORY = 64L << 20;
  private static final Duration TIME = Duration.ofSeconds(60);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "strings-14.0.2",
        "coded-14.0.2",
        "fixed_lists-14.0.2",
        "structs-14.0.2",
        "lists-14.0.2",
        "dictionaries-14.0.2",
        "packed-14.0.2",
        "blobs-14.0.2",
        "old-0.16.1"
      })
  void endsInAValueOrInALanceException(String name) {
    byte[] bytes = Reads.resource(V20DamageTest.class, name + ".lance");
    V20File file = V20File.open(name, bytes);
    Random random = new Random(name.hashCode());
    Assertions.assertTimeoutPreemptively(
        TIME,
        () -> {
          int refused = 0;
          for (int i = 0; i < 150; i++) {
            byte[] damaged = bytes.clone();
            V20File described = i % 3 == 0 ? file : lie(file, random);
            if (i % 3 != 1) {
              flip(damaged, random);
            }
            if (i % 5 == 4) {
              damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
            }
            refused += read(described, damaged);
          }
          assertTrue(refused > 20, "damage that nobody notices: " + refused);
        });
  }

  private static void flip(byte[] bytes, Random random) {
    for (int i = 0; i < 24; i++) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
  }

  /// The same file with something said of one page that is not so.
  private static V20File lie(V20File file, Random random) {
    List<StoredColumn> columns = new ArrayList<>(file.file().columns());
    for (int i = 0; i < 3; i++) {
      int c = random.nextInt(columns.size());
      StoredColumn column = columns.get(c);
      if (!column.pages().isEmpty()) {
        List<StoredPage> pages = new ArrayList<>(column.pages());
        int p = random.nextInt(pages.size());
        pages.set(p, lie(pages.get(p), random));
        columns.set(
            c, new StoredColumn(column.index(), pages, column.buffers(), column.encoding()));
      }
    }
    StoredFile described =
        new StoredFile(
            file.file().source(), file.file().version(), file.file().rowCount(), columns);
    return new V20File(described, file.fields());
  }

  private static StoredPage lie(StoredPage page, Random random) {
    List<ByteRange> buffers = new ArrayList<>(page.buffers());
    long length = page.length();
    byte[] encoding = page.encoding().toByteArray();
    switch (random.nextInt(4)) {
      case 0 -> length = random.nextBoolean() ? random.nextLong() : random.nextInt(100_000);
      case 1 -> {
        if (!buffers.isEmpty()) {
          int b = random.nextInt(buffers.size());
          ByteRange buffer = buffers.get(b);
          buffers.set(
              b, new ByteRange(buffer.offset(), buffer.length() * random.nextInt(100) / 100));
        }
      }
      case 2 -> buffers.clear();
      default -> {
        if (encoding.length > 0) {
          flip(encoding, 2, random);
        }
      }
    }
    return new StoredPage(
        buffers,
        length,
        page.priority(),
        page.encodingType(),
        com.google.protobuf.ByteString.copyFrom(encoding));
  }

  private static void flip(byte[] bytes, int times, Random random) {
    for (int i = 0; i < times; i++) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
  }

  /// @return how many columns were refused
  private static int read(V20File file, byte[] bytes) {
    int refused = 0;
    try (BufferAllocator allocator = new RootAllocator(MEMORY);
        ArrowBuf data = Reads.load(bytes, allocator)) {
      for (StoredField field : file.fields()) {
        try {
          ColumnReader reader = V20Columns.open(field, file.file(), PageCache.NONE);
          RowRanges rows = RowRanges.of(0, file.file().rowCount());
          try (FieldVector vector = Reads.read(reader, rows, allocator, data, new ArrayList<>())) {
            Reads.values(vector);
          }
        } catch (LanceException e) {
          refused++;
        }
      }
    }
    return refused;
  }

  @Test
  void saysWhereTheDamageIs() {
    byte[] bytes = Reads.resource(V20DamageTest.class, "structs-14.0.2.lance");
    V20File file = V20File.open("some/file.lance", bytes);
    StoredField deep = file.fields().get(2);
    int column = deep.children().get(1).children().get(1).column();
    StoredColumn stored = file.file().columns().get(column);
    long offset = stored.pages().getFirst().buffers().getFirst().offset();
    // the end of the first string of deep.in.s
    bytes[(int) offset + 7] = 0x7F;
    try (BufferAllocator allocator = new RootAllocator();
        ArrowBuf data = Reads.load(bytes, allocator)) {
      ColumnReader reader = V20Columns.open(deep, file.file(), PageCache.NONE);
      String message =
          assertThrows(
                  CorruptFileException.class,
                  () -> Reads.read(reader, RowRanges.of(0, 9), allocator, data, new ArrayList<>()))
              .toString();
      assertTrue(message.contains("some/file.lance"), message);
      assertTrue(message.contains("column deep.in.s"), message);
      assertTrue(message.contains("offset " + offset), message);
    }
  }

  @Test
  void refusesStringsOutOfOrder() {
    byte[] bytes = Reads.resource(V20DamageTest.class, "structs-14.0.2.lance");
    V20File file = V20File.open("some/file.lance", bytes);
    StoredField deep = file.fields().get(2);
    int column = deep.children().get(1).children().get(1).column();
    StoredColumn stored = file.file().columns().get(column);
    int ends = (int) stored.pages().getFirst().buffers().getFirst().offset();
    // row 5 begins where row 0 does, and ends after it
    Arrays.fill(bytes, ends + 4 * 8, ends + 5 * 8, (byte) 0);
    try (BufferAllocator allocator = new RootAllocator();
        ArrowBuf data = Reads.load(bytes, allocator)) {
      ColumnReader reader = V20Columns.open(deep, file.file(), PageCache.NONE);
      RowRanges rows = RowRanges.of(new long[] {0, 5}, new long[] {2, 9});
      String message =
          assertThrows(
                  CorruptFileException.class,
                  () -> Reads.read(reader, rows, allocator, data, new ArrayList<>()))
              .toString();
      assertTrue(message.contains("value 5 of a page begins at 0"), message);
      assertTrue(message.contains("column deep.in.s"), message);
    }
  }
}
