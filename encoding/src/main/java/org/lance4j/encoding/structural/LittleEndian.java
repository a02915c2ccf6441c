package org.lance4j.encoding.structural;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Little-endian integers at any address.
final class LittleEndian {
  static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
  static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private LittleEndian() {}

  static int unsignedShort(MemorySegment bytes, long offset) {
    return Short.toUnsignedInt(bytes.get(SHORT, offset));
  }

  static long unsignedInt(MemorySegment bytes, long offset) {
    return Integer.toUnsignedLong(bytes.get(INT, offset));
  }

  /// An unsigned integer of 1, 2, 4 or 8 bytes; those of 8 come out negative when they are too
  /// large.
  static long unsigned(MemorySegment bytes, long offset, int width) {
    return switch (width) {
      case 1 -> Byte.toUnsignedLong(bytes.get(BYTE, offset));
      case 2 -> unsignedShort(bytes, offset);
      case 4 -> unsignedInt(bytes, offset);
      case 8 -> bytes.get(LONG, offset);
      default -> throw new AssertionError("integers of " + width + " bytes");
    };
  }

  /// The same out of an array, which keeps the accesses to native memory free of heap segments.
  static long unsigned(byte[] bytes, int offset, int width) {
    return switch (width) {
      case 1 -> Byte.toUnsignedLong(bytes[offset]);
      case 2 -> Short.toUnsignedLong((short) SHORTS.get(bytes, offset));
      case 4 -> Integer.toUnsignedLong((int) INTS.get(bytes, offset));
      case 8 -> (long) LONGS.get(bytes, offset);
      default -> throw new AssertionError("integers of " + width + " bytes");
    };
  }
}
