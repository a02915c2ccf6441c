package org.lance4j.compat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.lance4j.dataset.Dataset;
import org.lance4j.dataset.Scan;
import org.lance4j.encoding.StoredColumn;
import org.lance4j.encoding.StoredFile;
import org.lance4j.encoding.StoredPage;
import org.lance4j.file.LanceFileReader;
import org.lance4j.file.MetadataCache;
import org.lance4j.file.ReadMode;
import org.lance4j.format.FileVersion;
import org.lance4j.io.Location;
import org.lance4j.io.ObjectStores;
import org.lance4j.io.ReadScheduler;
import org.lance4j.io.StorageOptions;
import org.lance4j.manifest.DataFile;
import org.lance4j.manifest.Fragment;
import org.lance4j.testdata.Answer;
import org.lance4j.testdata.ArrowDifference;
import org.lance4j.testdata.ExpectedTable;
import org.lance4j.testdata.Fixture;

/// Which types came out right when they were asked for in each way, and which encodings the pages
/// had that the rows asked for lie in: words of [TypeCoverage] and [EncodingCoverage] with the way.
final class AccessCoverage {
  private static final String BY = " by ";

  private final Set<String> encodings = new TreeSet<>();
  private final Set<String> types = new TreeSet<>();

  /// The rows `[first, end)` of a data file, and what their pages are.
  private record Pages(long first, long end, Set<String> words) {}

  static String word(String word, AccessPattern pattern) {
    return word + BY + pattern;
  }

  static String withoutPattern(String word) {
    int by = word.lastIndexOf(BY);
    return by < 0 ? word : word.substring(0, by);
  }

  Set<String> encodings() {
    return encodings;
  }

  Set<String> types() {
    return types;
  }

  /// Reads the rows that an answer is about in every way. What comes out otherwise than is due does
  /// not count.
  void add(Fixture fixture, Path root, Answer answer, RootAllocator allocator) {
    Path table = root.resolve("table");
    try (Dataset dataset = TableReads.open(table, answer.question().state(), allocator);
        ExpectedTable expected = ExpectedTable.open(fixture.expected(root, answer), allocator)) {
      int[] places = answer.selection().places(expected.rows().getRowCount());
      if (places.length == 0) {
        return;
      }
      List<String> own = TableReads.ownColumns(expected.rows());
      // a view, not to be closed
      VectorSchemaRoot due =
          new VectorSchemaRoot(own.stream().map(n -> expected.rows().getVector(n)).toList());
      long[] addresses = addresses(dataset);
      Map<Long, List<Pages>> pages = pages(dataset, table);
      for (AccessPattern pattern : AccessPattern.values()) {
        for (int[] rows : pattern.requests(places.length, new Random(places.length))) {
          int[] wanted = Arrays.stream(rows).map(row -> places[row]).toArray();
          TypeCoverage seen = new TypeCoverage();
          List<String> differences = new ArrayList<>();
          read(
              dataset,
              pattern,
              rows,
              own,
              (result, first) -> {
                int[] part = Arrays.copyOfRange(wanted, first, first + result.getRowCount());
                differences.addAll(ArrowDifference.ofRows(due, part, result));
                seen.addRows(fixture.fileVersion(), result);
              });
          if (differences.isEmpty()) {
            seen.seen().forEach(word -> types.add(word(word, pattern)));
            addPages(pages, Arrays.stream(rows).mapToLong(row -> addresses[row]), pattern);
          }
        }
      }
    }
  }

  /// Takes a result whose first row is a number of the rows asked for.
  private interface Results {
    void take(VectorSchemaRoot rows, int first);
  }

  private static void read(
      Dataset dataset, AccessPattern pattern, int[] rows, List<String> columns, Results results) {
    List<String> quoted = columns.stream().map(name -> "`" + name + "`").toList();
    switch (pattern) {
      case FULL_SCAN -> scan(dataset.scan().columns(quoted), rows, results);
      case RANGE ->
          scan(dataset.scan().columns(quoted).offset(rows[0]).limit(rows.length), rows, results);
      case TAKE_ONE, TAKE_MANY -> {
        long[] positions = Arrays.stream(rows).asLongStream().toArray();
        try (VectorSchemaRoot taken = dataset.take(positions, quoted)) {
          results.take(taken, 0);
        }
      }
    }
  }

  private static void scan(Scan scan, int[] rows, Results results) {
    int done = 0;
    try (ArrowReader batches = scan.open()) {
      while (batches.loadNextBatch()) {
        results.take(batches.getVectorSchemaRoot(), done);
        done += batches.getVectorSchemaRoot().getRowCount();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (done != rows.length) {
      throw new AssertionError(rows.length + " rows expected, " + done + " scanned");
    }
  }

  private static long[] addresses(Dataset dataset) {
    LongStream.Builder addresses = LongStream.builder();
    scan(
        dataset.scan().columns("_rowaddr"),
        new int[Math.toIntExact(dataset.countRows())],
        (rows, first) -> {
          for (int i = 0; i < rows.getRowCount(); i++) {
            addresses.add(rows.getVector(0).getDataBuffer().getLong(8L * i));
          }
        });
    return addresses.build().toArray();
  }

  private void addPages(Map<Long, List<Pages>> pages, LongStream addresses, AccessPattern pattern) {
    addresses.forEach(address -> {
      long row = address & 0xffff_ffffL;
      for (Pages page : pages.getOrDefault(address >>> 32, List.of())) {
        if (page.first <= row && row < page.end) {
          page.words.forEach(word -> encodings.add(word(word, pattern)));
        }
      }
    });
  }

  /// By fragment. Files that lie elsewhere are left out, and so are those of version 0.1, which are
  /// not made of such pages.
  private static Map<Long, List<Pages>> pages(Dataset dataset, Path table) {
    Map<Long, List<Pages>> found = new HashMap<>();
    try (ReadScheduler scheduler = ReadScheduler.create();
        ObjectStores stores = ObjectStores.load()) {
      for (Fragment fragment : dataset.manifest().fragments()) {
        List<Pages> pages = new ArrayList<>();
        for (DataFile file : fragment.files()) {
          if (file.version() != FileVersion.V0_1 && file.baseId() < 0) {
            Location location = Location.of(table.resolve("data").resolve(file.path()));
            try (LanceFileReader reader =
                LanceFileReader.open(
                    stores.storeOf(location, StorageOptions.none()).open(location),
                    scheduler,
                    MetadataCache.ofBytes(0),
                    ReadMode.READ)) {
              addPages(reader.metadata().stored(), pages);
            }
          }
        }
        found.put(fragment.id(), pages);
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void addPages(StoredFile file, List<Pages> pages) {
    for (StoredColumn column : file.columns()) {
      long length = column.pages().stream().mapToLong(StoredPage::length).sum();
      boolean byRow = length == file.rowCount();
      long first = 0;
      for (StoredPage page : column.pages()) {
        EncodingCoverage words = new EncodingCoverage();
        words.addPage(file.version(), page, column);
        // items of lists have pages of their own in 2.0: one page is touched by all rows, of
        // several
        // it is not known which
        if (byRow || column.pages().size() == 1) {
          long end = byRow ? first + page.length() : file.rowCount();
          pages.add(new Pages(byRow ? first : 0, end, words.seen()));
        }
        first += page.length();
      }
    }
  }
}
