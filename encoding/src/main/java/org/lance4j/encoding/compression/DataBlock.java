package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decoded values of one leaf: a view over bytes that were read or over scratch memory, always
/// native memory. Whoever made the block says how long it is valid (mostly: until the next chunk is
/// decoded).
///
/// Values are addressed by their number in the block; `count` of them exist.
public sealed interface DataBlock {
  long count();

  /// `bits` is 1 (bit map, least significant first) or a multiple of 8 (little-endian, packed
  /// without gaps).
  record FixedWidth(int bits, long count, MemorySegment data) implements DataBlock {}

  /// Value i is `bytes[offset(i), offset(i + 1))`; there are `count + 1` offsets of 32 or 64 bits.
  /// Offsets need not start at 0; whether they ascend and where they end is checked when values are
  /// taken.
  record VariableWidth(int offsetBits, long count, MemorySegment offsets, MemorySegment bytes)
      implements DataBlock {}

  /// Variable-width values that are still FSST-compressed one by one, so that one value can be had
  /// without its chunk.
  record Fsst(FsstSymbols symbols, VariableWidth compressed) implements DataBlock {
    @Override
    public long count() {
      return compressed.count();
    }
  }

  /// `count` lists of `dimension` items each; validity of the items, bit i for item i, or null when
  /// all are valid.
  record FixedSizeList(int dimension, long count, @Nullable MemorySegment validity, DataBlock items)
      implements DataBlock {}

  /// Fixed-width fields of a packed struct, row by row: `bits` of each field, multiples of 8.
  record PackedRows(int[] bits, long count, MemorySegment rows) implements DataBlock {}

  /// A packed struct field by field.
  record Struct(long count, List<DataBlock> fields) implements DataBlock {}

  /// Value i is item `indices[i]`.
  record Dictionary(FixedWidth indices, DataBlock items) implements DataBlock {
    @Override
    public long count() {
      return indices.count();
    }
  }

  /// `count` times the only value of `value`.
  record Constant(long count, DataBlock value) implements DataBlock {}

  /// Slots without values.
  record AllNull(long count) implements DataBlock {}
}
