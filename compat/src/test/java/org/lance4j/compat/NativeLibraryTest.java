package org.lance4j.compat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lance4j.dataset.Dataset;
import org.lance4j.testdata.ArrowDifference;
import org.lance4j.testdata.ExpectedTable;
import org.lance4j.testdata.Question;

/// The native library writes random tables; what we read is what went in.
final class NativeLibraryTest {
  private static final int SEEDS = 60;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"2.0", "2.1", "2.2"})
  void readsWhatTheNativeLibraryWrites(String fileVersion) {
    List<String> found = new ArrayList<>();
    int[] written = new int[1];
    for (long seed = 0; seed < SEEDS; seed++) {
      long number = seed;
      Path table = directory.resolve(fileVersion + "-" + seed);
      List<String> differences =
          TableReads.counted(allocator -> {
            RandomTables.Pair tables = RandomTables.of(number, fileVersion, directory, allocator);
            if (!write(tables, table, fileVersion, allocator)) {
              return List.of();
            }
            written[0]++;
            return read(tables, table, number, allocator);
          });
      found.addAll(TableReads.named("seed " + seed, differences));
    }
    assertEquals(List.of(), OpenDifferences.of("native").unknown(fileVersion, found));
    assertTrue(written[0] > SEEDS * 9 / 10, "only " + written[0] + " tables were written");
  }

  /// Some tables it refuses: it miscounts the validity of some nested structs.
  private static boolean write(
      RandomTables.Pair tables, Path table, String fileVersion, RootAllocator allocator) {
    try {
      NativeLibrary.write(tables.first(), table, fileVersion, false, 700, allocator);
      NativeLibrary.write(tables.second(), table, fileVersion, true, 700, allocator);
      NativeLibrary.delete(table, "id % 5 = 3", allocator);
      return true;
    } catch (RuntimeException e) {
      if (String.valueOf(e.getMessage()).contains("null_bit_buffer size too small")) {
        return false;
      }
      throw e;
    }
  }

  private static List<String> read(
      RandomTables.Pair tables, Path table, long seed, RootAllocator allocator) {
    List<String> found = new ArrayList<>();
    try (ExpectedTable first = ExpectedTable.open(tables.first(), allocator);
        ExpectedTable second = ExpectedTable.open(tables.second(), allocator)) {
      int[] rows = IntStream.range(0, first.rows().getRowCount()).toArray();
      try (Dataset dataset = TableReads.open(table, new Question.State.AtVersion(1), allocator)) {
        found.addAll(whole(dataset, first.rows(), rows, new Random(seed)));
      }
      int[] kept = Arrays.stream(rows).filter(i -> i % 5 != 3).toArray();
      try (Dataset dataset = TableReads.open(table, new Question.State.Latest(), allocator)) {
        int added = second.rows().getRowCount();
        long live =
            kept.length
                + IntStream.range(rows.length, rows.length + added).filter(i -> i % 5 != 3).count();
        if (dataset.countRows() != live) {
          found.add(live + " rows expected, " + dataset.countRows() + " counted");
        }
        found.addAll(
            TableReads.named(
                "after deletions",
                TableReads.compare(dataset.scan().limit(kept.length), first.rows(), kept)));
        int[] keptOfSecond =
            IntStream.range(0, added).filter(i -> (rows.length + i) % 5 != 3).toArray();
        found.addAll(
            TableReads.named(
                "appended",
                TableReads.compare(
                    dataset.scan().offset(kept.length), second.rows(), keptOfSecond)));
      }
    }
    return found;
  }

  private static List<String> whole(
      Dataset dataset, VectorSchemaRoot expected, int[] places, Random random) {
    Schema schema = expected.getSchema();
    List<String> found = new ArrayList<>(ArrowDifference.ofSchemas(schema, dataset.schema()));
    found.addAll(TableReads.compare(dataset.scan(), expected, places));
    if (found.isEmpty()) {
      found.addAll(TableReads.scans(dataset, expected, places, random));
      found.addAll(TableReads.columns(dataset, expected, places));
      found.addAll(TableReads.takes(dataset, expected, places, random));
    }
    return found;
  }
}
