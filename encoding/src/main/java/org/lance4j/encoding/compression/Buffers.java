package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;
import org.lance4j.format.Bounds;
import org.lance4j.format.CorruptFileException;

/// Sizes and numbers of buffers, checked.
final class Buffers {
  private Buffers() {}

  static MemorySegment only(MemorySegment[] buffers) {
    expect(buffers, 1);
    return buffers[0];
  }

  static void expect(MemorySegment[] buffers, int count) {
    if (buffers.length != count) {
      throw new CorruptFileException(
          "chunk has " + buffers.length + " value buffers where its encoding has " + count);
    }
  }

  /// Bytes that `count` values of `bits` take, rounded up.
  static long bytes(int bits, long count) {
    return (Bounds.multiply(bits, count, "size of values") + 7) >>> 3;
  }
}
