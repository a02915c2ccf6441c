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
    long shift = zeroIsNull ? 1 : 0;
    long count = items.count() + shift;
    // offsets of 32 bits are what is collected fastest
    boolean small = items.bytes().byteSize() <= Integer.MAX_VALUE;
    MemorySegment offsets = arena.allocate((count + 1) * (small ? 4 : 8), 8);
    for (long i = 0; i <= items.count(); i++) {
      long end = items.offsets().get(LONG, i * 8);
      if (small) {
        offsets.set(INT, (i + shift) * 4, (int) end);
      } else {
        offsets.set(LONG, (i + shift) * 8, end);
      }
    }
    return new DataBlock.VariableWidth(small ? 32 : 64, count, offsets, copy(arena, items.bytes()));
  }

  private static MemorySegment copy(Arena arena, MemorySegment segment) {
    return arena.allocate(segment.byteSize(), 8).copyFrom(segment);
  }

  /// What the items weigh in memory.
  public long weightBytes() {
    return weightBytes;
  }

  /// What keys stand for: `count` values from 0 on.
  ///
  /// @param validity bit i for value i; null when all are valid
  public record Values(DataBlock block, @Nullable MemorySegment validity) {}

  /// Looks up keys `[from, from + count)`.
  ///
  /// @param keys of 8, 16, 32 or 64 bits
  /// @param memory valid as long as the result
  /// @throws CorruptFileException for a key without an item
  public Values lookup(DataBlock.FixedWidth keys, long from, int count, SegmentAllocator memory) {
    return lookup(keys, from, count, null, 0, memory);
  }

  /// The same for keys that can be null, whatever bytes stand in their place.
  ///
  /// @param valid bit `validFrom + i` for key `from + i`; null when all are valid
  public Values lookup(
      DataBlock.FixedWidth keys,
      long from,
      int count,
      @Nullable MemorySegment valid,
      long validFrom,
      SegmentAllocator memory) {
    if (block instanceof DataBlock.AllNull) {
      return new Values(new DataBlock.AllNull(count), null);
    }
    long end = Math.min(block.count(), Integer.MAX_VALUE);
    MemorySegment words = memory.allocate(count * 4L, 4);
    MemorySegment bits = null;
    for (int i = 0; i < count; i++) {
      boolean isNull = valid != null && !BitKernels.get(valid, validFrom + i);
      long key = isNull ? 0 : key(keys, from + i);
      if (key < 0 || key >= end) {
        throw new CorruptFileException(
            "dictionary key " + Long.toUnsignedString(key) + " of " + end + " items");
      }
      words.set(INT, i * 4L, (int) key);
      if (isNull || isNullItem(key)) {
        if (bits == null) {
          bits = memory.allocate((count + 7) >>> 3, 1).fill((byte) -1);
        }
        clear(bits, i);
      }
    }
    return new Values(
        new DataBlock.Dictionary(new DataBlock.FixedWidth(32, count, words), block), bits);
  }

  private boolean isNullItem(long key) {
    return zeroIsNull ? key == 0 : validity != null && !BitKernels.get(validity, key);
  }

  private static void clear(MemorySegment bits, int index) {
    byte old = bits.get(ValueLayout.JAVA_BYTE, index >>> 3);
    bits.set(ValueLayout.JAVA_BYTE, index >>> 3, (byte) (old & ~(1 << (index & 7))));
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
