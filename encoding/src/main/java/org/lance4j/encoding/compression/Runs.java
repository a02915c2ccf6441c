package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;
import org.lance4j.format.Bounds;

/// Writes runs out.
final class Runs {
  private Runs() {}

  /// @param exact whether the runs must end where the values do; if not, they may go on
  static DataBlock.FixedWidth expand(
      DataBlock.FixedWidth values,
      DataBlock.FixedWidth lengths,
      long count,
      boolean exact,
      Scratch scratch) {
    int bits = values.bits();
    MemorySegment target = scratch.allocate(Buffers.bytes(bits, count));
    long done = 0;
    long run = 0;
    for (; run < lengths.count() && done < count; run++) {
      long length = LittleEndian.unsigned(lengths.data(), lengths.bits(), run);
      Bounds.check(length > 0, "run of length 0");
      long here = Math.min(length, count - done);
      Bounds.check(here == length || !exact, "runs reach past " + count + " values");
      fill(target, bits, done, here, LittleEndian.unsigned(values.data(), bits, run));
      done += here;
    }
    Bounds.check(done == count, "runs of " + done + " values where there are " + count);
    Bounds.check(run == lengths.count() || !exact, "runs go on after " + count + " values");
    return new DataBlock.FixedWidth(bits, count, target);
  }

  private static void fill(MemorySegment target, int bits, long from, long count, long value) {
    long end = from + count;
    switch (bits) {
      case 8 -> target.asSlice(from, count).fill((byte) value);
      case 16 -> {
        for (long i = from; i < end; i++) {
          target.set(LittleEndian.SHORT, i << 1, (short) value);
        }
      }
      case 32 -> {
        for (long i = from; i < end; i++) {
          target.set(LittleEndian.INT, i << 2, (int) value);
        }
      }
      default -> {
        for (long i = from; i < end; i++) {
          target.set(LittleEndian.LONG, i << 3, value);
        }
      }
    }
  }
}
