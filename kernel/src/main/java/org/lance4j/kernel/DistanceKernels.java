package org.lance4j.kernel;

import java.lang.foreign.MemorySegment;

/// Sums over pairs of elements, of one query and many vectors of 32-bit or of 64-bit floats, from
/// which distances are made. Stateless and thread-safe; obtained from [Kernels#float32Distances()]
/// and [Kernels#float64Distances()].
///
/// Sums are accumulated in the element type and given as 32-bit floats, so they depend on the
/// vector width in their last bits; but not on where a vector lies among the rows, nor on whether
/// the code was compiled. NaN and infinities follow IEEE arithmetic.
///
/// The query has `rows.dimension()` elements from the start of its segment; results go to the first
/// `rows.count()` places of the arrays. A segment or array that is too short is an
/// [IndexOutOfBoundsException].
public sealed interface DistanceKernels
    permits ScalarFloat32Distances,
        ScalarFloat64Distances,
        VectorFloat32Distances,
        VectorFloat64Distances {
  /// The sum of `(query[i] - row[i])` squared, per row.
  void squaredL2(MemorySegment query, VectorRows rows, float[] sums);

  /// The sum of `query[i] * row[i]`, per row.
  void dot(MemorySegment query, VectorRows rows, float[] sums);

  /// [#dot] and the sum of `row[i]` squared, per row, in one pass.
  void dotAndSquaredNorm(MemorySegment query, VectorRows rows, float[] dots, float[] squaredNorms);
}
