package org.lance4j.encoding.v20;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.compression.DataBlock;
import org.lance4j.format.UnsupportedFeatureException;

/// The items of one page's dictionary, decoded, in memory that the garbage collector frees: they
/// outlive the read in the cache.
///
/// @param block where 0 stands for null, with an empty item in front
/// @param validity bit i for item i; null when all are valid
record DictionaryItems(DataBlock block, @Nullable MemorySegment validity, long weightBytes) {
  static DictionaryItems of(ValuesRead.Piece items, boolean zeroIsNull) {
    Arena arena = Arena.ofAuto();
    MemorySegment validity = items.validity();
    if (validity != null) {
      validity = copy(arena, validity);
    }
    return switch (items.values()) {
      case DataBlock.VariableWidth(int bits, long count, MemorySegment offsets, MemorySegment bytes)
          when bits == 64 -> {
        DataBlock block =
            zeroIsNull
                ? new DataBlock.VariableWidth(
                    64, count + 1, afterZero(arena, offsets), copy(arena, bytes))
                : new DataBlock.VariableWidth(64, count, copy(arena, offsets), copy(arena, bytes));
        yield new DictionaryItems(block, validity, offsets.byteSize() + bytes.byteSize());
      }
      case DataBlock.FixedWidth(int bits, long count, MemorySegment data) when !zeroIsNull ->
          new DictionaryItems(
              new DataBlock.FixedWidth(bits, count, copy(arena, data)), validity, data.byteSize());
      case DataBlock.AllNull none when !zeroIsNull -> new DictionaryItems(none, null, 0);
      case DataBlock.VariableWidth _,
          DataBlock.FixedWidth _,
          DataBlock.AllNull _,
          DataBlock.Fsst _,
          DataBlock.FixedSizeList _,
          DataBlock.PackedRows _,
          DataBlock.Struct _,
          DataBlock.Dictionary _,
          DataBlock.Constant _ ->
          throw new UnsupportedFeatureException("these items of a dictionary page");
    };
  }

  /// The offsets with one 0 more in front.
  private static MemorySegment afterZero(Arena arena, MemorySegment offsets) {
    MemorySegment copy = arena.allocate(offsets.byteSize() + 8, 8);
    MemorySegment.copy(offsets, 0, copy, 8, offsets.byteSize());
    return copy;
  }

  private static MemorySegment copy(Arena arena, MemorySegment segment) {
    return arena.allocate(segment.byteSize(), 8).copyFrom(segment);
  }
}
