package org.lance4j.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lance4j.format.LanceException;
import org.lance4j.format.StorageException;
import org.lance4j.io.DelayingObjectStore;
import org.lance4j.io.FailingObjectStore;
import org.lance4j.io.ObjectStore;
import org.lance4j.io.TruncatingObjectStore;
import org.lance4j.testdata.Answer;
import org.lance4j.testdata.ExpectedTable;
import org.lance4j.testdata.Fixture;
import org.lance4j.testdata.Fixtures;
import org.lance4j.testdata.Question;

/// Whichever request fails, wherever a file ends early, whichever allocation is refused and
/// whenever a thread is interrupted: an error that names the file, nothing left in memory, no
/// thread left, and the same dataset then gives the right rows.
final class FaultsTest {
  @TempDir static Path directory;

  /// What is asked of a dataset.
  private interface Work {
    void run(Dataset dataset, TableFixture due) throws IOException;
  }

  @AfterEach
  void noThreadIsLeft() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("lance4j-")) {
        thread.join(5000);
        assertTrue(!thread.isAlive(), () -> thread + " is left");
      }
    }
  }

  private static void scan(Dataset dataset, TableFixture due) throws IOException {
    due.assertScan(dataset.scan(), 0, due.rowCount(), 40);
  }

  private static void take(Dataset dataset, TableFixture due) {
    int last = due.rowCount() - 1;
    long[] rows = {last, 0, last / 2, 0, last / 3};
    List<String> columns = due.columns().stream().map(name -> "`" + name + "`").toList();
    List<String> own = columns.stream().filter(name -> !name.startsWith("`_row")).toList();
    List<String> all = new ArrayList<>(own);
    all.addAll(List.of("_rowid", "_rowaddr"));
    try (VectorSchemaRoot taken = dataset.take(rows, all)) {
      due.assertRows(rows, taken);
    }
  }

  private static void count(Dataset dataset, TableFixture due) {
    assertEquals(due.rowCount(), dataset.countRows());
    assertEquals(due.dataset().schema(), dataset.schema());
    assertEquals(due.dataset().versions(), dataset.versions());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "14.0.2/history-0.1",
        "14.0.2/deletions-2.0",
        "14.0.2/history-2.1",
        "14.0.2/deletions-2.2",
        "14.0.2/stable-2.3",
        "14.0.2/lineage-2.2",
        "14.0.2/mixed-2.2",
        "14.0.2/blobs-2.1",
        "14.0.2/managed-2.2"
      })
  void survivesAnyFailingRequest(String name) throws IOException {
    try (TableFixture due = TableFixture.open(name, directory)) {
      for (Work work : List.<Work>of(FaultsTest::scan, FaultsTest::take, FaultsTest::count)) {
        for (boolean remote : new boolean[] {false, true}) {
          boolean failed = true;
          for (int n = 0; failed; n++) {
            failed = failsAt(n, remote, due, work);
          }
        }
      }
    }
  }

  /// Without a metric, so that indexes are asked for theirs.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.8.21/metrics-0.1",
        "0.19.2/metrics-2.0",
        "4.0.2/metrics-2.1",
        "14.0.2/metrics-2.2"
      })
  void searchesSurviveAnyFailingRequest(String name) throws IOException {
    try (TableFixture due = TableFixture.open(name, directory)) {
      Map<Question.What.Nearest, List<Object>> answers = answers(name);
      Work search = (dataset, ignored) -> search(dataset, answers);
      boolean failed = true;
      for (int n = 0; failed; n++) {
        failed = failsAt(n, false, due, search);
      }
    }
  }

  private static void search(Dataset dataset, Map<Question.What.Nearest, List<Object>> answers) {
    assertEquals(3, answers.size());
    answers.forEach((asked, due) -> {
      float[] query = new float[asked.query().size()];
      for (int i = 0; i < query.length; i++) {
        query[i] = asked.query().get(i);
      }
      Nearest nearest = dataset.nearest(asked.column(), query).k(asked.k()).columns("id");
      try (VectorSchemaRoot rows = nearest.search()) {
        assertEquals(due, ids(rows));
      }
    });
  }

  private static Map<Question.What.Nearest, List<Object>> answers(String name) {
    Fixture fixture = Fixtures.named(name);
    Path root = fixture.unpack(directory);
    Map<Question.What.Nearest, List<Object>> found = new HashMap<>();
    try (RootAllocator allocator = new RootAllocator()) {
      for (Answer answer : fixture.answers()) {
        if (answer.question().what() instanceof Question.What.Nearest nearest) {
          try (ExpectedTable due = ExpectedTable.open(fixture.expected(root, answer), allocator)) {
            found.put(nearest, ids(due.rows()));
          }
        }
      }
    }
    return found;
  }

  private static List<Object> ids(VectorSchemaRoot rows) {
    List<Object> ids = new ArrayList<>();
    for (int i = 0; i < rows.getRowCount(); i++) {
      ids.add(rows.getVector("id").getObject(i));
    }
    return ids;
  }

  /// @return whether there were so many requests
  private static boolean failsAt(int n, boolean remote, TableFixture due, Work work)
      throws IOException {
    List<FailingObjectStore> stores = new ArrayList<>();
    UnaryOperator<ObjectStore> failing =
        store -> {
          ObjectStore slow = remote ? new DelayingObjectStore(store, Duration.ZERO) : store;
          FailingObjectStore wrapped = new FailingObjectStore(slow);
          wrapped.failRequest(n);
          stores.add(wrapped);
          return wrapped;
        };
    try (RootAllocator allocator = new RootAllocator()) {
      OpenOptions options = OpenOptions.DEFAULT.withAllocator(allocator).withThreads(3);
      try (Dataset dataset = Dataset.open(due.table().toString(), options, failing)) {
        try {
          work.run(dataset, due);
        } catch (LanceException e) {
          assertNames(due.table(), e);
          assertTrue(stores.stream().anyMatch(FailingObjectStore::hasFailed), e::toString);
          work.run(dataset, due);
        }
      } catch (LanceException e) {
        assertNames(due.table(), e);
      }
    }
    return stores.stream().anyMatch(FailingObjectStore::hasFailed);
  }

  private static void assertNames(Path table, LanceException e) {
    String message = Objects.requireNonNull(e.getMessage());
    assertTrue(message.contains(table.toString()), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "14.0.2/history-0.1",
        "14.0.2/deletions-2.0",
        "14.0.2/deletions-2.1",
        "14.0.2/history-2.2",
        "14.0.2/deletions-2.3",
        "14.0.2/managed-2.2"
      })
  void survivesFilesThatEndEarly(String name) throws IOException {
    try (TableFixture due = TableFixture.open(name, directory);
        Stream<Path> walk = Files.walk(due.table())) {
      List<Path> files = walk.filter(Files::isRegularFile).toList();
      for (Path file : files) {
        long size = Files.size(file);
        for (long limit : new long[] {0, 1, 7, 16, 39, size / 3, size / 2, size - 8, size - 1}) {
          endsEarly(file, Math.clamp(limit, 0, size), due);
        }
      }
    }
  }

  private static void endsEarly(Path file, long limit, TableFixture due) throws IOException {
    UnaryOperator<ObjectStore> cut =
        store ->
            new TruncatingObjectStore(
                store, location -> location.toString().endsWith(file.toString()), limit);
    try (RootAllocator allocator = new RootAllocator()) {
      OpenOptions options = OpenOptions.DEFAULT.withAllocator(allocator).withThreads(2);
      try (Dataset dataset = Dataset.open(due.table().toString(), options, cut)) {
        scan(dataset, due);
      } catch (LanceException e) {
        assertNames(due.table(), e);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "14.0.2/types-0.1",
        "14.0.2/nested-2.0",
        "14.0.2/nested-2.1",
        "14.0.2/types-2.2",
        "14.0.2/nested-2.3",
        "14.0.2/blobs2-2.2"
      })
  void survivesAnyRefusedAllocation(String name) throws IOException {
    FailingAllocations allocations = new FailingAllocations();
    try (TableFixture due = TableFixture.open(name, directory);
        RootAllocator allocator = new RootAllocator(allocations, Long.MAX_VALUE)) {
      OpenOptions options = OpenOptions.DEFAULT.withAllocator(allocator).withThreads(2);
      for (Work work : List.<Work>of(FaultsTest::scan, FaultsTest::take)) {
        boolean failed = true;
        for (int n = 0; failed; n += 1 + n / 40) {
          try (Dataset dataset = Dataset.open(due.table().toString(), options)) {
            allocations.failAt(n);
            try {
              work.run(dataset, due);
            } catch (OutOfMemoryException e) {
              assertEquals("failed on purpose", e.getMessage());
            }
            failed = allocations.hasFailed();
            allocations.failAt(Long.MAX_VALUE);
            assertEquals(0, allocator.getAllocatedMemory(), "after allocation " + n);
            work.run(dataset, due);
          }
        }
      }
    }
  }

  @Test
  void survivesInterrupts() throws IOException {
    try (TableFixture due = TableFixture.open("14.0.2/pages-2.2", directory);
        RootAllocator allocator = new RootAllocator()) {
      OpenOptions options = OpenOptions.DEFAULT.withAllocator(allocator).withThreads(2);
      UnaryOperator<ObjectStore> slow =
          store -> new DelayingObjectStore(store, Duration.ofMillis(2));
      try (Dataset dataset = Dataset.open(due.table().toString(), options, slow)) {
        for (int before = 0; before < 4; before++) {
          interrupt(dataset, before);
          scan(dataset, due);
        }
        Thread.currentThread().interrupt();
        assertThrows(StorageException.class, () -> take(dataset, due));
        assertTrue(Thread.interrupted());
        take(dataset, due);
      }
    }
  }

  /// @param before batches that are read before the interrupt
  private static void interrupt(Dataset dataset, int before) throws IOException {
    try (ArrowReader batches = dataset.scan().batchRows(1).open()) {
      for (int i = 0; i < before; i++) {
        assertTrue(batches.loadNextBatch());
      }
      Thread.currentThread().interrupt();
      assertThrows(InterruptedIOException.class, batches::loadNextBatch);
      assertTrue(Thread.interrupted(), "the interrupt is kept");
      assertTrue(batches.loadNextBatch(), "the scan goes on");
    }
  }
}
