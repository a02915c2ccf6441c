package org.lance4j.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lance4j.file.BlobHandling;
import org.lance4j.format.NotFoundException;

class TakeTest {
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
        "14.0.2/nested_blobs-2.2",
        "14.0.2/long-values-2.1",
      })
  void givesRowsInAnyOrderWithRepetitions(String name) {
    try (TableFixture table = TableFixture.open(name, directory)) {
      Random random = new Random(1);
      int rows = table.rowCount();
      // the last is read by several threads
      for (int count : new int[] {1, 2, 7, 33, 400, 1500}) {
        long[] positions = random.longs(count, 0, rows).toArray();
        check(table, positions);
        Arrays.sort(positions);
        check(table, positions);
      }
      check(table, new long[] {rows - 1, 0, rows - 1, rows - 1, 0});
    }
  }

  @Test
  void samplesLiveRowsWithoutRepetition() {
    try (TableFixture table = TableFixture.open("14.0.2/deletions-2.1", directory)) {
      Dataset dataset = table.dataset();
      List<Object> live = ids(table);
      Random random = new Random(7);
      Map<Object, Integer> drawn = new HashMap<>();
      int rounds = 200;
      for (int i = 0; i < rounds; i++) {
        List<Object> sample = sampled(dataset, live.size() / 2, random);
        assertEquals(live.size() / 2, sample.size());
        assertEquals(live.stream().filter(sample::contains).toList(), sample);
        sample.forEach(id -> drawn.merge(id, 1, Integer::sum));
      }
      // each row about every second time: a fifth of the rounds is nearly six standard deviations
      for (Object id : live) {
        int times = drawn.getOrDefault(id, 0);
        assertTrue(
            Math.abs(times - rounds / 2) < rounds / 5, id + " was drawn " + times + " times");
      }
      assertEquals(live, sampled(dataset, live.size() + 5, random));
      assertEquals(List.of(), sampled(dataset, 0, random));
      assertThrows(IllegalArgumentException.class, () -> sampled(dataset, -1, random));
    }
  }

  private static List<Object> sampled(Dataset dataset, int count, Random random) {
    try (VectorSchemaRoot rows = dataset.sample(count, List.of("id"), random)) {
      return IntStream.range(0, rows.getRowCount())
          .mapToObj(rows.getVector("id")::getObject)
          .toList();
    }
  }

  private static List<Object> ids(TableFixture table) {
    return IntStream.range(0, table.rowCount())
        .mapToObj(row -> table.expected().getVector("id").getObject(table.places()[row]))
        .toList();
  }

  private static void check(TableFixture table, long[] positions) {
    Dataset dataset = table.dataset();
    try (VectorSchemaRoot taken = dataset.take(positions, table.columns())) {
      table.assertRows(positions, taken);
    }
    UInt8Vector ids = (UInt8Vector) table.expected().getVector("_rowid");
    UInt8Vector addresses = (UInt8Vector) table.expected().getVector("_rowaddr");
    RowSelection byId = RowSelection.ids(numbers(table, positions, ids));
    try (VectorSchemaRoot taken = dataset.take(byId, table.columns(), BlobHandling.BYTES)) {
      table.assertRows(positions, taken);
    }
    RowSelection byAddress = RowSelection.addresses(numbers(table, positions, addresses));
    try (VectorSchemaRoot taken = dataset.take(byAddress, table.columns(), BlobHandling.BYTES)) {
      table.assertRows(positions, taken);
    }
  }

  private static long[] numbers(TableFixture table, long[] positions, UInt8Vector of) {
    return Arrays.stream(positions).map(row -> of.get(table.places()[(int) row])).toArray();
  }

  @Test
  void doesNotFindRowsThatAreDeletedOrNeverWere() {
    try (TableFixture table = TableFixture.open("14.0.2/pages-2.1", directory)) {
      Dataset dataset = table.dataset();
      List<String> columns = List.of("i");
      long rows = table.rowCount();
      assertThrows(NotFoundException.class, () -> dataset.take(new long[] {rows}, columns));
      assertThrows(NotFoundException.class, () -> dataset.take(new long[] {-1}, columns));
      for (long address : new long[] {7, 2000, 1L << 32 | 1000, 2L << 32, -1}) {
        assertThrows(
            NotFoundException.class,
            () -> dataset.take(RowSelection.addresses(address), columns, BlobHandling.BYTES));
      }
    }
  }

  @Test
  void answersManyThreadsAtOnce() throws InterruptedException, ExecutionException {
    try (TableFixture table = TableFixture.open("14.0.2/pages-2.1", directory);
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        Random random = new Random(thread);
        running.add(
            threads.submit(() -> {
              for (int i = 0; i < 40; i++) {
                long[] positions = random.longs(1 + i % 9, 0, table.rowCount()).toArray();
                try (VectorSchemaRoot taken = table.dataset().take(positions, table.columns())) {
                  table.assertRows(positions, taken);
                }
              }
            }));
      }
      for (Future<?> future : running) {
        future.get();
      }
      assertEquals(8, running.size());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "14.0.2/pages-2.0, i, 1",
    "14.0.2/pages-2.1, i, 1",
    "14.0.2/pages-2.2, i, 1",
    "14.0.2/pages-2.0, v, 1",
    "14.0.2/pages-2.1, v, 1",
    "14.0.2/pages-2.2, v, 1",
    "14.0.2/pages-2.1, s, 1",
    "14.0.2/long-values-2.1, b, 2",
    "14.0.2/long-values-2.1, huge, 2",
    "14.0.2/long-values-2.2, s, 2",
  })
  void needsFewRequestsForScatteredRows(String name, String column, int perRow) {
    try (TableFixture table = TableFixture.open(name, directory)) {
      Dataset dataset = table.dataset();
      List<String> columns = List.of(column);
      long[] all = new long[table.rowCount()];
      Arrays.setAll(all, i -> i);
      dataset.take(all, columns).close();
      int one = 0;
      for (int row = 0; row < all.length; row += 1 + all.length / 50) {
        long[] single = {row};
        one = Math.max(one, (int) requests(dataset, single, columns));
      }
      assertTrue(one >= 1 && one <= perRow, one + " requests for one row");
      long[] scattered = new Random(5).longs(20, 0, all.length).distinct().toArray();
      long many = requests(dataset, scattered, columns);
      assertTrue(many >= 1 && many <= (long) perRow * scattered.length, many + " requests");
    }
  }

  private static long requests(Dataset dataset, long[] rows, List<String> columns) {
    long before = dataset.ioStatistics().reads();
    dataset.take(rows, columns).close();
    return dataset.ioStatistics().reads() - before;
  }

  @Test
  void opensWithFewRequests() {
    try (TableFixture table = TableFixture.open("14.0.2/pages-2.1", directory);
        Dataset dataset = Dataset.open(table.table().toString())) {
      // the names of the manifests in both schemes, then one of them, which is shorter than 64 KiB
      assertEquals(1, dataset.ioStatistics().reads());
      assertEquals(2, dataset.ioStatistics().listings());
      assertTrue(dataset.ioStatistics().lookups() <= 2, dataset.ioStatistics()::toString);
      dataset.countRows();
      // and the deletion files of both fragments
      assertEquals(3, dataset.ioStatistics().reads());
      dataset.take(new long[] {0}, List.of("i")).close();
      // the end of the data file, the description of the page's chunks, the chunk
      assertTrue(dataset.ioStatistics().reads() <= 6, dataset.ioStatistics()::toString);
    }
  }
}
