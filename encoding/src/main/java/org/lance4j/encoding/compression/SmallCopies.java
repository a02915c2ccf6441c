package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;

/// Copies of some bytes: two or four words cost less than a call that finds out how to copy.
final class SmallCopies {
  /// How many bytes more than asked for may be read and written.
  static final int SLACK = 32;

  private SmallCopies() {}

  /// Copies `length` bytes, and up to [#SLACK] bytes behind them where the source has as many.
  ///
  /// @param target has [#SLACK] bytes more than are copied
  static void copy(MemorySegment source, long from, MemorySegment target, long to, long length) {
    if (length > SLACK || from > source.byteSize() - SLACK) {
      MemorySegment.copy(source, from, target, to, length);
      return;
    }
    target.set(LittleEndian.LONG, to, source.get(LittleEndian.LONG, from));
    target.set(LittleEndian.LONG, to + 8, source.get(LittleEndian.LONG, from + 8));
    if (length > 16) {
      target.set(LittleEndian.LONG, to + 16, source.get(LittleEndian.LONG, from + 16));
      target.set(LittleEndian.LONG, to + 24, source.get(LittleEndian.LONG, from + 24));
    }
  }
}
