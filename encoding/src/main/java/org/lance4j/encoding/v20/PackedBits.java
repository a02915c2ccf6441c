package org.lance4j.encoding.v20;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.lance4j.encoding.ByteRange;
import org.lance4j.format.Bounds;

/// Values of any number of bits, least significant bit first, without gaps.
final class PackedBits {
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private PackedBits() {}

  /// The bytes that values `[start, end)` lie in.
  ///
  /// @throws org.lance4j.format.CorruptFileException when they reach past the buffer
  static ByteRange range(ByteRange buffer, int bits, long start, long end) {
    long lastBit = Bounds.multiply(end, bits, "end of the values");
    long first = (start * bits) >>> 3;
    long last = (lastBit >>> 3) + ((lastBit & 7) == 0 ? 0 : 1);
    Bounds.range(first, last - first, buffer.length(), "values in a page buffer");
    return new ByteRange(buffer.offset() + first, last - first);
  }

  /// The `bits` (0 to 64) at `bitOffset`.
  static long get(MemorySegment packed, long bitOffset, int bits) {
    if (bits == 0) {
      return 0;
    }
    long first = bitOffset >>> 3;
    int shift = (int) (bitOffset & 7);
    long value = word(packed, first) >>> shift;
    if (shift + bits > 64) {
      value |= (packed.get(ValueLayout.JAVA_BYTE, first + 8) & 0xFFL) << (64 - shift);
    }
    return bits == 64 ? value : value & ((1L << bits) - 1);
  }

  /// Up to eight bytes at `first`, as many as there are.
  private static long word(MemorySegment packed, long first) {
    if (first + 8 <= packed.byteSize()) {
      return packed.get(LONG, first);
    }
    long value = 0;
    for (long i = packed.byteSize() - 1; i >= first; i--) {
      value = (value << 8) | (packed.get(ValueLayout.JAVA_BYTE, i) & 0xFFL);
    }
    return value;
  }
}
