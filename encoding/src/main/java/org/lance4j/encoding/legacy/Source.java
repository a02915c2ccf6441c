package org.lance4j.encoding.legacy;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.Bytes;
import org.lance4j.encoding.compression.DataBlock;

/// Where the values of one read of one field come from, in rounds. Confined.
sealed interface Source extends AutoCloseable
    permits PlainSource, StringSource, DictionarySource, NullSource {
  /// What is needed next; empty when all is there. Asking twice gives the same answer.
  List<ByteRange> pending();

  void supply(List<Bytes> bytes);

  /// All values in order. They are valid until [#close].
  List<Chunk> chunks();

  /// The bytes of all values, where they are one run of plain values; null otherwise.
  default @Nullable Bytes plain() {
    return null;
  }

  @Override
  default void close() {}

  /// Values `[from, from + count)` of a block.
  ///
  /// @param validity bit i for value `from + i`; null when all are valid
  record Chunk(DataBlock values, long from, int count, @Nullable MemorySegment validity) {}
}
