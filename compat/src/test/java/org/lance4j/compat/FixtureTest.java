package org.lance4j.compat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lance4j.dataset.Dataset;
import org.lance4j.file.BlobHandling;
import org.lance4j.format.LanceException;
import org.lance4j.testdata.Answer;
import org.lance4j.testdata.ArrowDifference;
import org.lance4j.testdata.ExpectedTable;
import org.lance4j.testdata.Fixture;
import org.lance4j.testdata.Fixtures;
import org.lance4j.testdata.Question;

/// Every fixture answers as the release does that its answers are of: every version, tag, branch
/// and time in full, each set of rows once more in odd batches, column by column, and by takes.
final class FixtureTest {
  @TempDir static Path directory;

  static Stream<Fixture> fixtures() {
    return Fixtures.all().stream();
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void answersAsPylanceDoes(Fixture fixture) {
    Path root = fixture.unpack(directory);
    List<String> found = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Answer answer : fixture.answers()) {
      boolean first = seen.add(answer.expected() + answer.selection() + answer.question().what());
      List<String> differences =
          TableReads.counted(
              allocator -> attempt(answer, () -> ask(fixture, root, answer, first, allocator)));
      found.addAll(TableReads.named(answer.question().toString(), differences));
    }
    assertEquals(List.of(), OpenDifferences.of("fixture").unknown(fixture.name(), found));
  }

  /// What a refusal means depends on the answer that is due.
  private static List<String> attempt(Answer answer, Supplier<List<String>> ask) {
    try {
      List<String> differences = ask.get();
      return answer.refused() ? List.of("read, but no settled release wrote it") : differences;
    } catch (LanceException e) {
      return answer.refused() ? List.of() : List.of("refused: " + e);
    }
  }

  private static List<String> ask(
      Fixture fixture, Path root, Answer answer, boolean first, RootAllocator allocator) {
    Question question = answer.question();
    try (Dataset dataset =
        TableReads.open(root.resolve(question.path()), question.state(), allocator)) {
      if (answer.refused()) {
        return readToTheEnd(dataset);
      }
      try (ExpectedTable table = ExpectedTable.open(fixture.expected(root, answer), allocator)) {
        int[] places = answer.selection().places(table.rows().getRowCount());
        return switch (question.what()) {
          case Question.What.Rows _ -> rows(dataset, table.rows(), places, answer, first);
          case Question.What.Descriptions _ ->
              TableReads.compare(
                  TableReads.scan(dataset, table.rows()).blobs(BlobHandling.DESCRIPTIONS),
                  table.rows(),
                  places);
          case Question.What.Columns columns ->
              TableReads.compare(
                  dataset.scan().columns(columns.names()).withRowId(), table.rows(), places);
          case Question.What.Nearest nearest ->
              Searches.compare(dataset, nearest, table.rows(), places);
        };
      }
    }
  }

  private static List<String> readToTheEnd(Dataset dataset) {
    try (ArrowReader reader = dataset.scan().open()) {
      while (reader.loadNextBatch()) {
        assert reader.getVectorSchemaRoot().getRowCount() > 0;
      }
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> rows(
      Dataset dataset, VectorSchemaRoot expected, int[] places, Answer answer, boolean first) {
    List<String> found = new ArrayList<>();
    if (dataset.countRows() != answer.rows()) {
      found.add(answer.rows() + " rows expected, " + dataset.countRows() + " counted");
    }
    found.addAll(TableReads.compare(TableReads.scan(dataset, expected), expected, places));
    if (answer.by().equals("14.0.2")) {
      VectorSchemaRoot own =
          new VectorSchemaRoot(
              TableReads.ownColumns(expected).stream().map(n -> expected.getVector(n)).toList());
      found.addAll(
          ArrowDifference.ofSchemas(
              new Schema(own.getSchema().getFields(), expected.getSchema().getCustomMetadata()),
              dataset.schema()));
    }
    if (first && found.isEmpty()) {
      Random random = new Random(places.length);
      found.addAll(TableReads.scans(dataset, expected, places, random));
      found.addAll(TableReads.columns(dataset, expected, places));
      found.addAll(TableReads.takes(dataset, expected, places, random));
    }
    return found;
  }
}
