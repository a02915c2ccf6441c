package org.lance4j.encoding.v20;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Field;
import org.lance4j.encoding.ColumnRead;
import org.lance4j.encoding.ColumnReader;
import org.lance4j.encoding.PageCache;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.Rows;

/// Binary values that lie outside of the pages; the pages hold their descriptions. Immutable and
/// thread-safe.
final class BlobReader implements ColumnReader {
  private final Field field;
  private final ColumnPages pages;
  private final PageCache cache;

  /// @param field of the bytes
  BlobReader(Field field, ColumnPages pages, PageCache cache) {
    this.field = field;
    this.pages = pages;
    this.cache = cache;
  }

  @Override
  public Field field() {
    return field;
  }

  @Override
  public ColumnRead read(RowRanges rows, BufferAllocator allocator) {
    return new BlobRead(field, new PagesRead(pages, cache, rows), Rows.count(rows), allocator);
  }
}
