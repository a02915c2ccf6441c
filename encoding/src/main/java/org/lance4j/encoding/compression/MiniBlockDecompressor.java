package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;

/// Decodes the value buffers of one mini-block chunk. Immutable and thread-safe.
public interface MiniBlockDecompressor {
  /// How many buffers a chunk has.
  int bufferCount();

  /// @param buffers the chunk's value buffers, each without its padding where the sizes tell
  /// @param count how many values the chunk holds
  /// @param scratch where decoded bytes may be put; the block is valid until it is reset
  /// @throws org.lance4j.format.CorruptFileException when the buffers cannot hold `count` values
  DataBlock decompress(MemorySegment[] buffers, long count, Scratch scratch);
}
