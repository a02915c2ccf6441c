package org.lance4j.compat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lance4j.dataset.Dataset;
import org.lance4j.testdata.ExpectedTable;
import org.lance4j.testdata.Question;

/// pylance writes random tables and changes them at random; after every change we read what it
/// reads.
final class PylanceTest {
  private static final int SEEDS = 24;

  @TempDir Path directory;

  @BeforeAll
  static void needsPython() {
    if (!PylanceOracle.isThere()) {
      System.err.println(
          "SKIPPED: comparison with pylance; LANCE4J_PYTHON names no Python (compat/python/setup-oracle.sh makes one)");
    }
    assumeTrue(PylanceOracle.isThere(), "LANCE4J_PYTHON names no Python");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.1", "2.0", "2.1", "2.2", "2.3"})
  void readsWhatPylanceWritesAndChanges(String fileVersion) {
    List<String> found = new ArrayList<>();
    int[] written = new int[1];
    try (PylanceOracle oracle = PylanceOracle.start()) {
      for (long seed = 1000; seed < 1000 + SEEDS; seed++) {
        long number = seed;
        Case random =
            new Case(oracle, directory.resolve(fileVersion + "-" + seed), new Random(seed));
        List<String> differences =
            TableReads.counted(allocator -> {
              RandomTables.Pair tables = RandomTables.of(number, fileVersion, directory, allocator);
              if (!random.write(tables, fileVersion)) {
                return List.of();
              }
              written[0]++;
              return random.compareThroughChanges(tables, allocator);
            });
        found.addAll(TableReads.named("seed " + seed, differences));
      }
    }
    assertEquals(List.of(), found);
    assertTrue(written[0] >= SEEDS / 2, "only " + written[0] + " tables were written");
  }

  /// One table and the oracle that works on it.
  private record Case(PylanceOracle oracle, Path table, Random random) {
    private static final int CHANGES = 3;

    /// Whether pylance can write it: it has limits of its own, by file version.
    boolean write(RandomTables.Pair tables, String fileVersion) {
      try {
        oracle.ask(
            "write",
            "source",
            tables.first().toString(),
            "uri",
            table.toString(),
            "version",
            fileVersion,
            "stable",
            random.nextInt(3) == 0 && !fileVersion.equals("0.1"),
            "max_rows_per_file",
            random.nextBoolean() ? 200 : 1 << 20);
        return true;
      } catch (PylanceOracle.Refused _) {
        return false;
      }
    }

    List<String> compareThroughChanges(RandomTables.Pair tables, RootAllocator allocator) {
      List<String> found = new ArrayList<>();
      List<String> steps = new ArrayList<>(List.of("write"));
      for (int i = 0; i <= CHANGES && found.isEmpty(); i++) {
        found.addAll(TableReads.named(steps.toString(), compare(allocator)));
        if (i < CHANGES) {
          steps.add(change(tables, i));
        }
      }
      return found;
    }

    private String change(RandomTables.Pair tables, int number) {
      String uri = table.toString();
      String what =
          List.of("append", "delete", "update", "compact", "add", "merge").get(random.nextInt(6));
      try {
        switch (what) {
          case "append" ->
              oracle.ask(
                  "write", "source", tables.second().toString(), "uri", uri, "mode", "append");
          case "delete" ->
              oracle.ask("delete", "uri", uri, "where", "id % 7 = " + random.nextInt(7));
          case "update" ->
              oracle.ask(
                  "update", "uri", uri, "set", Map.of("id", "id + 100000"), "where", "id % 6 = 1");
          case "compact" -> oracle.ask("compact", "uri", uri);
          case "add" ->
              oracle.ask("add_columns", "uri", uri, "columns", Map.of("n" + number, "id * 2"));
          default ->
              oracle.ask("merge", "uri", uri, "source", tables.second().toString(), "on", "id");
        }
        return what;
      } catch (PylanceOracle.Refused _) {
        return "refused " + what;
      }
    }

    private List<String> compare(RootAllocator allocator) {
      Path out = table.resolveSibling(table.getFileName() + ".arrow");
      try {
        oracle.ask("scan", "uri", table.toString(), "out", out.toString());
      } catch (PylanceOracle.Refused _) {
        return List.of(); // its own reader has limits too: nothing to compare with
      }
      try (ExpectedTable expected = ExpectedTable.open(out, allocator);
          Dataset dataset = TableReads.open(table, new Question.State.Latest(), allocator)) {
        VectorSchemaRoot rows = expected.rows();
        int[] places = IntStream.range(0, rows.getRowCount()).toArray();
        List<String> found =
            new ArrayList<>(TableReads.compare(TableReads.scan(dataset, rows), rows, places));
        if (found.isEmpty()) {
          found.addAll(TableReads.scans(dataset, rows, places, random));
          found.addAll(TableReads.takes(dataset, rows, places, random));
        }
        if (dataset.countRows() != places.length) {
          found.add(places.length + " rows expected, " + dataset.countRows() + " counted");
        }
        return found;
      }
    }
  }
}
