package org.lance4j.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lance4j.format.CorruptFileException;

/// The part of wanted rows that one page holds.
///
/// @param rows counted from the start of the page; neighbouring ranges are one
public record PageSlice(int page, RowRanges rows) {
  /// Cuts rows of a column into those of its pages, in order.
  ///
  /// @param firstRows first row of each page, and the row count of the column
  /// @throws CorruptFileException when the column has fewer rows
  public static List<PageSlice> cut(long[] firstRows, RowRanges rows) {
    int n = rows.rangeCount();
    if (n == 0) {
      return List.of();
    }
    long columnRows = firstRows[firstRows.length - 1];
    if (rows.end(n - 1) > columnRows) {
      throw new CorruptFileException(
          "column has " + columnRows + " rows where row " + (rows.end(n - 1) - 1) + " is wanted");
    }
    List<PageSlice> slices = new ArrayList<>();
    int page = pageOf(firstRows, rows.start(0));
    int range = 0;
    long at = rows.start(0);
    while (range < n) {
      while (firstRows[page + 1] <= at) {
        page++;
      }
      long pageStart = firstRows[page];
      long pageEnd = firstRows[page + 1];
      Cut cut = new Cut(8);
      while (range < n && at < pageEnd) {
        long end = Math.min(rows.end(range), pageEnd);
        cut.add(at - pageStart, end - pageStart);
        at = end;
        if (end == rows.end(range) && ++range < n) {
          at = rows.start(range);
        }
      }
      slices.add(new PageSlice(page, cut.rows()));
    }
    return slices;
  }

  /// The page that holds a row; pages without rows hold none.
  private static int pageOf(long[] firstRows, long row) {
    int found = Arrays.binarySearch(firstRows, row);
    int page = found >= 0 ? found : -found - 2;
    while (firstRows[page + 1] == firstRows[page]) {
      page++;
    }
    return page;
  }

  /// Collects ranges, joining neighbours.
  public static final class Cut {
    private long[] starts;
    private long[] ends;
    private int count;

    public Cut(int expected) {
      this.starts = new long[expected];
      this.ends = new long[expected];
    }

    /// @throws CorruptFileException when the range begins before the one before it ends
    public void add(long start, long end) {
      if (count > 0 && ends[count - 1] == start) {
        ends[count - 1] = end;
        return;
      }
      if (count > 0 && start < ends[count - 1]) {
        throw new CorruptFileException(
            "values from " + start + " on follow those up to " + ends[count - 1]);
      }
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, count * 2);
        ends = Arrays.copyOf(ends, count * 2);
      }
      starts[count] = start;
      ends[count++] = end;
    }

    public RowRanges rows() {
      return RowRanges.of(Arrays.copyOf(starts, count), Arrays.copyOf(ends, count));
    }
  }
}
