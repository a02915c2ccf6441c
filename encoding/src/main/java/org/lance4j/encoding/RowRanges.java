package org.lance4j.encoding;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Rows of a file: ascending, disjoint, non-empty ranges `[start(i), end(i))`. Immutable.
public final class RowRanges {
  private final long[] starts;
  private final long[] ends;
  private final long rowCount;
  private volatile long @Nullable [] rowsBefore;

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

  /// The row that is the `index`-th of all these.
  public long row(long index) {
    Objects.checkIndex(index, rowCount);
    if (starts.length == 1) {
      return starts[0] + index;
    }
    long[] known = rowsBefore();
    int found = Arrays.binarySearch(known, index);
    int range = found >= 0 ? found : -found - 2;
    return starts[range] + index - known[range];
  }

  /// How many rows come before each range.
  private long[] rowsBefore() {
    long[] known = rowsBefore;
    if (known == null) {
      known = new long[starts.length];
      for (int i = 1; i < known.length; i++) {
        known[i] = known[i - 1] + ends[i - 1] - starts[i - 1];
      }
      rowsBefore = known;
    }
    return known;
  }

  public long rowCount() {
    return rowCount;
  }
}
