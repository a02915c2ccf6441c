package org.lance4j.kernel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where kernels are obtained. They are chosen once per process: those on the Vector API when the
/// module `jdk.incubator.vector` is there (`--add-modules jdk.incubator.vector`), the scalar ones
/// otherwise.
///
/// All that are handed out are stateless and thread-safe.
public final class Kernels {
  /// The system property that chooses: `auto` (the default), `scalar`, or a vector width in bits:
  /// `128`, `256`, `512`. A width that the processor does not have works too, but very slowly.
  ///
  /// A JVM that runs without its optimizing compiler (`-XX:TieredStopAtLevel=1`) wants `scalar`:
  /// vector operations are then calls.
  public static final String PROPERTY = "lance4j.kernel";

  private static final int VECTOR_BITS = chooseBits();
  private static final BitUnpackKernels BIT_UNPACK =
      VECTOR_BITS > 0 ? new VectorBitUnpackKernels() : new ScalarBitUnpackKernels();
  private static final DistanceKernels FLOAT32_DISTANCES =
      VECTOR_BITS > 0 ? new VectorFloat32Distances() : new ScalarFloat32Distances();
  private static final DistanceKernels FLOAT64_DISTANCES =
      VECTOR_BITS > 0 ? new VectorFloat64Distances() : new ScalarFloat64Distances();
  private static final HammingKernels HAMMING =
      VECTOR_BITS > 0 ? new VectorHamming() : new ScalarHamming();
  private static final SelectKernels SELECT =
      VECTOR_BITS > 0 ? new VectorSelect() : new ScalarSelect();
  private static final LevelKernels LEVELS =
      VECTOR_BITS > 0 ? new VectorLevels() : new ScalarLevels();

  private Kernels() {}

  /// Bits of the vectors that the kernels use, 0 when they are scalar.
  public static int vectorBits() {
    return VECTOR_BITS;
  }

  public static BitUnpackKernels bitUnpack() {
    return BIT_UNPACK;
  }

  /// Of vectors of 32-bit floats.
  public static DistanceKernels float32Distances() {
    return FLOAT32_DISTANCES;
  }

  /// Of vectors of 64-bit floats.
  public static DistanceKernels float64Distances() {
    return FLOAT64_DISTANCES;
  }

  public static HammingKernels hamming() {
    return HAMMING;
  }

  public static SelectKernels select() {
    return SELECT;
  }

  public static LevelKernels levels() {
    return LEVELS;
  }

  private static int chooseBits() {
    Logger log = LoggerFactory.getLogger(Kernels.class);
    if (KernelRequest.OF_PROCESS == KernelRequest.SCALAR) {
      log.info("Scalar kernels, as {} asks", PROPERTY);
      return 0;
    }
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      log.warn("Scalar kernels: faster with --add-modules jdk.incubator.vector");
      return 0;
    }
    log.debug("Vector kernels of {} bits", VectorWidth.BITS);
    return VectorWidth.BITS;
  }
}
