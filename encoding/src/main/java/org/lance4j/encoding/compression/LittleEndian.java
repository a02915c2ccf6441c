package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.lance4j.format.CorruptFileException;

/// Little-endian access without alignment.
final class LittleEndian {
  static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
  static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private LittleEndian() {}

  /// The unsigned number of 8, 16, 32 or 64 bits that has number `index` in an array of such; one
  /// of 64 bits may come out negative.
  static long unsigned(MemorySegment array, int bits, long index) {
    return switch (bits) {
      case 8 -> Byte.toUnsignedLong(array.get(BYTE, index));
      case 16 -> Short.toUnsignedLong(array.get(SHORT, index << 1));
      case 32 -> Integer.toUnsignedLong(array.get(INT, index << 2));
      case 64 -> array.get(LONG, index << 3);
      default -> throw new CorruptFileException("numbers of " + bits + " bits");
    };
  }

  static void set(MemorySegment array, int bits, long index, long value) {
    switch (bits) {
      case 8 -> array.set(BYTE, index, (byte) value);
      case 16 -> array.set(SHORT, index << 1, (short) value);
      case 32 -> array.set(INT, index << 2, (int) value);
      case 64 -> array.set(LONG, index << 3, value);
      default -> throw new IllegalArgumentException(bits + " bits");
    }
  }
}
