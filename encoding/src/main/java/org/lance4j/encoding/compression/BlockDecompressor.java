package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;

/// Decodes one opaque buffer as a whole (levels, dictionaries, sequences of numbers). Immutable and
/// thread-safe.
public interface BlockDecompressor {
  /// Whether there is a buffer; some encodings (2.3) need none, and then own none.
  default boolean hasPayload() {
    return true;
  }

  /// How many values the buffer itself says that it holds, or -1 when it does not say.
  default long inferCount(MemorySegment data) {
    return -1;
  }

  /// @param data the buffer, to its exact end; empty when there is none
  /// @param count how many values it holds
  /// @return a block that is valid as long as `data` and until `scratch` is reset
  /// @throws org.lance4j.format.CorruptFileException when the buffer cannot hold `count` values
  DataBlock decompress(MemorySegment data, long count, Scratch scratch);
}
