package org.lance4j.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Compares a vector of values at a time; few pass, and only those are visited.
final class VectorSelect implements SelectKernels {
  private static final VectorSpecies<Float> SPECIES = VectorWidth.FLOATS;

  @Override
  public int between(float[] values, int count, float low, float high, int[] positions) {
    int found = 0;
    int i = 0;
    for (; i < SPECIES.loopBound(count); i += SPECIES.length()) {
      FloatVector v = FloatVector.fromArray(SPECIES, values, i);
      long passing =
          v.compare(VectorOperators.LE, high).and(v.compare(VectorOperators.GE, low)).toLong();
      for (; passing != 0; passing &= passing - 1) {
        positions[found++] = i + Long.numberOfTrailingZeros(passing);
      }
    }
    return ScalarSelect.between(values, i, count, low, high, positions, found);
  }
}
