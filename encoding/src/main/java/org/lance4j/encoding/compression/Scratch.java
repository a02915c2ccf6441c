package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;

/// Native memory for decoded values, reused from chunk to chunk. Confined.
public interface Scratch extends AutoCloseable {
  /// 64-byte aligned, contents undefined, valid until [#reset] or [#close].
  MemorySegment allocate(long bytes);

  void reset();

  @Override
  void close();
}
