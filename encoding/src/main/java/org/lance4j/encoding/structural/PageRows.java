package org.lance4j.encoding.structural;

/// Rows of one page, counted from its first: ascending, disjoint, non-empty ranges `[starts[i],
/// ends[i])`. Not changed once made.
record PageRows(long[] starts, long[] ends) {
  int rangeCount() {
    return starts.length;
  }

  long count() {
    long rows = 0;
    for (int i = 0; i < starts.length; i++) {
      rows += ends[i] - starts[i];
    }
    return rows;
  }
}
