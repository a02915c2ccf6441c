package org.lance4j.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.lance4j.testdata.Answer;
import org.lance4j.testdata.ArrowDifference;
import org.lance4j.testdata.ExpectedTable;
import org.lance4j.testdata.Fixture;
import org.lance4j.testdata.Fixtures;
import org.lance4j.testdata.Question;

/// A fixture's table in its newest version, opened, with the rows that are due: all columns, then
/// `_rowid` and `_rowaddr`. Closing it proves that nothing is left in memory.
final class TableFixture implements AutoCloseable {
  private final RootAllocator allocator = new RootAllocator();
  private final ExpectedTable expected;
  private final int[] places;
  private final Path table;
  private final Dataset dataset;

  private TableFixture(Fixture fixture, Path directory) {
    Path root = fixture.unpack(directory);
    Answer answer = newest(fixture);
    this.expected = ExpectedTable.open(fixture.expected(root, answer), allocator);
    this.places = answer.selection().places(expected.rows().getRowCount());
    this.table = root.resolve("table");
    this.dataset = Dataset.open(table.toString());
  }

  static TableFixture open(String name, Path directory) {
    return new TableFixture(Fixtures.named(name), directory);
  }

  private static Answer newest(Fixture fixture) {
    return fixture.answers().stream()
        .filter(answer -> answer.question().path().equals("table"))
        .filter(answer -> answer.question().state() instanceof Question.State.AtVersion)
        .filter(answer -> answer.question().what() instanceof Question.What.Rows)
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  Dataset dataset() {
    return dataset;
  }

  Path table() {
    return table;
  }

  VectorSchemaRoot expected() {
    return expected.rows();
  }

  /// Which rows of [#expected] are due.
  int[] places() {
    return places;
  }

  int rowCount() {
    return places.length;
  }

  /// Names of all columns that are due.
  List<String> columns() {
    return expected.rows().getFieldVectors().stream().map(v -> v.getName()).toList();
  }

  /// Reads a scan of all columns with row ids and addresses to its end.
  ///
  /// @param from the first row that is due
  /// @param to the row after the last
  /// @param batchRows how many rows a batch has at most
  void assertScan(Scan scan, int from, int to, int batchRows) throws IOException {
    int next = from;
    try (ArrowReader batches = scan.withRowId().withRowAddress().batchRows(batchRows).open()) {
      while (batches.loadNextBatch()) {
        VectorSchemaRoot batch = batches.getVectorSchemaRoot();
        int count = batch.getRowCount();
        assertEquals(true, count > 0 && count <= batchRows, () -> "a batch of " + count + " rows");
        int[] due = Arrays.copyOfRange(places, next, next + count);
        assertEquals(List.of(), ArrowDifference.ofRows(expected(), due, batch));
        next += count;
      }
    }
    assertEquals(to, next, "rows of the scan");
  }

  /// Compares rows that were taken.
  ///
  /// @param rows which of the live rows are due, in order
  void assertRows(long[] rows, VectorSchemaRoot taken) {
    int[] due = Arrays.stream(rows).mapToInt(row -> places[(int) row]).toArray();
    assertEquals(List.of(), ArrowDifference.ofRows(expected(), due, taken));
  }

  @Override
  public void close() {
    dataset.close();
    expected.close();
    allocator.close();
  }
}
