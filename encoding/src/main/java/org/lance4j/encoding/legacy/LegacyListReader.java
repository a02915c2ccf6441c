package org.lance4j.encoding.legacy;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Field;
import org.lance4j.encoding.ColumnRead;
import org.lance4j.encoding.ColumnReader;
import org.lance4j.encoding.RowRanges;

/// Lists: pages of offsets, one more than lists, into the items of the same batch. Immutable and
/// thread-safe.
final class LegacyListReader implements ColumnReader {
  private final Field field;
  private final LegacyPages pages;
  private final long[] firstItems;
  private final ColumnReader items;

  /// @param firstItems where the items of each batch begin among the rows of `items`, and how many
  ///   there are
  LegacyListReader(Field field, LegacyPages pages, long[] firstItems, ColumnReader items) {
    this.field = field;
    this.pages = pages;
    this.firstItems = firstItems;
    this.items = items;
  }

  @Override
  public Field field() {
    return field;
  }

  @Override
  public ColumnRead read(RowRanges rows, BufferAllocator allocator) {
    return new LegacyListRead(this, rows, allocator);
  }

  LegacyPages pages() {
    return pages;
  }

  ColumnReader items() {
    return items;
  }

  long firstItem(int page) {
    return firstItems[page];
  }

  long itemCount(int page) {
    return firstItems[page + 1] - firstItems[page];
  }
}
