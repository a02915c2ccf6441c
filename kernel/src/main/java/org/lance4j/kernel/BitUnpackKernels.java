package org.lance4j.kernel;

import java.lang.foreign.MemorySegment;

/// Bit unpacking, block by block, in the order of [FastLanes]. Stateless and thread-safe; obtained
/// from [Kernels#bitUnpack()].
public sealed interface BitUnpackKernels permits ScalarBitUnpackKernels, VectorBitUnpackKernels {
  /// Unpacks one block of 1024 values into plain little-endian values. Neither segment needs any
  /// alignment; both are native.
  ///
  /// @param typeBits bits of an unpacked value: 8, 16, 32 or 64
  /// @param bitWidth bits of a packed value: 0 to `typeBits`
  /// @param packed `128 * bitWidth` bytes from byte `packedOffset` on are read
  /// @param values `128 * typeBits` bytes from byte `valuesOffset` on are written
  /// @throws IllegalArgumentException for other widths
  /// @throws IndexOutOfBoundsException when a segment is too short: who has sizes from a file
  ///   checks them before
  void unpack(
      int typeBits,
      int bitWidth,
      MemorySegment packed,
      long packedOffset,
      MemorySegment values,
      long valuesOffset);
}
