package org.lance4j.kernel;

import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Compares a vector of levels at a time and counts the lanes that pass.
final class VectorLevels implements LevelKernels {
  private static final VectorSpecies<Short> SPECIES = VectorWidth.SHORTS;
  private static final int MAX_LEVEL = (1 << Short.SIZE) - 1;

  private final ScalarLevels rest = new ScalarLevels();

  @Override
  public int countAtMost(short[] values, int from, int to, int highest) {
    if (highest >= MAX_LEVEL) {
      return to - from;
    }
    int count = 0;
    int i = from;
    for (int end = to - SPECIES.length(); i <= end; i += SPECIES.length()) {
      ShortVector v = ShortVector.fromArray(SPECIES, values, i);
      count += v.compare(VectorOperators.ULE, (short) highest).trueCount();
    }
    return count + rest.countAtMost(values, i, to, highest);
  }

  @Override
  public int find(short[] values, int from, int to, int value, long n) {
    if (value > MAX_LEVEL) {
      return -1;
    }
    int found = 0;
    int i = from;
    for (int end = to - SPECIES.length(); i <= end; i += SPECIES.length()) {
      ShortVector v = ShortVector.fromArray(SPECIES, values, i);
      int here = v.compare(VectorOperators.EQ, (short) value).trueCount();
      if (found + here > n) {
        return ScalarLevels.find(values, i, i + SPECIES.length(), value, n, found);
      }
      found += here;
    }
    return ScalarLevels.find(values, i, to, value, n, found);
  }
}
