package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;

/// Fills memory with copies.
final class Repeat {
  private Repeat() {}

  /// Writes the `width` bytes at `offset` another `count - 1` times behind themselves, doubling
  /// what is copied.
  static void first(MemorySegment memory, long offset, long width, long count) {
    long total = width * count;
    for (long done = width; done < total; ) {
      long part = Math.min(done, total - done);
      MemorySegment.copy(memory, offset, memory, offset + done, part);
      done += part;
    }
  }
}
