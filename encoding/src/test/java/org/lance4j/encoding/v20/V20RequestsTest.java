package org.lance4j.encoding.v20;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lance4j.encoding.ColumnReader;
import org.lance4j.encoding.PageCache;
import org.lance4j.encoding.Reads;
import org.lance4j.encoding.Reads.Traffic;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.StoredField;

/// Rounds, ranges and bytes that reads ask for.
final class V20RequestsTest {
  /// Keeps everything.
  private static final class MapCache implements PageCache {
    private final Map<Key, Object> kept = new HashMap<>();

    @Override
    public @Nullable Object find(Key key) {
      return kept.get(key);
    }

    @Override
    public void keep(Key key, Object value, long bytes) {
      kept.put(key, value);
    }
  }

  private static List<Traffic> traffic(
      String file, String column, PageCache cache, RowRanges... reads) {
    byte[] bytes = Reads.resource(V20RequestsTest.class, file + ".lance");
    V20File opened = V20File.open(file, bytes);
    StoredField field =
        opened.fields().stream()
            .filter(f -> f.arrow().getName().equals(column))
            .findFirst()
            .orElseThrow();
    List<Traffic> traffic = new ArrayList<>();
    try (BufferAllocator allocator = new RootAllocator();
        ArrowBuf data = Reads.load(bytes, allocator)) {
      ColumnReader reader = V20Columns.open(field, opened.file(), cache);
      for (RowRanges rows : reads) {
        try (FieldVector vector = Reads.read(reader, rows, allocator, data, traffic)) {
          assertEquals(rows.rowCount(), vector.getValueCount());
        }
      }
    }
    return traffic;
  }

  @Test
  void takesARowOfFixedWidthInOneRound() {
    assertEquals(
        List.of(new Traffic(1, 1, 8)),
        traffic("primitives-14.0.2", "u64", PageCache.NONE, RowRanges.of(17, 18)));
    assertEquals(
        List.of(new Traffic(1, 2, 1 + 4)),
        traffic("primitives-14.0.2", "f32", PageCache.NONE, RowRanges.of(17, 18)));
    assertEquals(
        List.of(new Traffic(1, 1, 8 * 4)),
        traffic("fixed_lists-14.0.2", "f32", PageCache.NONE, RowRanges.of(17, 18)));
  }

  @Test
  void takesAStringInTwoRounds() {
    Traffic one = traffic("strings-14.0.2", "ls", PageCache.NONE, RowRanges.of(20, 40)).getFirst();
    assertEquals(2, one.rounds());
    assertEquals(2, one.ranges());
    assertTrue(one.bytes() <= 21 * 8 + 20 * 12, one.toString());
  }

  @Test
  void takesAListInTwoRounds() {
    Traffic one = traffic("lists-14.0.2", "plain", PageCache.NONE, RowRanges.of(7, 8)).getFirst();
    assertEquals(new Traffic(2, 2, 2 * 8 + 3 * 8), one);
  }

  @Test
  void asksForEachRangeOnceWherePagesAreLeftOut() {
    Traffic takes =
        traffic(
                "primitives-14.0.2",
                "u64",
                PageCache.NONE,
                RowRanges.ofRows(new long[] {3, 4, 5, 90, 91, 690}))
            .getFirst();
    assertEquals(new Traffic(1, 3, 6 * 8), takes);
  }

  @Test
  void readsADictionaryOnce() {
    List<Traffic> twice =
        traffic("strings-14.0.2", "few", new MapCache(), RowRanges.of(3, 4), RowRanges.of(5, 6));
    assertEquals(2, twice.getFirst().rounds());
    assertEquals(new Traffic(1, 1, 1), twice.get(1));
  }

  @Test
  void decompressesABufferOnce() {
    List<Traffic> twice =
        traffic("strings-14.0.2", "zstd", new MapCache(), RowRanges.of(3, 40), RowRanges.of(5, 60));
    assertEquals(2, twice.getFirst().rounds());
    assertEquals(1, twice.get(1).rounds());
  }

  @Test
  void asksForNothingWhereNothingIsStored() {
    assertEquals(
        List.of(new Traffic(0, 0, 0)),
        traffic("primitives-14.0.2", "none", PageCache.NONE, RowRanges.of(0, 700)));
    assertEquals(
        List.of(new Traffic(0, 0, 0)),
        traffic("lists-14.0.2", "structs", PageCache.NONE, RowRanges.of(0, 0)));
  }
}
