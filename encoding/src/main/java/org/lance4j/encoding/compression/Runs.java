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
    int width = bits >>> 3;
    long bytes = Buffers.bytes(bits, count);
    MemorySegment target = scratch.allocate(bytes + 8);
    long done = 0;
    long run = 0;
    for (; run < lengths.count() && done < count; run++) {
      long length = LittleEndian.unsigned(lengths.data(), lengths.bits(), run);
      Bounds.check(length > 0, "run of length 0");
      long here = Math.min(length, count - done);
      Bounds.check(here == length || !exact, "runs reach past their values");
      long pattern = pattern(bits, LittleEndian.unsigned(values.data(), bits, run));
      fill(target, done * width, (done + here) * width, pattern);
      done += here;
    }
    Bounds.check(done == count, "runs end before their values");
    Bounds.check(run == lengths.count() || !exact, "runs go on after their values");
    return new DataBlock.FixedWidth(bits, count, target.asSlice(0, bytes));
  }

  /// Whole words, the last one of which may reach past the run: the next run writes over it.
  private static void fill(MemorySegment target, long from, long end, long pattern) {
    int words = (int) ((end - from + 7) >>> 3);
    for (int i = 0; i < words; i++) {
      target.set(LittleEndian.LONG, from + 8L * i, pattern);
    }
  }

  private static long pattern(int bits, long value) {
    return switch (bits) {
      case 8 -> value * 0x0101010101010101L;
      case 16 -> value * 0x0001000100010001L;
      case 32 -> value * 0x0000000100000001L;
      default -> value;
    };
  }
}
