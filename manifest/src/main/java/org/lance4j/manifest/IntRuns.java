package org.lance4j.manifest;

import java.util.Arrays;

/// A set of unsigned 32-bit numbers as runs, for sets of rows and of fragments. Immutable.
///
/// Run `k` begins at `starts[k]`, `before[k]` numbers of the set are smaller than its first; both
/// are unsigned. That tells its length too, and lets everything be found by one binary search.
final class IntRuns {
  static final IntRuns EMPTY = new IntRuns(new int[0], new int[0], 0);

  private final int[] starts;
  private final int[] before;
  private final long size;

  private IntRuns(int[] starts, int[] before, long size) {
    this.starts = starts;
    this.before = before;
    this.size = size;
  }

  /// How many numbers, up to 2^32.
  long size() {
    return size;
  }

  int runCount() {
    return starts.length;
  }

  /// The first number of run `k`.
  long start(int k) {
    return Integer.toUnsignedLong(starts[k]);
  }

  /// How many numbers are smaller than the first of run `k`.
  long before(int k) {
    return k == starts.length ? size : Integer.toUnsignedLong(before[k]);
  }

  /// The number after the last of run `k`.
  long end(int k) {
    return start(k) + before(k + 1) - before(k);
  }

  boolean contains(long number) {
    int run = lastRunStartingAtOrBefore(number);
    return run >= 0 && number < end(run);
  }

  /// How many numbers are smaller than `number`.
  long rank(long number) {
    int run = lastRunStartingAtOrBefore(number - 1);
    return run < 0 ? 0 : before(run) + Math.min(number, end(run)) - start(run);
  }

  /// The `index`-th of the numbers that are not in the set, in order from 0.
  long absent(long index) {
    int low = 0;
    int high = starts.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (start(middle) - before(middle) > index) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return index + before(low);
  }

  /// The last run that begins at or before `number`, or -1.
  int lastRunStartingAtOrBefore(long number) {
    int low = 0;
    int high = starts.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (start(middle) > number) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low - 1;
  }

  /// Runs in ascending order; neighbours become one. Confined.
  static final class Builder {
    private int[] starts = new int[8];
    private int[] before = new int[8];
    private int count;
    private long size;
    private long end = -1;

    /// The numbers `[start, end)`, none of them smaller than one that was added.
    ///
    /// @return whether that is so
    boolean add(long start, long end) {
      if (start < this.end || end <= start) {
        return false;
      }
      if (start != this.end) {
        if (count == starts.length) {
          int capacity = count + (count >> 1);
          starts = Arrays.copyOf(starts, capacity);
          before = Arrays.copyOf(before, capacity);
        }
        starts[count] = (int) start;
        before[count++] = (int) size;
      }
      size += end - start;
      this.end = end;
      return true;
    }

    IntRuns build() {
      return count == 0
          ? EMPTY
          : new IntRuns(Arrays.copyOf(starts, count), Arrays.copyOf(before, count), size);
    }
  }
}
