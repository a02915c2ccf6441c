package org.lance4j.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lance4j.file.MetadataCache;
import org.lance4j.testdata.Answer;
import org.lance4j.testdata.ArrowDifference;
import org.lance4j.testdata.ExpectedTable;
import org.lance4j.testdata.Fixture;
import org.lance4j.testdata.Fixtures;
import org.lance4j.testdata.Question;

/// All versions of a table, read one after the other with what was parsed for the others: their
/// schemas differ, and name other fields of the same files.
final class SharedCacheTest {
  @TempDir static Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.5.9/history-0.1",
        "0.10.18/history-0.1",
        "14.0.2/history-0.1",
        "14.0.2/history-2.0",
        "14.0.2/history-2.2",
        "14.0.2/mixed-2.2"
      })
  void readsAllVersionsWithOneCache(String name) throws IOException {
    Fixture fixture = Fixtures.named(name);
    Path root = fixture.unpack(directory);
    MetadataCache cache = MetadataCache.ofBytes(1 << 24);
    List<Answer> answers = new ArrayList<>();
    for (Answer answer : fixture.answers()) {
      if (answer.question().state() instanceof Question.State.AtVersion
          && answer.question().what() instanceof Question.What.Rows
          && answer.question().path().equals("table")) {
        answers.add(answer);
      }
    }
    assertEquals(true, answers.size() > 1);
    answers.addAll(answers.reversed());
    for (Answer answer : answers) {
      if (answer.question().state() instanceof Question.State.AtVersion at) {
        OpenOptions options =
            OpenOptions.DEFAULT.withCache(cache).withVersion(at.version()).withThreads(1);
        try (RootAllocator allocator = new RootAllocator();
            ExpectedTable due = ExpectedTable.open(fixture.expected(root, answer), allocator);
            Dataset dataset =
                Dataset.open(root.resolve("table").toString(), options.withAllocator(allocator))) {
          assertScan(dataset, due, answer);
        }
      }
    }
  }

  private static void assertScan(Dataset dataset, ExpectedTable due, Answer answer)
      throws IOException {
    // views, not to be closed
    VectorSchemaRoot own =
        new VectorSchemaRoot(
            due.rows().getFieldVectors().stream()
                .filter(v -> !v.getName().startsWith("_row"))
                .toList());
    int[] places = answer.selection().places(due.rows().getRowCount());
    int done = 0;
    try (ArrowReader batches = dataset.scan().open()) {
      while (batches.loadNextBatch()) {
        VectorSchemaRoot batch = batches.getVectorSchemaRoot();
        int[] part = Arrays.copyOfRange(places, done, done + batch.getRowCount());
        assertEquals(
            List.of(),
            ArrowDifference.ofRows(own, part, batch),
            () -> answer.question().toString());
        done += batch.getRowCount();
      }
    }
    assertEquals(places.length, done);
  }
}
