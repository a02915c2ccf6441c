package org.lance4j.encoding.structural;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lance4j.encoding.ColumnReader;
import org.lance4j.encoding.PageCache;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.StoredField;

/// Reads what pylance wrote in every access pattern, and compares with what it was given to write.
class StructuralFixturesTest {
  static Path directory() {
    URL url = Objects.requireNonNull(StructuralFixturesTest.class.getResource("/structural"));
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  static Stream<String> files() throws IOException {
    try (Stream<Path> all = Files.list(directory())) {
      return all
          .map(path -> path.getFileName().toString())
          .filter(name -> name.endsWith(".lance"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void readsWhatWasWritten(String name) throws IOException {
    String expected = name.substring(0, name.indexOf("-2.")) + ".arrow";
    try (BufferAllocator allocator = new RootAllocator();
        ArrowFileReader arrow =
            new ArrowFileReader(Files.newByteChannel(directory().resolve(expected)), allocator);
        FixtureFile file =
            FixtureFile.open(name, Files.readAllBytes(directory().resolve(name)), allocator)) {
      VectorSchemaRoot root = arrow.getVectorSchemaRoot();
      arrow.loadNextBatch();
      List<StoredField> fields = FixtureFile.fields(root.getSchema());
      for (int i = 0; i < fields.size(); i++) {
        new AccessPatterns(file, fields.get(i), root.getVector(i), allocator).check();
      }
    }
  }

  /// Every pattern of access to one column.
  static final class AccessPatterns {
    private final FixtureFile file;
    private final String name;
    private final ColumnReader cached;
    final ColumnReader uncached;
    private final Field type;
    private final List<String> expected;
    private final BufferAllocator allocator;

    AccessPatterns(
        FixtureFile file, StoredField field, FieldVector expected, BufferAllocator allocator) {
      this.file = file;
      this.name = field.arrow().getName();
      this.cached = file.reader(field, new EverythingCache());
      this.uncached = file.reader(field, PageCache.NONE);
      this.type = expected.getField();
      this.expected = Values.of(expected);
      this.allocator = allocator;
    }

    void check() {
      int n = expected.size();
      check("scan", uncached, RowRanges.of(0, n));
      check("nothing", uncached, RowRanges.of(0, 0));
      for (int batch : new int[] {7, 8, 9, 31, 32, 33, 1024}) {
        for (int from = 0; from < n; from += batch) {
          check("batch of " + batch, cached, RowRanges.of(from, Math.min(n, from + batch)));
        }
      }
      Random random = new Random(7);
      for (int round = 0; round < 30 && n > 0; round++) {
        check("skips", round % 2 == 0 ? cached : uncached, skips(random, n));
        check("takes", round % 2 == 0 ? cached : uncached, takes(random, n, 1 + round));
      }
    }

    private static RowRanges skips(Random random, int n) {
      List<long[]> ranges = new ArrayList<>();
      int most = 1 + random.nextInt(Math.max(1, n / 3));
      for (int at = random.nextInt(most); at < n; at += 1 + random.nextInt(most)) {
        int end = Math.min(n, at + 1 + random.nextInt(most));
        ranges.add(new long[] {at, end});
        at = end;
      }
      return RowRanges.of(
          ranges.stream().mapToLong(range -> range[0]).toArray(),
          ranges.stream().mapToLong(range -> range[1]).toArray());
    }

    private static RowRanges takes(Random random, int n, int count) {
      return RowRanges.ofRows(random.longs(count, 0, n).sorted().distinct().toArray());
    }

    void check(String pattern, ColumnReader reader, RowRanges rows) {
      List<String> wanted = new ArrayList<>();
      for (int i = 0; i < rows.rangeCount(); i++) {
        wanted.addAll(expected.subList((int) rows.start(i), (int) rows.end(i)));
      }
      try (FieldVector vector = file.read(reader, rows, allocator)) {
        assertEquals(type, vector.getField());
        List<String> found = Values.of(vector);
        if (!found.equals(wanted)) {
          assertEquals(wanted.size(), found.size(), () -> name + ", " + pattern);
          for (int i = 0; i < wanted.size(); i++) {
            int row = i;
            assertEquals(wanted.get(i), found.get(i), () -> name + ", " + pattern + ", row " + row);
          }
        }
      }
    }
  }

  /// Forgets nothing.
  static final class EverythingCache implements PageCache {
    private final Map<Key, Object> entries = new HashMap<>();

    @Override
    public @org.jspecify.annotations.Nullable Object find(Key key) {
      return entries.get(key);
    }

    @Override
    public void keep(Key key, Object value, long bytes) {
      assertFalse(bytes <= 0, "an entry without weight");
      entries.put(key, value);
    }
  }
}
