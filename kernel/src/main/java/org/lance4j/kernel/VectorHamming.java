package org.lance4j.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Bit counts of words, summed lane by lane.
final class VectorHamming implements HammingKernels {
  private static final VectorSpecies<Long> SPECIES = VectorWidth.LONGS;
  private static final int STEP = SPECIES.vectorByteSize();

  @Override
  public void differingBits(MemorySegment query, VectorRows rows, float[] counts) {
    int dimension = rows.dimension();
    int whole = dimension - dimension % STEP;
    for (int row = 0; row < rows.count(); row++) {
      long at = rows.at(row);
      long bits = ScalarHamming.count(query, rows.data(), at, whole, dimension);
      counts[row] = whole == 0 ? bits : bits + count(query, rows.data(), at, whole);
    }
  }

  private static long count(MemorySegment query, MemorySegment data, long at, int whole) {
    LongVector sum = LongVector.zero(SPECIES);
    for (int i = 0; i < whole; i += STEP) {
      LongVector differing = load(query, i).lanewise(VectorOperators.XOR, load(data, at + i));
      sum = sum.add(differing.lanewise(VectorOperators.BIT_COUNT));
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }

  private static LongVector load(MemorySegment data, long at) {
    return LongVector.fromMemorySegment(SPECIES, data, at, ByteOrder.nativeOrder());
  }
}
