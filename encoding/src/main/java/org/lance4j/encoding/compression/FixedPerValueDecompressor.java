package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;

/// Decodes values that were zipped one by one and have one width. Immutable and thread-safe.
public interface FixedPerValueDecompressor {
  /// Bits of one zipped value, a multiple of 8.
  int bitsPerValue();

  /// @param values `count` zipped values without control words, packed without gaps
  DataBlock decompress(MemorySegment values, long count, Scratch scratch);
}
