package org.lance4j.dataset;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.lance4j.encoding.RowRanges;

/// The batches of a scan, one after the other: runs of live rows of one fragment. Confined; what it
/// gives is not.
final class ScanTasks implements Iterator<ScanTasks.Run> {
  /// More are not added to an estimate, which is far above any budget then.
  private static final long MAX_BLOB_BYTES = 1L << 60;

  private final Dataset dataset;
  private final Projection projection;
  private final List<LiveFragment> fragments;
  private final BlobSizes blobs;
  private final Limits limits;

  /// Rows still to skip, and to give.
  private long skip;

  private long left;

  /// The fragment that is being cut, and its next live row.
  private int fragment = -1;

  private long next;
  private long fragmentRows;

  /// Rows of a batch of this fragment; 0 while unknown.
  private long fragmentBatchRows;

  /// Bytes of the blobs of each row from `sizesFrom` on, of this fragment.
  private long[] sizes = {};

  private long sizesFrom;

  /// Which of the live rows are wanted.
  record Window(long offset, long limit) {}

  /// How large a batch of several rows is at most.
  ///
  /// @param bytes of memory, about
  /// @param blobBytes the bytes of its blobs, which lie outside of the pages
  record Limits(int rows, long bytes, long blobBytes) {}

  ScanTasks(
      Dataset dataset,
      Projection projection,
      List<LiveFragment> fragments,
      Window window,
      Limits limits) {
    this.dataset = dataset;
    this.projection = projection;
    this.fragments = fragments;
    this.skip = window.offset;
    this.left = window.limit;
    this.limits = limits;
    this.blobs = BlobSizes.of(dataset, projection);
  }

  @Override
  public boolean hasNext() {
    while (left > 0 && next == fragmentRows && fragment + 1 < fragments.size()) {
      // may fail, and must then be asked again
      long rows = fragments.get(fragment + 1).liveRows();
      fragment++;
      fragmentRows = rows;
      fragmentBatchRows = 0;
      sizes = new long[0];
      sizesFrom = 0;
      next = Math.min(skip, fragmentRows);
      skip -= next;
    }
    return left > 0 && next < fragmentRows;
  }

  @Override
  public Run next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    LiveFragment from = fragments.get(fragment);
    if (fragmentBatchRows == 0) {
      fragmentBatchRows = batchRows(from);
    }
    long count = Math.min(Math.min(fragmentBatchRows, left), fragmentRows - next);
    Run run =
        blobs.isNone()
            ? new Run(dataset, projection, from, next, next + count, 0)
            : withBlobs(from, count);
    left -= run.to - next;
    next = run.to;
    return run;
  }

  private long batchRows(LiveFragment from) {
    try (LeasedCache<?, FragmentReader>.Lease lease = dataset.reader(from, projection)) {
      return Math.clamp(limits.bytes / lease.value().bytesPerRow(), 1, limits.rows);
    }
  }

  /// As many rows, or fewer when their blobs are large.
  private Run withBlobs(LiveFragment from, long count) {
    if (next >= sizesFrom + sizes.length) {
      sizes = blobs.of(from, next, next + count);
      sizesFrom = next;
    }
    int at = (int) (next - sizesFrom);
    int end = (int) Math.min(sizes.length, at + count);
    long bytes = sizes[at++];
    while (at < end && sizes[at] <= limits.blobBytes - bytes) {
      bytes += sizes[at++];
    }
    return new Run(dataset, projection, from, next, sizesFrom + at, bytes);
  }

  /// Live rows `[from, to)` of a fragment.
  record Run(
      Dataset dataset,
      Projection projection,
      LiveFragment fragment,
      long from,
      long to,
      long blobBytes)
      implements BatchTask {
    @Override
    public long estimatedBytes() {
      try (LeasedCache<?, FragmentReader>.Lease lease = dataset.reader(fragment, projection)) {
        return (to - from) * lease.value().bytesPerRow() + Math.min(blobBytes, MAX_BLOB_BYTES) * 2;
      }
    }

    @Override
    public Batch read() {
      try (LeasedCache<?, FragmentReader>.Lease lease = dataset.reader(fragment, projection)) {
        return lease.value().read(rows(), dataset.allocator());
      }
    }

    /// The rows of the batch, as the fragment counts them.
    RowRanges rows() {
      return fragment.live(from, to);
    }

    /// What the engine knows of rows of the fragment.
    SystemColumns system() {
      return new SystemColumns(dataset.rows(), fragment);
    }

    @Override
    public List<Run> halves() {
      if (to - from < 2) {
        return List.of();
      }
      long middle = from + (to - from) / 2;
      return List.of(
          new Run(dataset, projection, fragment, from, middle, blobBytes / 2),
          new Run(dataset, projection, fragment, middle, to, blobBytes - blobBytes / 2));
    }
  }
}
