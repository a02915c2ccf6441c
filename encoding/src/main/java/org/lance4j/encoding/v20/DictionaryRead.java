package org.lance4j.encoding.v20;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.compression.DataBlock;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.UnsupportedFeatureException;
import org.lance4j.kernel.BitKernels;

/// Indices of the wanted ranges and all items of the page's dictionary; the items are kept in the
/// cache.
final class DictionaryRead implements ValuesRead {
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /// The part of the cache key for items.
  private static final int ITEMS = 0;

  private final ArrayEncoding.Dictionary encoding;
  private final int page;
  private final RowRanges ranges;
  private final ReadScope scope;
  private final ValuesRead indices;
  private final @Nullable ValuesRead itemsRead;
  private @Nullable DictionaryItems items;

  DictionaryRead(ArrayEncoding.Dictionary encoding, int page, RowRanges ranges, ReadScope scope) {
    this.encoding = encoding;
    this.page = page;
    this.ranges = ranges;
    this.scope = scope;
    this.indices = ValuesReads.start(encoding.indices(), page, ranges, scope);
    if (scope.cache().find(scope.key(page, ITEMS)) instanceof DictionaryItems kept) {
      this.items = kept;
      this.itemsRead = null;
    } else {
      this.itemsRead =
          ValuesReads.start(encoding.items(), page, RowRanges.of(0, encoding.itemCount()), scope);
    }
  }

  @Override
  public void request(List<ByteRange> wanted) {
    indices.request(wanted);
    if (itemsRead != null) {
      itemsRead.request(wanted);
    }
  }

  @Override
  public void supply(Supply supply) {
    indices.supply(supply);
    if (itemsRead != null) {
      itemsRead.supply(supply);
    }
  }

  @Override
  public Piece piece(int range) {
    Piece stored = indices.piece(range);
    if (!(stored.values() instanceof DataBlock.FixedWidth keys)
        || keys.bits() == 1
        || keys.bits() > 64
        || stored.validity() != null) {
      throw new UnsupportedFeatureException(
          "dictionary indices as " + encoding.indices().describe());
    }
    DictionaryItems known = items();
    int count = (int) (ranges.end(range) - ranges.start(range));
    if (known.block() instanceof DataBlock.AllNull) {
      return Piece.valid(new DataBlock.AllNull(count), 0);
    }
    return new Piece(
        new DataBlock.Dictionary(keys, known.block()),
        stored.from(),
        validity(keys, stored.from(), count, known),
        0);
  }

  private DictionaryItems items() {
    DictionaryItems known = items;
    if (known == null) {
      known = DictionaryItems.of(Objects.requireNonNull(itemsRead).piece(0), encoding.zeroIsNull());
      items = known;
      scope.cache().keep(scope.key(page, ITEMS), known, known.weightBytes());
    }
    return known;
  }

  /// Checks the keys on the way.
  private @Nullable MemorySegment validity(
      DataBlock.FixedWidth keys, long from, int count, DictionaryItems known) {
    MemorySegment itemValidity = known.validity();
    long end = known.block().count();
    MemorySegment bits = null;
    for (int i = 0; i < count; i++) {
      long key = key(keys, from + i);
      if (key < 0 || key >= end) {
        throw new CorruptFileException("dictionary index " + key + " of " + end + " items");
      }
      boolean valid =
          encoding.zeroIsNull()
              ? key != 0
              : itemValidity == null || BitKernels.get(itemValidity, key);
      if (!valid) {
        if (bits == null) {
          bits = scope.allocate((count + 7) >>> 3).fill((byte) -1);
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
      default -> throw new CorruptFileException("dictionary indices of " + keys.bits() + " bits");
    };
  }
}
