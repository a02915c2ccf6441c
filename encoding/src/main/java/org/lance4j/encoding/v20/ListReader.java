package org.lance4j.encoding.v20;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Field;
import org.lance4j.encoding.ColumnRead;
import org.lance4j.encoding.ColumnReader;
import org.lance4j.encoding.PageCache;
import org.lance4j.encoding.RowRanges;
import org.lance4j.format.Bounds;
import org.lance4j.format.CorruptFileException;

/// Lists: a column of end offsets over a reader of the items. Immutable and thread-safe.
///
/// The offsets of a page count from its own first item. That item follows the items of the pages
/// before, each of which says how many it has.
final class ListReader implements ColumnReader {
  private final Field field;
  private final ColumnPages pages;
  private final long[] firstItems;
  private final ColumnReader items;
  private final PageCache cache;

  ListReader(Field field, ColumnPages pages, ColumnReader items, PageCache cache) {
    this.field = field;
    this.pages = pages;
    this.items = items;
    this.cache = cache;
    this.firstItems = firstItems(pages);
  }

  private static long[] firstItems(ColumnPages pages) {
    long[] first = new long[pages.count() + 1];
    for (int i = 0; i < pages.count(); i++) {
      try {
        first[i + 1] = Bounds.add(first[i], lists(pages, i).itemCount(), "items of a list column");
      } catch (CorruptFileException e) {
        throw pages.located(e, i);
      }
    }
    return first;
  }

  private static ArrayEncoding.Lists lists(ColumnPages pages, int page) {
    if (pages.encoding(page) instanceof ArrayEncoding.Lists lists) {
      return lists;
    }
    throw new CorruptFileException(
        "page of a list is encoded as " + pages.encoding(page).describe());
  }

  @Override
  public Field field() {
    return field;
  }

  @Override
  public ColumnRead read(RowRanges rows, BufferAllocator allocator) {
    return new ListRead(this, rows, allocator);
  }

  ColumnPages pages() {
    return pages;
  }

  ArrayEncoding.Lists lists(int page) {
    return lists(pages, page);
  }

  /// Where the items of a page begin in the column of the items.
  long firstItem(int page) {
    return firstItems[page];
  }

  ColumnReader items() {
    return items;
  }

  PageCache cache() {
    return cache;
  }
}
