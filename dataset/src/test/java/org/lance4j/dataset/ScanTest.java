package org.lance4j.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lance4j.format.InvalidQueryException;
import org.lance4j.format.NotFoundException;
import org.lance4j.testdata.ArrowDifference;

class ScanTest {
  private static final int[] BATCH_ROWS = {7, 8, 9, 31, 32, 33, 1024};

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "14.0.2/pages-0.1",
        "14.0.2/pages-2.0",
        "14.0.2/pages-2.1",
        "14.0.2/pages-2.2",
        "14.0.2/nested-2.1",
        "14.0.2/nested-2.2",
        "14.0.2/deletions-2.1",
        "14.0.2/stable-2.2",
        "14.0.2/sliced-2.1",
        "14.0.2/sliced-2.2",
        "14.0.2/nested_blobs-2.2",
      })
  void givesTheSameRowsInBatchesOfAnySize(String name) throws IOException {
    try (TableFixture table = TableFixture.open(name, directory)) {
      for (int batchRows : BATCH_ROWS) {
        table.assertScan(table.dataset().scan(), 0, table.rowCount(), batchRows);
      }
    }
  }

  /// Manifests of releases before 0.8 do not say how many rows there are.
  @Test
  void countsTheRowsOfOldVersions() throws IOException {
    try (TableFixture table = TableFixture.open("0.5.9/history-0.1", directory)) {
      List<Dataset.VersionInfo> versions = table.dataset().versions();
      assertTrue(versions.size() > 1);
      assertEquals(table.rowCount(), versions.getLast().rows());
      assertTrue(versions.getFirst().rows() > 0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"14.0.2/pages-0.1", "14.0.2/pages-2.0", "14.0.2/pages-2.1", "14.0.2/pages-2.2"})
  void skipsAndStopsAtAnyRow(String name) throws IOException {
    try (TableFixture table = TableFixture.open(name, directory)) {
      int rows = table.rowCount();
      int[] offsets = {0, 1, 7, 255, 256, 1990, 1996, 2003, rows - 1, rows, rows + 5};
      for (int offset : offsets) {
        for (int limit : new int[] {0, 1, 31, 1024, rows}) {
          int from = Math.min(offset, rows);
          int to = Math.min(from + limit, rows);
          Scan scan = table.dataset().scan().offset(offset).limit(limit);
          table.assertScan(scan, from, to, 1 + limit / 2);
        }
      }
    }
  }

  @Test
  void readsTheFragmentsThatAreAskedForInTheOrderOfTheTable() throws IOException {
    try (TableFixture table = TableFixture.open("14.0.2/pages-2.1", directory)) {
      Dataset dataset = table.dataset();
      int first = (int) dataset.countRows(List.of(0L));
      int rows = table.rowCount();
      assertEquals(2, dataset.manifest().fragments().size());
      table.assertScan(dataset.scan().fragments(List.of(0L)), 0, first, 33);
      table.assertScan(dataset.scan().fragments(List.of(1L)), first, rows, 33);
      table.assertScan(dataset.scan().fragments(List.of(1L, 0L)), 0, rows, 33);
      table.assertScan(
          dataset.scan().fragments(List.of(1L)).offset(3).limit(5), first + 3, first + 8, 33);
      table.assertScan(dataset.scan().fragments(List.of()), 0, 0, 33);
      assertThrows(NotFoundException.class, () -> dataset.scan().fragments(List.of(0L, 2L)).open());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"14.0.2/pages-2.0", "14.0.2/pages-2.2", "14.0.2/deletions-2.1"})
  void givesTheSameRowsWithoutOrder(String name) throws IOException {
    try (TableFixture table = TableFixture.open(name, directory)) {
      Map<Long, Integer> placeOfId = new HashMap<>();
      UInt8Vector ids = (UInt8Vector) table.expected().getVector("_rowid");
      for (int place : table.places()) {
        placeOfId.put(ids.get(place), place);
      }
      Set<Long> seen = new HashSet<>();
      Scan scan = table.dataset().scan().withRowId().withRowAddress().unordered().batchRows(31);
      try (ArrowReader batches = scan.open()) {
        while (batches.loadNextBatch()) {
          VectorSchemaRoot batch = batches.getVectorSchemaRoot();
          UInt8Vector found = (UInt8Vector) batch.getVector("_rowid");
          int[] due = new int[batch.getRowCount()];
          for (int i = 0; i < due.length; i++) {
            assertTrue(seen.add(found.get(i)), "a row came twice");
            due[i] = placeOfId.getOrDefault(found.get(i), -1);
          }
          assertEquals(List.of(), ArrowDifference.ofRows(table.expected(), due, batch));
        }
      }
      assertEquals(placeOfId.keySet(), seen);
    }
  }

  @Test
  void leavesNothingBehindWhenItIsClosedEarly() throws IOException {
    // the fixture's close fails when a vector is left
    try (TableFixture table = TableFixture.open("14.0.2/pages-2.1", directory)) {
      for (boolean ordered : new boolean[] {true, false}) {
        for (int batches = 0; batches < 4; batches++) {
          Scan scan = table.dataset().scan().batchRows(64);
          try (ArrowReader reader = (ordered ? scan : scan.unordered()).open()) {
            for (int i = 0; i < batches; i++) {
              assertTrue(reader.loadNextBatch());
            }
          }
        }
      }
    }
  }

  @Test
  void saysWhatIsWrongWithAQuestion() {
    try (TableFixture table = TableFixture.open("14.0.2/pages-2.1", directory)) {
      Scan scan = table.dataset().scan();
      assertThrows(IllegalArgumentException.class, () -> scan.batchRows(0));
      assertThrows(IllegalArgumentException.class, () -> scan.offset(-1));
      assertThrows(IllegalArgumentException.class, () -> scan.limit(-1));
      assertThrows(InvalidQueryException.class, () -> scan.columns("i", "nowhere").open());
    }
  }

  @Test
  void readsNoColumnsButRowIds() throws IOException {
    try (TableFixture table = TableFixture.open("14.0.2/pages-2.1", directory);
        ArrowReader batches = table.dataset().scan().columns().withRowId().batchRows(5000).open()) {
      UInt8Vector due = (UInt8Vector) table.expected().getVector("_rowid");
      int next = 0;
      while (batches.loadNextBatch()) {
        UInt8Vector ids = (UInt8Vector) batches.getVectorSchemaRoot().getVector(0);
        for (int i = 0; i < ids.getValueCount(); i++) {
          assertEquals(due.get(table.places()[next++]), ids.get(i));
        }
      }
      assertEquals(table.rowCount(), next);
      assertFalse(batches.loadNextBatch());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"14.0.2/pages-0.1", "14.0.2/pages-2.0", "14.0.2/pages-2.2"})
  void givesFewerRowsAtATimeWhereTheyAreLarge(String name) throws IOException {
    try (TableFixture table = TableFixture.open(name, directory)) {
      long tableBytes;
      try (Stream<Path> files = Files.list(table.table().resolve("data"))) {
        tableBytes = files.mapToLong(file -> file.toFile().length()).sum();
      }
      // a tenth of the table, when rows take twice their bytes in the file
      long budget = 4 * 2 * tableBytes / 10;
      int most = 0;
      try (ArrowReader batches = table.dataset().scan().readAheadBytes(budget).open()) {
        while (batches.loadNextBatch()) {
          most = Math.max(most, batches.getVectorSchemaRoot().getRowCount());
        }
      }
      int rows = table.rowCount();
      int largest = most;
      assertTrue(most > rows / 40 && most < rows / 4, () -> largest + " of " + rows + " rows");
      table.assertScan(table.dataset().scan().readAheadBytes(budget), 0, rows, 8192);
      table.assertScan(table.dataset().scan().readAheadBytes(1), 0, rows, 8192);
    }
  }
}
