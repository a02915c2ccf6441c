package org.lance4j.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [ScalarBitUnpackKernels] with vectors of 64-bit words; the 128 bytes of a row are one to eight
/// vectors.
final class VectorBitUnpackKernels implements BitUnpackKernels {
  private static final VectorSpecies<Long> SPECIES = VectorWidth.LONGS;
  private static final int STEP = SPECIES.vectorByteSize();
  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  @Override
  public void unpack(
      int typeBits,
      int bitWidth,
      MemorySegment packed,
      long packedOffset,
      MemorySegment values,
      long valuesOffset) {
    FastLanes.checkWidths(typeBits, bitWidth);
    MemorySegment in = packed.asSlice(packedOffset, FastLanes.packedBytes(bitWidth));
    MemorySegment out = values.asSlice(valuesOffset, FastLanes.packedBytes(typeBits));
    if (bitWidth == 0) {
      out.fill((byte) 0);
      return;
    }
    long mask = FastLanes.repeated(FastLanes.lowBits(bitWidth), typeBits);
    for (int row = 0; row < typeBits; row++) {
      int firstBit = row * bitWidth;
      int shift = firstBit & (typeBits - 1);
      int source = firstBit / typeBits * FastLanes.WORD_ROW_BYTES;
      int target = FastLanes.rowStartBytes(typeBits, row);
      if (shift + bitWidth <= typeBits) {
        shiftRow(in, source, shift, mask, out, target);
      } else {
        long low = FastLanes.repeated(FastLanes.lowBits(typeBits - shift), typeBits);
        spliceRow(in, source, shift, typeBits - shift, low, mask & ~low, out, target);
      }
    }
  }

  private static void shiftRow(
      MemorySegment in, int source, int shift, long mask, MemorySegment out, int target) {
    for (int i = 0; i < FastLanes.WORD_ROW_BYTES; i += STEP) {
      LongVector.fromMemorySegment(SPECIES, in, source + i, ORDER)
          .lanewise(VectorOperators.LSHR, shift)
          .and(mask)
          .intoMemorySegment(out, target + i, ORDER);
    }
  }

  private static void spliceRow(
      MemorySegment in,
      int source,
      int down,
      int up,
      long low,
      long high,
      MemorySegment out,
      int target) {
    for (int i = 0; i < FastLanes.WORD_ROW_BYTES; i += STEP) {
      int next = source + FastLanes.WORD_ROW_BYTES + i;
      LongVector first =
          LongVector.fromMemorySegment(SPECIES, in, source + i, ORDER)
              .lanewise(VectorOperators.LSHR, down)
              .and(low);
      LongVector.fromMemorySegment(SPECIES, in, next, ORDER)
          .lanewise(VectorOperators.LSHL, up)
          .and(high)
          .or(first)
          .intoMemorySegment(out, target + i, ORDER);
    }
  }
}
