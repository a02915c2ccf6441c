package org.lance4j.encoding;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.compression.DataBlock;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.UnsupportedFeatureException;
import org.lance4j.kernel.BitKernels;

/// The items of a dictionary, decoded, in memory that the garbage collector frees, so that they can
/// outlive the read in a cache. Immutable and thread-safe.
public final class DictionaryItems {
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final DataBlock block;
  private final @Nullable MemorySegment validity;
  private final boolean zeroIsNull;
  private final long weightBytes;

  private DictionaryItems(
      DataBlock block, @Nullable MemorySegment validity, boolean zeroIsNull, long weightBytes) {
    this.block = block;
    this.validity = validity;
    this.zeroIsNull = zeroIsNull;
    this.weightBytes = weightBytes;
  }

  /// A copy of items.
  ///
  /// @param items plain values, or strings with offsets of 64 bits from 0 on, or nulls
  /// @param validity bit i for item i; null when all are valid
  /// @param zeroIsNull that keys count items from 1, and 0 stands for null: strings only
  /// @throws UnsupportedFeatureException for other items
  public static DictionaryItems copyOf(
      DataBlock items, @Nullable MemorySegment validity, boolean zeroIsNull) {
    Arena arena = Arena.ofAuto();
    MemorySegment bits = validity == null ? null : copy(arena, validity);
    return switch (items) {
      case DataBlock.VariableWidth strings when strings.offsetBits() == 64 ->
          new DictionaryItems(
              strings(arena, strings, zeroIsNull),
              bits,
              zeroIsNull,
              strings.offsets().byteSize() + strings.bytes().byteSize());
      case DataBlock.FixedWidth values when !zeroIsNull ->
          new DictionaryItems(
              new DataBlock.FixedWidth(values.bits(), values.count(), copy(arena, values.data())),
              bits,
              false,
              values.data().byteSize());
      case DataBlock.AllNull nulls when !zeroIsNull -> new DictionaryItems(nulls, null, false, 0);
      case DataBlock.VariableWidth _,
          DataBlock.FixedWidth _,
          DataBlock.AllNull _,
          DataBlock.Fsst _,
          DataBlock.FixedSizeList _,
          DataBlock.PackedRows _,
          DataBlock.Struct _,
          DataBlock.Dictionary _,
          DataBlock.Constant _ ->
          throw new UnsupportedFeatureException(
              "items of a dictionary as " + items.getClass().getSimpleName());
    };
  }

  /// Where 0 is null, an empty string comes before the items, so that keys are their numbers.
  private static DataBlock strings(Arena arena, DataBlock.VariableWidth items, boolean zeroIsNull) {
    int shift = zeroIsNull ? 1 : 0;
    MemorySegment offsets = arena.allocate(items.offsets().byteSize() + 8L * shift, 8);
    MemorySegment.copy(items.offsets(), 0, offsets, 8L * shift, items.offsets().byteSize());
    return new DataBlock.VariableWidth(
        64, items.count() + shift, offsets, copy(arena, items.bytes()));
  }

  private static MemorySegment copy(Arena arena, MemorySegment segment) {
    return arena.allocate(segment.byteSize(), 8).copyFrom(segment);
  }

  /// What the items weigh in memory.
  public long weightBytes() {
    return weightBytes;
  }

  /// The values that keys stand for.
  public DataBlock values(DataBlock.FixedWidth keys) {
    return block instanceof DataBlock.AllNull
        ? new DataBlock.AllNull(keys.count())
        : new DataBlock.Dictionary(keys, block);
  }

  /// Checks that keys `[from, from + count)` have items, and says which of them stand for null.
  ///
  /// @param keys of 8, 16, 32 or 64 bits
  /// @return bit i for key `from + i`; null when all are valid
  /// @throws CorruptFileException for a key without an item
  public @Nullable MemorySegment validity(
      DataBlock.FixedWidth keys, long from, int count, SegmentAllocator memory) {
    long end = block.count();
    MemorySegment bits = null;
    for (int i = 0; i < count; i++) {
      long key = key(keys, from + i);
      if (key < 0 || key >= end) {
        throw new CorruptFileException(
            "dictionary key " + Long.toUnsignedString(key) + " of " + end + " items");
      }
      if (zeroIsNull ? key == 0 : validity != null && !BitKernels.get(validity, key)) {
        if (bits == null) {
          bits = memory.allocate((count + 7) >>> 3).fill((byte) -1);
        }
        BitKernels.fill(bits, i, 1, false);
      }
    }
    return bits;
  }

  private static long key(DataBlock.FixedWidth keys, long index) {
    return switch (keys.bits()) {
      case 8 -> Byte.toUnsignedLong(keys.data().get(ValueLayout.JAVA_BYTE, index));
      case 16 -> Short.toUnsignedLong(keys.data().get(SHORT, index * 2));
      case 32 -> Integer.toUnsignedLong(keys.data().get(INT, index * 4));
      case 64 -> keys.data().get(LONG, index * 8);
      default -> throw new CorruptFileException("dictionary keys of " + keys.bits() + " bits");
    };
  }
}
