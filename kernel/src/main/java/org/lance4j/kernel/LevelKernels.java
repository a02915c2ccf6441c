package org.lance4j.kernel;

/// Counts and finds among 16-bit unsigned numbers, which the levels of nested data are. Stateless
/// and thread-safe; obtained from [Kernels#levels()].
///
/// Ranges that reach past the array are an [IndexOutOfBoundsException].
public sealed interface LevelKernels permits ScalarLevels, VectorLevels {
  /// How many of the values `[from, to)` are at most `highest`, which is 0 or more.
  int countAtMost(short[] values, int from, int to, int highest);

  /// The position of the `n`-th, counted from 0, of those of the values `[from, to)` that equal
  /// `value`.
  ///
  /// @return `-1 - found` when only `found` of them do
  int find(short[] values, int from, int to, int value, long n);
}
