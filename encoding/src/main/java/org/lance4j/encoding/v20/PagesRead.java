package org.lance4j.encoding.v20;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.Bytes;
import org.lance4j.encoding.PageCache;
import org.lance4j.encoding.PageSlice;
import org.lance4j.encoding.RowRanges;
import org.lance4j.format.BatchTooLargeException;
import org.lance4j.format.CorruptFileException;

/// The reads of all pages that wanted rows of one column lie in. Confined.
final class PagesRead implements AutoCloseable {
  /// What is done with each range of values.
  interface Visitor {
    void visit(ValuesRead values, int range, long count);
  }

  /// The most values of one read that no byte of the file vouches for.
  private static final long MOST_UNSTORED = 1L << 26;

  private final ColumnPages pages;
  private final ReadScope scope;
  private final List<PageSlice> slices;
  private final ValuesRead[] reads;
  private @Nullable List<ByteRange> wanted;

  PagesRead(ColumnPages pages, PageCache cache, RowRanges rows) {
    this.pages = pages;
    this.slices = pages.cut(rows);
    checkUnstored();
    this.reads = new ValuesRead[slices.size()];
    this.scope = new ReadScope(cache, pages.column());
    for (int i = 0; i < reads.length; i++) {
      PageSlice slice = slices.get(i);
      try {
        reads[i] =
            ValuesReads.start(pages.encoding(slice.page()), slice.page(), slice.rows(), scope);
      } catch (CorruptFileException e) {
        throw pages.located(e, slice.page());
      }
    }
  }

  /// A few damaged bytes could otherwise ask for as many nulls as there are numbers.
  private void checkUnstored() {
    long unstored = 0;
    for (PageSlice slice : slices) {
      if (pages.encoding(slice.page()) instanceof ArrayEncoding.AllNulls) {
        unstored += slice.rows().rowCount();
      }
    }
    if (unstored > MOST_UNSTORED) {
      throw new BatchTooLargeException(
          unstored + " nulls of " + pages.path() + " in one batch: smaller batches are needed");
    }
  }

  List<ByteRange> pending() {
    List<ByteRange> known = wanted;
    if (known == null) {
      known = new ArrayList<>();
      for (int i = 0; i < reads.length; i++) {
        try {
          reads[i].request(known);
        } catch (CorruptFileException e) {
          throw pages.located(e, slices.get(i).page());
        }
      }
      wanted = known;
    }
    return known;
  }

  void supply(List<Bytes> bytes) {
    Supply supply = new Supply(bytes);
    for (int i = 0; i < reads.length; i++) {
      try {
        reads[i].supply(supply);
      } catch (CorruptFileException e) {
        throw pages.located(e, slices.get(i).page());
      }
    }
    wanted = null;
  }

  /// The bytes of all values, where they are one run of plain values; null otherwise.
  @Nullable Bytes plain() {
    return reads.length == 1 && slices.getFirst().rows().rangeCount() == 1
        ? reads[0].plain(0)
        : null;
  }

  /// Visits the values of all ranges in order.
  void visit(Visitor visitor) {
    for (int i = 0; i < reads.length; i++) {
      RowRanges ranges = slices.get(i).rows();
      try {
        for (int range = 0; range < ranges.rangeCount(); range++) {
          visitor.visit(reads[i], range, ranges.end(range) - ranges.start(range));
        }
      } catch (CorruptFileException e) {
        throw pages.located(e, slices.get(i).page());
      }
    }
  }

  @Override
  public void close() {
    scope.close();
  }
}
