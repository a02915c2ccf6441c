package org.lance4j.dataset;

import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.lance4j.format.BatchTooLargeException;

/// Reads batches before they are asked for: as many at once as there are threads, and no more than
/// a budget of bytes.
///
/// The consumer helps: when the next batch is not under way yet, it reads it itself, so a scan that
/// is alone on a busy pool makes progress, and a scan of one batch never changes thread. Confined
/// to the consumer's thread.
final class ReadAhead implements AutoCloseable {
  private final Iterator<? extends BatchTask> tasks;
  private final Executor pool;
  private final int parallelism;
  private final long budgetBytes;
  private final boolean ordered;
  private final ArrayDeque<Running> running = new ArrayDeque<>();
  private long runningBytes;

  /// What ended the scan: to go on after it would leave out rows.
  private @Nullable RuntimeException failure;

  /// The next task, when there is no room for it yet.
  private @Nullable Running upcoming;

  /// A batch that is read, or will be.
  private static final class Running {
    private final BatchTask task;
    private final long bytes;
    private final SharedWork<Batch> work;

    Running(BatchTask task) {
      this.task = task;
      this.bytes = task.estimatedBytes();
      this.work = new SharedWork<>(task::read);
    }

    /// Never begun, or ended and given back.
    void abandon() {
      if (!work.callOff()) {
        work.result().handle((batch, error) -> batch).thenAccept(Running::close).join();
      }
    }

    private static void close(@Nullable Batch batch) {
      if (batch != null) {
        batch.close();
      }
    }
  }

  /// @param parallelism batches that are read ahead at most
  /// @param budgetBytes their estimated bytes at most; one is read whatever it takes
  /// @param ordered false: batches come as they are ready
  ReadAhead(
      Iterator<? extends BatchTask> tasks,
      Executor pool,
      int parallelism,
      long budgetBytes,
      boolean ordered) {
    this.tasks = tasks;
    this.pool = pool;
    this.parallelism = parallelism;
    this.budgetBytes = budgetBytes;
    this.ordered = ordered;
  }

  /// The next batch, the caller's to close; null at the end. An interrupted thread is told at once,
  /// also when the batch is there already; it may ask again later.
  @Nullable Batch next() throws InterruptedIOException {
    if (failure != null) {
      throw failure;
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted before a batch was read");
    }
    try {
      fill();
    } catch (RuntimeException e) {
      failure = e;
      throw e;
    }
    for (Running head = take(); head != null; head = take()) {
      head.work.run();
      try {
        Batch batch = head.work.result().get();
        runningBytes -= head.bytes;
        return batch;
      } catch (InterruptedException e) {
        running.addFirst(head);
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while waiting for a batch");
      } catch (ExecutionException e) {
        afterFailure(head, e.getCause());
      }
    }
    return null;
  }

  /// Goes on with the halves of a batch that did not fit, and ends the scan after anything else.
  private void afterFailure(Running head, @Nullable Throwable cause) {
    runningBytes -= head.bytes;
    try {
      if (cause instanceof BatchTooLargeException && halve(head)) {
        return;
      }
      failure =
          cause instanceof RuntimeException e
              ? e
              : new IllegalStateException("a batch could not be read", cause);
    } catch (RuntimeException e) {
      failure = e;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    throw failure;
  }

  /// Puts both halves of a batch where it was.
  private boolean halve(Running head) {
    List<Running> halves = new ArrayList<>(2);
    head.task.halves().forEach(half -> halves.add(new Running(half)));
    for (Running half : halves.reversed()) {
      runningBytes += half.bytes;
      running.addFirst(half);
    }
    return !halves.isEmpty();
  }

  private @Nullable Running take() {
    if (!ordered) {
      for (Running task : running) {
        if (task.work.result().isDone()) {
          running.remove(task);
          return task;
        }
      }
    }
    return running.poll();
  }

  private void fill() {
    while (running.size() <= parallelism && (upcoming != null || tasks.hasNext())) {
      Running task = upcoming == null ? new Running(tasks.next()) : upcoming;
      if (!running.isEmpty() && runningBytes + task.bytes > budgetBytes) {
        upcoming = task;
        return;
      }
      upcoming = null;
      runningBytes += task.bytes;
      running.add(task);
      if (running.size() > 1 || tasks.hasNext()) {
        pool.execute(task.work);
      }
    }
  }

  /// Waits for what is under way and gives back what was read.
  @Override
  public void close() {
    running.forEach(Running::abandon);
    running.clear();
  }
}
