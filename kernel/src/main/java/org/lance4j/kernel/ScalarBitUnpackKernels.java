package org.lance4j.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Unpacks with 64-bit words, of which each holds one value of 64 bits or several smaller ones: the
/// lanes of a row are neighbours and all are shifted alike.
final class ScalarBitUnpackKernels implements BitUnpackKernels {
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

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
    for (int i = 0; i < FastLanes.WORD_ROW_BYTES; i += 8) {
      out.set(LONG, target + i, (in.get(LONG, source + i) >>> shift) & mask);
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
    for (int i = 0; i < FastLanes.WORD_ROW_BYTES; i += 8) {
      long first = (in.get(LONG, source + i) >>> down) & low;
      long second = (in.get(LONG, source + FastLanes.WORD_ROW_BYTES + i) << up) & high;
      out.set(LONG, target + i, first | second);
    }
  }
}
