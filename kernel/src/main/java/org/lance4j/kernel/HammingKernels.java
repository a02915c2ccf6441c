package org.lance4j.kernel;

import java.lang.foreign.MemorySegment;

/// Differing bits of one query and many vectors. Stateless and thread-safe; obtained from
/// [Kernels#hamming()].
public sealed interface HammingKernels permits ScalarHamming, VectorHamming {
  /// How many bits of the query and of each row differ.
  ///
  /// @param query `rows.dimension()` bytes
  /// @param rows vectors of bytes
  /// @param counts the first `rows.count()` places are written
  /// @throws IndexOutOfBoundsException when a segment or the array is too short
  void differingBits(MemorySegment query, VectorRows rows, float[] counts);
}
