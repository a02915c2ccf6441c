package org.lance4j.kernel;

import java.lang.foreign.MemorySegment;

/// Vectors of equal dimension in native memory: vector `i` begins at byte `offset + i *
/// strideBytes` of `data`, its elements are little-endian and side by side.
///
/// @param dimension elements of one vector; bytes, where bits are compared
/// @param count how many vectors
public record VectorRows(
    MemorySegment data, long offset, long strideBytes, int dimension, int count) {
  /// The kernels count the bytes of a vector in an int.
  public static final int MAX_DIMENSION = 1 << 27;

  public VectorRows {
    boolean negative = offset < 0 || strideBytes < 0 || dimension < 0 || count < 0;
    if (negative || dimension > MAX_DIMENSION) {
      throw new IllegalArgumentException(
          count + " vectors of " + dimension + " at " + offset + ", " + strideBytes + " apart");
    }
  }

  /// Where vector `row` begins in [#data].
  long at(int row) {
    return offset + row * strideBytes;
  }
}
