package org.lance4j.encoding.legacy;

import java.util.ArrayList;
import java.util.List;
import org.lance4j.encoding.PageSlice;
import org.lance4j.encoding.RowRanges;

/// Wanted rows `[start, end)` of a page.
record Piece(int page, long start, long end) {
  static List<Piece> of(LegacyPages pages, RowRanges rows) {
    List<Piece> pieces = new ArrayList<>();
    for (PageSlice slice : pages.cut(rows)) {
      for (int i = 0; i < slice.rows().rangeCount(); i++) {
        pieces.add(new Piece(slice.page(), slice.rows().start(i), slice.rows().end(i)));
      }
    }
    return pieces;
  }

  int count() {
    return (int) (end - start);
  }
}
