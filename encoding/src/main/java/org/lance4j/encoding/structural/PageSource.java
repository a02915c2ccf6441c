package org.lance4j.encoding.structural;

import java.util.List;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.PageCache;

/// Where a page's bytes are, and where to keep what was parsed of them.
///
/// @param rowCount what the page counts as rows: for fixed-size lists of structs, their items
record PageSource(List<ByteRange> buffers, long rowCount, int column, int page, PageCache cache) {
  PageCache.Key key(int part) {
    return new PageCache.Key(column, page, part);
  }
}
