package org.lance4j.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// The layout of FastLanes bit packing: blocks of 1024 unsigned values of 8, 16, 32 or 64 bits,
/// each reduced to the same number of bits (Afroozeh and Boncz, "The FastLanes Compression Layout",
/// 2023).
///
/// With values of `T` bits a block has `1024 / T` lanes of `T` rows. The value in `row` and `lane`
/// is number `order[row / 8] * 16 + row % 8 * 128 + lane` of the block, `order` being the numbers 0
/// to 7 with their three bits reversed. The rows of one lane, `W` bits each, follow each other from
/// the lowest bit on through `W` words of `T` bits; word `w` of all lanes lies at byte `128 * w`.
/// So a block takes `128 * W` bytes, whatever `T` is, and words are little-endian.
public final class FastLanes {
  /// Values in a block.
  public static final int BLOCK_VALUES = 1024;

  /// Bytes that one word of every lane takes, for every type.
  static final int WORD_ROW_BYTES = BLOCK_VALUES / 8;

  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private FastLanes() {}

  /// Bytes of a packed block whose values have `bitWidth` bits.
  public static int packedBytes(int bitWidth) {
    return WORD_ROW_BYTES * bitWidth;
  }

  /// One value of a packed block, as an unsigned number, without unpacking the others.
  ///
  /// @param typeBits 8, 16, 32 or 64
  /// @param bitWidth 0 to `typeBits`
  /// @param packed where the block begins at byte `offset`; `packedBytes(bitWidth)` bytes are there
  /// @param index 0 to 1023
  public static long value(
      int typeBits, int bitWidth, MemorySegment packed, long offset, int index) {
    checkWidths(typeBits, bitWidth);
    if (index < 0 || index >= BLOCK_VALUES) {
      throw new IllegalArgumentException("value " + index + " of a block of " + BLOCK_VALUES);
    }
    if (bitWidth == 0) {
      return 0;
    }
    int lanes = BLOCK_VALUES / typeBits;
    int inRow = index & 127;
    int lane = inRow & (lanes - 1);
    int row = reversed((inRow - lane) >>> 4) * 8 + (index >>> 7);
    int firstBit = row * bitWidth;
    int shift = firstBit & (typeBits - 1);
    long at = offset + (long) (firstBit / typeBits) * WORD_ROW_BYTES + (long) lane * typeBits / 8;
    long value = word(typeBits, packed, at) >>> shift;
    if (shift + bitWidth > typeBits) {
      value |= word(typeBits, packed, at + WORD_ROW_BYTES) << (typeBits - shift);
    }
    return value & lowBits(bitWidth);
  }

  private static long word(int typeBits, MemorySegment packed, long at) {
    return switch (typeBits) {
      case 8 -> Byte.toUnsignedLong(packed.get(ValueLayout.JAVA_BYTE, at));
      case 16 -> Short.toUnsignedLong(packed.get(SHORT, at));
      case 32 -> Integer.toUnsignedLong(packed.get(INT, at));
      default -> packed.get(LONG, at);
    };
  }

  /// Where the values of `row` begin in the unpacked block; they lie side by side in 128 bytes.
  static int rowStartBytes(int typeBits, int row) {
    return (reversed(row >>> 3) * 16 + (row & 7) * 128) * (typeBits / 8);
  }

  /// The numbers 0 to 7 with their three bits reversed.
  private static int reversed(int group) {
    return Integer.reverse(group) >>> 29;
  }

  static long lowBits(int count) {
    return count == 0 ? 0 : -1L >>> (64 - count);
  }

  /// `pattern` of `typeBits` bits, repeated through a word of 64.
  static long repeated(long pattern, int typeBits) {
    return pattern * Long.divideUnsigned(-1L, lowBits(typeBits));
  }

  static void checkWidths(int typeBits, int bitWidth) {
    if (typeBits < 8 || typeBits > 64 || Integer.bitCount(typeBits) != 1) {
      throw new IllegalArgumentException("values of " + typeBits + " bits");
    }
    if (bitWidth < 0 || bitWidth > typeBits) {
      throw new IllegalArgumentException(typeBits + "-bit values packed to " + bitWidth + " bits");
    }
  }
}
