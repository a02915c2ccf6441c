package org.lance4j.dataset;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.lance4j.encoding.RowRanges;

/// The batches of a scan, one after the other: runs of live rows of one fragment. Confined; what it
/// gives is not.
final class ScanTasks implements Iterator<BatchTask> {
  private final Dataset dataset;
  private final Projection projection;
  private final List<LiveFragment> fragments;
  private final int batchRows;

  /// Rows still to skip, and to give.
  private long skip;

  private long left;

  /// The fragment that is being cut, and its next live row.
  private int fragment = -1;

  private long next;
  private long fragmentRows;

  /// Which of the live rows are wanted.
  record Window(long offset, long limit) {}

  ScanTasks(
      Dataset dataset,
      Projection projection,
      List<LiveFragment> fragments,
      Window window,
      int batchRows) {
    this.dataset = dataset;
    this.projection = projection;
    this.fragments = fragments;
    this.skip = window.offset;
    this.left = window.limit;
    this.batchRows = batchRows;
  }

  @Override
  public boolean hasNext() {
    while (left > 0 && next == fragmentRows && fragment + 1 < fragments.size()) {
      fragment++;
      fragmentRows = fragments.get(fragment).liveRows();
      next = Math.min(skip, fragmentRows);
      skip -= next;
    }
    return left > 0 && next < fragmentRows;
  }

  @Override
  public BatchTask next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    long count = Math.min(Math.min(batchRows, left), fragmentRows - next);
    Run run = new Run(dataset, projection, fragments.get(fragment), next, next + count);
    next += count;
    left -= count;
    return run;
  }

  /// Live rows `[from, to)` of a fragment.
  private record Run(
      Dataset dataset, Projection projection, LiveFragment fragment, long from, long to)
      implements BatchTask {
    @Override
    public long estimatedBytes() {
      try (LeasedCache<?, FragmentReader>.Lease lease = dataset.reader(fragment, projection)) {
        return (to - from) * lease.value().bytesPerRow();
      }
    }

    @Override
    public Batch read() {
      try (LeasedCache<?, FragmentReader>.Lease lease = dataset.reader(fragment, projection)) {
        RowRanges rows = fragment.live(from, to);
        return lease.value().read(rows, dataset.allocator());
      }
    }
  }
}
