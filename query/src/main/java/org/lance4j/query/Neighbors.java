package org.lance4j.query;

/// The answer to one query, nearest first, equal distances by row id.
///
/// @param rowIds unsigned
/// @param distances one per row id
public record Neighbors(long[] rowIds, float[] distances) {
  public int count() {
    return rowIds.length;
  }
}
