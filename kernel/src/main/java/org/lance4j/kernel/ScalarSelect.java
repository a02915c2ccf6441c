package org.lance4j.kernel;

/// One by one.
final class ScalarSelect implements SelectKernels {
  @Override
  public int between(float[] values, int count, float low, float high, int[] positions) {
    return between(values, 0, count, low, high, positions, 0);
  }

  /// Of the values `[from, to)`; `found` positions are there already.
  static int between(
      float[] values, int from, int to, float low, float high, int[] positions, int found) {
    int next = found;
    for (int i = from; i < to; i++) {
      if (values[i] >= low && values[i] <= high) {
        positions[next++] = i;
      }
    }
    return next;
  }
}
