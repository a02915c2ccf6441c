package org.lance4j.encoding.v20;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.DictionaryItems;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.compression.DataBlock;
import org.lance4j.format.Bounds;
import org.lance4j.format.UnsupportedFeatureException;

/// Indices of the wanted ranges and all items of the page's dictionary; the items are kept in the
/// cache.
final class DictionaryRead implements ValuesRead {
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
    Bounds.check(encoding.itemCount() > 0, "dictionary without items");
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
    // releases before 0.19 wrote the nulls of dictionary fields beside the indices
    if (stored.values() instanceof DataBlock.AllNull) {
      return stored;
    }
    if (!(stored.values() instanceof DataBlock.FixedWidth keys)) {
      throw new UnsupportedFeatureException(
          "dictionary indices as " + encoding.indices().describe());
    }
    int count = (int) (ranges.end(range) - ranges.start(range));
    DictionaryItems.Values found =
        items()
            .lookup(
                keys,
                stored.from(),
                count,
                stored.validity(),
                stored.validityFrom(),
                (bytes, _) -> scope.allocate(bytes));
    return new Piece(found.block(), 0, found.validity(), 0);
  }

  private DictionaryItems items() {
    DictionaryItems known = items;
    if (known == null) {
      Piece read = Objects.requireNonNull(itemsRead).piece(0);
      known = DictionaryItems.copyOf(read.values(), read.validity(), encoding.zeroIsNull());
      items = known;
      scope.cache().keep(scope.key(page, ITEMS), known, known.weightBytes());
    }
    return known;
  }
}
