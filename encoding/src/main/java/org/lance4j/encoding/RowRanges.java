package org.lance4j.encoding;

import java.util.Arrays;

/// Rows of a file: ascending, disjoint, non-empty ranges `[start(i), end(i))`. Immutable.
public final class RowRanges {
  private final long[] starts;
  private final long[] ends;
  private final long rowCount;

  private RowRanges(long[] starts, long[] ends) {
    this.starts = starts;
    this.ends = ends;
    long rows = 0;
    for (int i = 0; i < starts.length; i++) {
      if (starts[i] < (i == 0 ? 0 : ends[i - 1]) || ends[i] <= starts[i]) {
        throw new IllegalArgumentException(
            "range " + i + " [" + starts[i] + ", " + ends[i] + ") is empty or out of order");
      }
      rows += ends[i] - starts[i];
    }
    this.rowCount = rows;
  }

  /// One range; empty when `start == end`.
  public static RowRanges of(long start, long end) {
    return start == end
        ? new RowRanges(new long[0], new long[0])
        : new RowRanges(new long[] {start}, new long[] {end});
  }

  /// The arrays are not copied.
  public static RowRanges of(long[] starts, long[] ends) {
    return new RowRanges(starts, ends);
  }

  /// Strictly ascending single rows; neighbours become one range.
  public static RowRanges ofRows(long[] rows) {
    long[] starts = new long[rows.length];
    long[] ends = new long[rows.length];
    int n = 0;
    for (long row : rows) {
      if (n > 0 && ends[n - 1] == row) {
        ends[n - 1] = row + 1;
      } else {
        starts[n] = row;
        ends[n++] = row + 1;
      }
    }
    return new RowRanges(Arrays.copyOf(starts, n), Arrays.copyOf(ends, n));
  }

  public int rangeCount() {
    return starts.length;
  }

  public long start(int range) {
    return starts[range];
  }

  public long end(int range) {
    return ends[range];
  }

  /// The row that is the `index`-th of all these. Looks through the ranges.
  public long row(long index) {
    long left = index;
    for (int i = 0; i < starts.length; i++) {
      long length = ends[i] - starts[i];
      if (left < length) {
        return starts[i] + left;
      }
      left -= length;
    }
    throw new IndexOutOfBoundsException("row " + index + " of " + rowCount);
  }

  public long rowCount() {
    return rowCount;
  }
}
