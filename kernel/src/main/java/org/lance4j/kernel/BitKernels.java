package org.lance4j.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Bitmaps with the lowest bit of the first byte first, as Arrow's validity. Words of 64 bits are
/// fast enough here, so there is one form only.
///
/// Positions and counts are bits; segments need no alignment. A range that reaches past its segment
/// is an [IndexOutOfBoundsException].
public final class BitKernels {
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private BitKernels() {}

  public static boolean get(MemorySegment bits, long position) {
    return ((bits.get(ValueLayout.JAVA_BYTE, position >>> 3) >>> (position & 7)) & 1) != 0;
  }

  /// How many of the bits `[from, from + count)` are set.
  public static long count(MemorySegment bits, long from, long count) {
    checkRange(bits, from, count);
    long set = 0;
    long at = from;
    long end = from + count;
    if ((at & 7) != 0 && at < end) {
      int head = (int) Math.min(8 - (at & 7), end - at);
      set += Long.bitCount(read(bits, at, head));
      at += head;
    }
    for (; end - at >= 64; at += 64) {
      set += Long.bitCount(bits.get(LONG, at >>> 3));
    }
    if (at < end) {
      set += Long.bitCount(read(bits, at, (int) (end - at)));
    }
    return set;
  }

  /// Copies `count` bits; the other bits of `target` stay as they are. The two ranges do not
  /// overlap.
  public static void copyBits(
      MemorySegment source, long sourceFrom, MemorySegment target, long targetFrom, long count) {
    checkRange(source, sourceFrom, count);
    checkRange(target, targetFrom, count);
    long done = Math.min((8 - (targetFrom & 7)) & 7, count);
    if (done > 0) {
      write(target, targetFrom, (int) done, read(source, sourceFrom, (int) done));
    }
    if (((sourceFrom + done) & 7) == 0) {
      long bytes = (count - done) >>> 3;
      MemorySegment.copy(
          source, (sourceFrom + done) >>> 3, target, (targetFrom + done) >>> 3, bytes);
      done += bytes << 3;
    } else {
      done += copyShifted(source, sourceFrom + done, target, targetFrom + done, count - done);
    }
    if (done < count) {
      int rest = (int) (count - done);
      write(target, targetFrom + done, rest, read(source, sourceFrom + done, rest));
    }
  }

  /// Copies whole words to a byte boundary of the target.
  ///
  /// @return how many bits, all but at most 63
  private static long copyShifted(
      MemorySegment source, long sourceFrom, MemorySegment target, long targetFrom, long count) {
    int shift = (int) (sourceFrom & 7);
    long from = sourceFrom >>> 3;
    long to = targetFrom >>> 3;
    long done = 0;
    for (; count - done >= 64; done += 64, from += 8, to += 8) {
      // the ninth byte exists: its lowest bits belong to this word
      long low = source.get(LONG, from) >>> shift;
      long high = Byte.toUnsignedLong(source.get(ValueLayout.JAVA_BYTE, from + 8));
      target.set(LONG, to, low | (high << (64 - shift)));
    }
    return done;
  }

  /// Sets or clears the bits `[from, from + count)`.
  public static void fill(MemorySegment bits, long from, long count, boolean value) {
    checkRange(bits, from, count);
    long pattern = value ? -1L : 0;
    long head = Math.min((8 - (from & 7)) & 7, count);
    if (head > 0) {
      write(bits, from, (int) head, pattern);
    }
    long bytes = (count - head) >>> 3;
    bits.asSlice((from + head) >>> 3, bytes).fill((byte) pattern);
    int tail = (int) (count - head - (bytes << 3));
    if (tail > 0) {
      write(bits, from + head + (bytes << 3), tail, pattern);
    }
  }

  /// Up to 64 bits as a number, the first one lowest. Reads no byte that holds none of them.
  private static long read(MemorySegment bits, long from, int count) {
    long value = 0;
    long lastByte = (from + count - 1) >>> 3;
    for (long at = from >>> 3; at <= lastByte; at++) {
      long piece = Byte.toUnsignedLong(bits.get(ValueLayout.JAVA_BYTE, at));
      long place = (at << 3) - from;
      value |= place >= 0 ? piece << place : piece >>> -place;
    }
    return value & FastLanes.lowBits(count);
  }

  /// Up to 64 bits; other bits of the touched bytes stay.
  private static void write(MemorySegment bits, long from, int count, long value) {
    for (int done = 0; done < count; ) {
      long at = (from + done) >>> 3;
      int low = (int) ((from + done) & 7);
      int here = Math.min(8 - low, count - done);
      int mask = ((1 << here) - 1) << low;
      int piece = ((int) (value >>> done) << low) & mask;
      int old = bits.get(ValueLayout.JAVA_BYTE, at);
      bits.set(ValueLayout.JAVA_BYTE, at, (byte) ((old & ~mask) | piece));
      done += here;
    }
  }

  private static void checkRange(MemorySegment bits, long from, long count) {
    long total = bits.byteSize() << 3;
    if (from < 0 || count < 0 || from > total || count > total - from) {
      throw new IndexOutOfBoundsException("bits " + from + " and " + count + " more, of " + total);
    }
  }
}
