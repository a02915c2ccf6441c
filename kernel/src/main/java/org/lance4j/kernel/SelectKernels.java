package org.lance4j.kernel;

/// Finds the few numbers worth a closer look. Stateless and thread-safe; obtained from
/// [Kernels#select()].
public sealed interface SelectKernels permits ScalarSelect, VectorSelect {
  /// The positions, ascending, of those of the first `count` values with `low <= value <= high`.
  /// NaN is in no range.
  ///
  /// @param positions has room for `count`
  /// @return how many positions were written
  int between(float[] values, int count, float low, float high, int[] positions);
}
