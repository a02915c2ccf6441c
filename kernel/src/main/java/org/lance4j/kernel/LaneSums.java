package org.lance4j.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Sums over the lanes of a vector, always in the same order: the upper half is added to the lower
/// one until one lane is left. This is the order of `_mm512_reduce_add_ps`.
///
/// `reduceLanes` adds in this order when it is compiled, and lane by lane while it is interpreted:
/// equal vectors of one table would then be at distances that differ in the last bit, and the order
/// of the answer would depend on the compiler.
///
/// Four vectors of floats can be summed together: after the first step there are two left, after
/// the second one, in whose quarters the four go on. Their sums are in the lanes 0, `HALF`,
/// `QUARTER` and `HALF + QUARTER`.
final class LaneSums {
  private static final VectorSpecies<Float> FLOATS = VectorWidth.FLOATS;
  static final int FLOAT_HALF = FLOATS.length() / 2;
  static final int FLOAT_QUARTER = FLOATS.length() / 4;
  private static final VectorShuffle<Float> FLOATS_BY_HALF = by(FLOATS, FLOAT_HALF);
  private static final VectorShuffle<Float> FLOATS_BY_QUARTER = by(FLOATS, FLOAT_QUARTER);
  private static final VectorShuffle<Float> FLOATS_BY_2 = by(FLOATS, 2);
  private static final VectorShuffle<Float> FLOATS_BY_1 = by(FLOATS, 1);
  private static final VectorMask<Float> UPPER_FLOATS = upper(FLOATS, FLOAT_HALF);
  private static final VectorMask<Float> UPPER_FLOATS_OF_HALVES = upper(FLOATS, FLOAT_QUARTER);

  private static final VectorSpecies<Double> DOUBLES = VectorWidth.DOUBLES;
  private static final int DOUBLE_HALF = DOUBLES.length() / 2;

  /// 0 where there are not four lanes.
  private static final int DOUBLE_QUARTER = DOUBLES.length() / 4;

  private static final VectorShuffle<Double> DOUBLES_BY_HALF = by(DOUBLES, DOUBLE_HALF);
  private static final VectorShuffle<Double> DOUBLES_BY_QUARTER = by(DOUBLES, DOUBLE_QUARTER);
  private static final VectorShuffle<Double> DOUBLES_BY_1 = by(DOUBLES, 1);

  private LaneSums() {}

  private static <T> VectorShuffle<T> by(VectorSpecies<T> species, int lanes) {
    return VectorShuffle.fromOp(species, i -> i ^ lanes);
  }

  /// The lanes whose number has this bit.
  private static VectorMask<Float> upper(VectorSpecies<Float> species, int bit) {
    long bits = 0;
    for (int i = 0; i < species.length(); i++) {
      bits |= (i & bit) != 0 ? 1L << i : 0;
    }
    return VectorMask.fromLong(species, bits);
  }

  static float of(FloatVector vector) {
    FloatVector sum = vector.add(vector.rearrange(FLOATS_BY_HALF));
    sum = sum.add(sum.rearrange(FLOATS_BY_QUARTER));
    return withinQuarters(sum).lane(0);
  }

  static FloatVector of4(FloatVector a, FloatVector b, FloatVector c, FloatVector d) {
    FloatVector ab = halved(a, b);
    FloatVector cd = halved(c, d);
    FloatVector swapped = cd.blend(ab, UPPER_FLOATS_OF_HALVES).rearrange(FLOATS_BY_QUARTER);
    return withinQuarters(ab.blend(cd, UPPER_FLOATS_OF_HALVES).add(swapped));
  }

  private static FloatVector halved(FloatVector a, FloatVector b) {
    return a.blend(b, UPPER_FLOATS).add(b.blend(a, UPPER_FLOATS).rearrange(FLOATS_BY_HALF));
  }

  private static FloatVector withinQuarters(FloatVector vector) {
    FloatVector sum = vector;
    if (FLOAT_QUARTER > 2) {
      sum = sum.add(sum.rearrange(FLOATS_BY_2));
    }
    if (FLOAT_QUARTER > 1) {
      sum = sum.add(sum.rearrange(FLOATS_BY_1));
    }
    return sum;
  }

  static double of(DoubleVector vector) {
    DoubleVector sum = vector.add(vector.rearrange(DOUBLES_BY_HALF));
    if (DOUBLE_QUARTER > 0) {
      sum = sum.add(sum.rearrange(DOUBLES_BY_QUARTER));
    }
    return withinQuarters(sum).lane(0);
  }

  private static DoubleVector withinQuarters(DoubleVector vector) {
    return DOUBLE_QUARTER > 1 ? vector.add(vector.rearrange(DOUBLES_BY_1)) : vector;
  }
}
