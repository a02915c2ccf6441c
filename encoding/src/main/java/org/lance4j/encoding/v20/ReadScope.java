package org.lance4j.encoding.v20;

import java.lang.foreign.MemorySegment;
import org.lance4j.encoding.PageCache;
import org.lance4j.encoding.compression.Scratch;
import org.lance4j.format.BatchTooLargeException;
import org.lance4j.format.Bounds;

/// What the parts of one read of one column share: temporary memory, which lives as long as the
/// read, and the cache. Confined.
final class ReadScope implements AutoCloseable {
  private final Scratch scratch = Scratch.open();
  private final PageCache cache;
  private final int column;

  ReadScope(PageCache cache, int column) {
    this.cache = cache;
    this.column = column;
  }

  PageCache cache() {
    return cache;
  }

  PageCache.Key key(int page, int part) {
    return new PageCache.Key(column, page, part);
  }

  /// Native memory with undefined contents.
  ///
  /// @throws BatchTooLargeException when it is more than a buffer holds
  MemorySegment allocate(long bytes) {
    if (bytes > Bounds.MAX_BUFFER) {
      throw new BatchTooLargeException(
          bytes + " bytes of values in one batch: smaller batches are needed");
    }
    return scratch.allocate(Bounds.atMost(bytes, Bounds.MAX_BUFFER, "bytes of values"));
  }

  @Override
  public void close() {
    scratch.close();
  }
}
