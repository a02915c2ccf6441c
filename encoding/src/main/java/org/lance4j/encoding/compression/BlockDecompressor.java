package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;

/// Decodes one opaque buffer as a whole (levels, dictionaries). Immutable and thread-safe.
public interface BlockDecompressor {
  DataBlock decompress(MemorySegment data, long count, Scratch scratch);
}
