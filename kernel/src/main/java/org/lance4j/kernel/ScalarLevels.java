package org.lance4j.kernel;

/// One by one.
final class ScalarLevels implements LevelKernels {
  @Override
  public int countAtMost(short[] values, int from, int to, int highest) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += Short.toUnsignedInt(values[i]) <= highest ? 1 : 0;
    }
    return count;
  }

  @Override
  public int find(short[] values, int from, int to, int value, long n) {
    return find(values, from, to, value, n, 0);
  }

  /// `found` were there before `from`.
  static int find(short[] values, int from, int to, int value, long n, int found) {
    int before = found;
    for (int i = from; i < to; i++) {
      if (Short.toUnsignedInt(values[i]) == value && before++ == n) {
        return i;
      }
    }
    return -1 - before;
  }
}
