package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;
import org.lance4j.format.Bounds;

/// Offsets of variable-width values, from any width to any width. The loops are kept apart so that
/// each has one width in and one out, which the compiler turns into vector code.
final class Offsets {
  private Offsets() {}

  /// Writes the ends of values `[from, from + count)`, `shift` added, from place `to` of `target`
  /// on.
  ///
  /// @throws org.lance4j.format.CorruptFileException when the offsets decrease
  static void rebase(
      DataBlock.VariableWidth values,
      long from,
      long count,
      MemorySegment target,
      int targetBits,
      long to,
      long shift) {
    MemorySegment source = values.offsets();
    long least;
    if (values.offsetBits() == 32) {
      least =
          targetBits == 32
              ? from32To32(source, from, count, target, to, (int) shift)
              : from32To64(source, from, count, target, to, shift);
    } else {
      least =
          targetBits == 32
              ? from64To32(source, from, count, target, to, shift)
              : from64To64(source, from, count, target, to, shift);
    }
    Bounds.check(least >= 0, "value offsets decrease");
  }

  /// @return the least difference of neighbours; offsets lie between two that were checked as soon
  ///   as none of these is negative. A 32-bit offset above 2^31 makes one negative.
  private static long from32To32(
      MemorySegment source, long from, long count, MemorySegment target, long to, int shift) {
    int least = 0;
    int last = source.get(LittleEndian.INT, from << 2);
    for (long i = 0; i < count; i++) {
      int end = source.get(LittleEndian.INT, (from + 1 + i) << 2);
      target.set(LittleEndian.INT, (to + i) << 2, end + shift);
      least |= end | (end - last);
      last = end;
    }
    return least;
  }

  private static long from32To64(
      MemorySegment source, long from, long count, MemorySegment target, long to, long shift) {
    long least = 0;
    long last = Integer.toUnsignedLong(source.get(LittleEndian.INT, from << 2));
    for (long i = 0; i < count; i++) {
      long end = Integer.toUnsignedLong(source.get(LittleEndian.INT, (from + 1 + i) << 2));
      target.set(LittleEndian.LONG, (to + i) << 3, end + shift);
      least |= end - last;
      last = end;
    }
    return least;
  }

  private static long from64To32(
      MemorySegment source, long from, long count, MemorySegment target, long to, long shift) {
    long least = 0;
    long last = source.get(LittleEndian.LONG, from << 3);
    for (long i = 0; i < count; i++) {
      long end = source.get(LittleEndian.LONG, (from + 1 + i) << 3);
      target.set(LittleEndian.INT, (to + i) << 2, (int) (end + shift));
      least |= end | (end - last);
      last = end;
    }
    return least;
  }

  private static long from64To64(
      MemorySegment source, long from, long count, MemorySegment target, long to, long shift) {
    long least = 0;
    long last = source.get(LittleEndian.LONG, from << 3);
    for (long i = 0; i < count; i++) {
      long end = source.get(LittleEndian.LONG, (from + 1 + i) << 3);
      target.set(LittleEndian.LONG, (to + i) << 3, end + shift);
      least |= end | (end - last);
      last = end;
    }
    return least;
  }
}
