package org.lance4j.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lance4j.format.BatchTooLargeException;
import org.lance4j.format.NotFoundException;

final class ReadAheadTest {
  /// Bytes of batches that were made and not handed out yet, and their peak.
  private final AtomicLong held = new AtomicLong();

  private final AtomicLong peak = new AtomicLong();

  private BatchTask task(int rows, long bytes) {
    return new BatchTask() {
      @Override
      public long estimatedBytes() {
        return bytes;
      }

      @Override
      public Batch read() {
        peak.accumulateAndGet(held.addAndGet(bytes), Math::max);
        return new Batch(rows, List.of());
      }

      @Override
      public List<? extends BatchTask> halves() {
        throw new AssertionError("a batch that fits");
      }
    };
  }

  private Iterator<BatchTask> tasks(int count, long bytes) {
    return IntStream.range(0, count).mapToObj(i -> task(i, bytes)).iterator();
  }

  private List<Integer> drain(Iterator<BatchTask> tasks, long budget) throws Exception {
    List<Integer> rows = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(4);
        ReadAhead ahead = new ReadAhead(tasks, pool, 8, budget, true)) {
      for (Batch batch = ahead.next(); batch != null; batch = ahead.next()) {
        rows.add(batch.rowCount());
        held.addAndGet(-100);
      }
    }
    return rows;
  }

  @Test
  void givesBatchesInOrderAndHoldsNoMoreThanItsBudget() throws Exception {
    assertEquals(IntStream.range(0, 200).boxed().toList(), drain(tasks(200, 100), 350));
    assertTrue(peak.get() <= 300, "held " + peak.get());
  }

  @Test
  void readsABatchThatIsLargerThanTheBudgetAlone() throws Exception {
    assertEquals(IntStream.range(0, 50).boxed().toList(), drain(tasks(50, 100), 10));
    assertEquals(100, peak.get());
  }

  /// A batch that cannot be read, nor halved.
  private record Broken(Throwable failure) implements BatchTask {
    @Override
    public long estimatedBytes() {
      return 1;
    }

    @Override
    public Batch read() {
      if (failure instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failure;
    }

    @Override
    public List<? extends BatchTask> halves() {
      throw new NotFoundException("the file is gone");
    }
  }

  @Test
  void doesNotGoOnAfterAnError() throws Exception {
    assertEndsWith(new IllegalStateException("broken"), IllegalStateException.class);
    assertEndsWith(new BatchTooLargeException("too large"), NotFoundException.class);
    assertEndsWith(new OutOfMemoryError("on purpose"), OutOfMemoryError.class);
  }

  private void assertEndsWith(Throwable failure, Class<? extends Throwable> told) throws Exception {
    List<BatchTask> tasks = List.of(new Broken(failure), task(7, 1));
    try (ExecutorService pool = Executors.newFixedThreadPool(2);
        ReadAhead ahead = new ReadAhead(tasks.iterator(), pool, 4, 10, true)) {
      assertThrows(told, ahead::next);
      assertThrows(RuntimeException.class, ahead::next);
    }
  }

  /// Rows `[from, to)`, a hundred bytes each, of which no more than `most` fit in a batch.
  private record Rows(int from, int to, int most, List<String> log) implements BatchTask {
    @Override
    public long estimatedBytes() {
      return (to - from) * 100L;
    }

    @Override
    public Batch read() {
      if (to - from > most) {
        throw new BatchTooLargeException(from + " to " + to);
      }
      synchronized (log) {
        log.add(from + "-" + to);
      }
      return new Batch(to - from, List.of());
    }

    @Override
    public List<? extends BatchTask> halves() {
      int middle = (from + to) / 2;
      return to - from < 2
          ? List.of()
          : List.of(new Rows(from, middle, most, log), new Rows(middle, to, most, log));
    }
  }

  @Test
  void halvesABatchUntilItFits() throws Exception {
    List<String> read = new ArrayList<>();
    List<BatchTask> tasks =
        List.of(new Rows(0, 2, 2, read), new Rows(2, 10, 2, read), new Rows(10, 13, 2, read));
    assertEquals(List.of(2, 2, 2, 2, 2, 1, 2), drain(tasks.iterator(), 250));
    assertEquals(List.of("0-2", "2-4", "4-6", "6-8", "8-10", "10-11", "11-13"), read);
  }

  @Test
  void saysThatASingleRowDoesNotFit() throws Exception {
    BatchTask large = new Rows(0, 4, 0, new ArrayList<>());
    try (ExecutorService pool = Executors.newFixedThreadPool(2);
        ReadAhead ahead = new ReadAhead(List.of(large).iterator(), pool, 4, 1000, true)) {
      assertEquals("0 to 1", assertThrows(BatchTooLargeException.class, ahead::next).getMessage());
      assertThrows(BatchTooLargeException.class, ahead::next);
    }
  }
}
