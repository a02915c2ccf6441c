package org.lance4j.manifest;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.lance4j.encoding.RowRanges;
import org.lance4j.format.CorruptFileException;

/// Which physical rows of a fragment are deleted. Immutable and thread-safe.
///
/// Rows are counted in two ways: *physical*, as they lie in the files, and *live*, without the
/// deleted ones. Deleted rows past the end of a fragment may be on record, and mean nothing.
public final class DeletionVector {
  /// Of a fragment without a deletion file.
  public static final DeletionVector NONE = new DeletionVector(IntRuns.EMPTY);

  private final IntRuns deleted;

  private DeletionVector(IntRuns deleted) {
    this.deleted = deleted;
  }

  /// From physical rows (unsigned), in any order, with duplicates or without.
  public static DeletionVector ofRows(int[] rows) {
    int[] sorted = rows.clone();
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] ^= Integer.MIN_VALUE;
    }
    Arrays.sort(sorted);
    IntRuns.Builder runs = new IntRuns.Builder();
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        long row = Integer.toUnsignedLong(sorted[i] ^ Integer.MIN_VALUE);
        runs.add(row, row + 1);
      }
    }
    return new DeletionVector(runs.build());
  }

  /// From the portable form of a 32-bit Roaring bitmap: the content of a `.bin` deletion file.
  ///
  /// @throws CorruptFileException when the bytes are none
  public static DeletionVector ofRoaring(ByteBuffer bytes) {
    return new DeletionVector(RoaringFormat.parse(bytes));
  }

  /// How many rows are deleted, those past the end of the fragment included.
  public long deletedCount() {
    return deleted.size();
  }

  public boolean isEmpty() {
    return deleted.size() == 0;
  }

  public boolean contains(long physicalRow) {
    return deleted.contains(physicalRow);
  }

  /// How many rows before `physicalRow` are deleted.
  public long deletedBefore(long physicalRow) {
    return deleted.rank(physicalRow);
  }

  /// How many of the first `physicalRows` rows are not deleted.
  public long liveRows(long physicalRows) {
    return physicalRows - deleted.rank(physicalRows);
  }

  /// The physical row of the `liveRow`-th row that is not deleted, from 0. Not checked against the
  /// end of the fragment.
  public long physicalRow(long liveRow) {
    return deleted.absent(liveRow);
  }

  /// The rows that are not deleted of the physical rows `[start, end)`, as physical rows.
  public RowRanges live(long start, long end) {
    if (start == end) {
      return RowRanges.of(start, end);
    }
    int first = deleted.lastRunStartingAtOrBefore(start);
    int last = deleted.lastRunStartingAtOrBefore(end - 1);
    if (last < 0 || (first == last && deleted.end(first) <= start)) {
      return RowRanges.of(start, end);
    }
    int from = Math.max(first, 0);
    long[] starts = new long[last - from + 2];
    long[] ends = new long[last - from + 2];
    int count = 0;
    long at = start;
    for (int run = from; run <= last; run++) {
      if (deleted.start(run) > at) {
        starts[count] = at;
        ends[count++] = deleted.start(run);
      }
      at = Math.max(at, deleted.end(run));
    }
    if (at < end) {
      starts[count] = at;
      ends[count++] = end;
    }
    return RowRanges.of(Arrays.copyOf(starts, count), Arrays.copyOf(ends, count));
  }
}
