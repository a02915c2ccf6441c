package org.lance4j.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Words of 64 bits, then bytes.
final class ScalarHamming implements HammingKernels {
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

  @Override
  public void differingBits(MemorySegment query, VectorRows rows, float[] counts) {
    for (int row = 0; row < rows.count(); row++) {
      counts[row] = count(query, rows.data(), rows.at(row), 0, rows.dimension());
    }
  }

  /// Of the bytes `[from, to)`.
  static long count(MemorySegment query, MemorySegment data, long at, int from, int to) {
    long bits = 0;
    int i = from;
    for (; i + 8 <= to; i += 8) {
      bits += Long.bitCount(query.get(LONG, i) ^ data.get(LONG, at + i));
    }
    for (; i < to; i++) {
      int differing = query.get(ValueLayout.JAVA_BYTE, i) ^ data.get(ValueLayout.JAVA_BYTE, at + i);
      bits += Integer.bitCount(differing & 0xff);
    }
    return bits;
  }
}
