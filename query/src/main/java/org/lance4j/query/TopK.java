package org.lance4j.query;

import java.util.Arrays;

/// The `k` nearest of the rows that were offered, equal distances by row id. Confined.
///
/// Candidates are collected in a buffer of about `2 k`; when it is full, quickselect throws away
/// the farther half and the farthest that stayed becomes the threshold. That is three times faster
/// than a heap at `k = 100`, and ten times when distances fall steadily. The buffer grows with what
/// is offered, so a large `k` costs nothing by itself.
final class TopK {
  private static final int FIRST_CAPACITY = 64;
  private static final int LEAST_SLACK = 256;

  private final int k;
  private final int capacity;
  private float[] distances;
  private long[] rowIds;
  private int size;
  private float threshold = Float.POSITIVE_INFINITY;
  private long thresholdRowId = -1;
  private int pivotSeed = 1;

  TopK(int k) {
    this.k = k;
    this.capacity = (int) Math.min((long) k + Math.max(k, LEAST_SLACK), Integer.MAX_VALUE - 8);
    this.distances = new float[FIRST_CAPACITY];
    this.rowIds = new long[FIRST_CAPACITY];
  }

  /// Distances above this one cannot be among the nearest; one that equals it can, by its row id.
  float threshold() {
    return threshold;
  }

  /// @param distance not NaN
  void offer(float distance, long rowId) {
    if (!comesBefore(distance, rowId, threshold, thresholdRowId) && size >= k) {
      return;
    }
    if (size == capacity) {
      reduce();
      if (!comesBefore(distance, rowId, threshold, thresholdRowId)) {
        return;
      }
    }
    if (size == distances.length) {
      int larger = (int) Math.min(capacity, 2L * size);
      distances = Arrays.copyOf(distances, larger);
      rowIds = Arrays.copyOf(rowIds, larger);
    }
    distances[size] = distance + 0f; // never -0: it would sort before 0
    rowIds[size++] = rowId;
  }

  void offerAll(TopK other) {
    for (int i = 0; i < other.size; i++) {
      offer(other.distances[i], other.rowIds[i]);
    }
  }

  /// The nearest, at most `k`, in order.
  Neighbors neighbors() {
    if (size > k) {
      reduce();
    }
    long[] keys = new long[size];
    for (int i = 0; i < size; i++) {
      keys[i] = ((long) ordered(distances[i]) << 32) | i;
    }
    Arrays.sort(keys);
    long[] ids = new long[size];
    float[] sorted = new float[size];
    for (int i = 0; i < size; i++) {
      int position = (int) keys[i];
      ids[i] = rowIds[position];
      sorted[i] = distances[position];
    }
    sortTies(ids, sorted);
    return new Neighbors(ids, sorted);
  }

  /// A number that compares as the float does.
  private static int ordered(float distance) {
    int bits = Float.floatToRawIntBits(distance);
    return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
  }

  private static void sortTies(long[] ids, float[] sorted) {
    int from = 0;
    for (int i = 1; i <= ids.length; i++) {
      if (i == ids.length || sorted[i] != sorted[from]) {
        if (i - from > 1) {
          sortUnsigned(ids, from, i);
        }
        from = i;
      }
    }
  }

  private static void sortUnsigned(long[] ids, int from, int to) {
    for (int i = from; i < to; i++) {
      ids[i] += Long.MIN_VALUE;
    }
    Arrays.sort(ids, from, to);
    for (int i = from; i < to; i++) {
      ids[i] -= Long.MIN_VALUE;
    }
  }

  private static boolean comesBefore(float a, long aRowId, float b, long bRowId) {
    return a < b || (a == b && Long.compareUnsigned(aRowId, bRowId) < 0);
  }

  /// Keeps the nearest `k` and makes the farthest of them the threshold.
  private void reduce() {
    int low = 0;
    int high = size - 1;
    while (low < high) {
      int middle = partition(low, high);
      if (k - 1 <= middle) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    size = k;
    threshold = distances[k - 1];
    thresholdRowId = rowIds[k - 1];
  }

  /// Hoare's partition of `[low, high]` around an element chosen at random.
  ///
  /// @return `m < high`, such that nothing in `[low, m]` comes after anything in `[m + 1, high]`
  private int partition(int low, int high) {
    pivotSeed = pivotSeed * 1664525 + 1013904223;
    int at = low + (int) (Integer.toUnsignedLong(pivotSeed) % (high - low));
    float pivot = distances[at];
    long pivotRowId = rowIds[at];
    int i = low - 1;
    int j = high + 1;
    while (true) {
      do {
        i++;
      } while (comesBefore(distances[i], rowIds[i], pivot, pivotRowId));
      do {
        j--;
      } while (comesBefore(pivot, pivotRowId, distances[j], rowIds[j]));
      if (i >= j) {
        return j;
      }
      swap(i, j);
    }
  }

  private void swap(int i, int j) {
    float distance = distances[i];
    distances[i] = distances[j];
    distances[j] = distance;
    long rowId = rowIds[i];
    rowIds[i] = rowIds[j];
    rowIds[j] = rowId;
  }
}
