package org.lance4j.kernel;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// The vector width of this process, decided once.
///
/// The kernels read the species from constants: a species that arrives as a parameter costs 12 to
/// 15 times, because the vectors are then boxed.
final class VectorWidth {
  private static final VectorShape SHAPE = shape(KernelRequest.OF_PROCESS);

  static final int BITS = SHAPE.vectorBitSize();

  static final VectorSpecies<Short> SHORTS = SHAPE.withLanes(short.class);
  static final VectorSpecies<Long> LONGS = SHAPE.withLanes(long.class);
  static final VectorSpecies<Float> FLOATS = SHAPE.withLanes(float.class);
  static final VectorSpecies<Double> DOUBLES = SHAPE.withLanes(double.class);

  private VectorWidth() {}

  private static VectorShape shape(KernelRequest request) {
    return switch (request) {
      case AUTO, SCALAR -> LongVector.SPECIES_PREFERRED.vectorShape();
      case VECTOR_128 -> VectorShape.S_128_BIT;
      case VECTOR_256 -> VectorShape.S_256_BIT;
      case VECTOR_512 -> VectorShape.S_512_BIT;
    };
  }
}
