package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;

/// Native memory for decoded values, reused from chunk to chunk. Confined.
public sealed interface Scratch extends AutoCloseable permits PooledScratch {
  /// A scratch whose memory comes from a small pool of this process; opening and closing it is
  /// cheap enough for a read of one row.
  static Scratch open() {
    return new PooledScratch(ScratchPool.SHARED);
  }

  /// 64-byte aligned, contents undefined, valid until [#reset] or [#close].
  MemorySegment allocate(long bytes);

  void reset();

  /// Idempotent.
  @Override
  void close();
}
