package org.lance4j.encoding;

import org.lance4j.format.BatchTooLargeException;

/// Counts of rows that become one vector.
public final class Rows {
  /// The most that a vector holds, with room for the offset behind the last.
  private static final long MAX = Integer.MAX_VALUE - 64;

  private Rows() {}

  /// @throws BatchTooLargeException when they are more
  public static int count(RowRanges rows) {
    if (rows.rowCount() > MAX) {
      throw new BatchTooLargeException(
          rows.rowCount() + " values in one batch: smaller batches are needed");
    }
    return (int) rows.rowCount();
  }
}
