package org.lance4j.encoding.v20;

import org.lance4j.encoding.RowRanges;
import org.lance4j.format.UnsupportedFeatureException;

/// Counts of rows that become one vector.
final class Rows {
  /// The most that a vector holds, with room for the offset behind the last.
  private static final long MAX = Integer.MAX_VALUE - 64;

  private Rows() {}

  static int count(RowRanges rows) {
    if (rows.rowCount() > MAX) {
      throw new UnsupportedFeatureException(
          rows.rowCount() + " values in one batch: smaller batches are needed");
    }
    return (int) rows.rowCount();
  }
}
