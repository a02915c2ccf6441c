package org.lance4j.query;

import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.ListVector;

/// Distances from queries of several vectors to rows of several vectors, up to [#MAX_ROWS] rows at
/// a time. Confined.
///
/// The distance of a row is the sum, over the vectors of the query, of the least distance to a
/// vector of the row. Where a distance is NaN upstream goes by the sign of the NaN, so by the
/// processor; this is what it does on x86: a stored vector that contains NaN is passed over, any
/// other NaN (a stored vector of zeros under cosine, infinity times zero) leaves the row without a
/// distance.
final class MultivectorDistances {
  static final int MAX_ROWS = 1024;

  private final List<List<QueryVector>> queries;
  private final BlockScorer blocks;
  private final float[] distances;

  /// Per query vector and row.
  private final float[][] least;

  MultivectorDistances(List<List<QueryVector>> queries, BlockScorer blocks) {
    this.queries = queries;
    this.blocks = blocks;
    this.distances = new float[blocks.maxVectors()];
    this.least = new float[queries.stream().mapToInt(List::size).sum()][MAX_ROWS];
  }

  /// Looks at rows `[first, first + count)`; [#sum] then tells their distances.
  void load(ListVector list, int first, int count) {
    for (float[] row : least) {
      Arrays.fill(row, Float.POSITIVE_INFINITY);
    }
    ArrowBuf data = ((FixedSizeListVector) list.getDataVector()).getDataVector().getDataBuffer();
    int row = 0;
    int from = list.getElementStartIndex(first);
    int to = list.getElementEndIndex(first + count - 1);
    for (int at = from; at < to; at += blocks.maxVectors()) {
      int vectors = Math.min(blocks.maxVectors(), to - at);
      blocks.load(data, at, vectors);
      while (list.getElementEndIndex(first + row) <= at) {
        row++;
      }
      for (int query = 0; query < least.length; query++) {
        blocks.distances(query, distances);
        takeLeast(list, first, row, at, vectors, least[query]);
      }
    }
    dropRowsWithoutNumbers(list, first, count);
  }

  /// Of the loaded block, whose first vector is number `at` and belongs to row `first + row`.
  private void takeLeast(
      ListVector list, int first, int row, int at, int vectors, float[] leastOfRow) {
    int current = row;
    int end = list.getElementEndIndex(first + current);
    for (int i = 0; i < vectors; i++) {
      while (at + i >= end) {
        end = list.getElementEndIndex(first + ++current);
      }
      float distance = distances[i];
      if (!Float.isNaN(distance) || !blocks.containsNan(i)) {
        leastOfRow[current] = Math.min(leastOfRow[current], distance); // NaN stays
      }
    }
  }

  /// Rows of which no vector was looked at: null, empty, or every vector contains NaN.
  private void dropRowsWithoutNumbers(ListVector list, int first, int count) {
    for (int row = 0; row < count; row++) {
      if (list.isNull(first + row) || isWithoutNumbers(list, first + row, least[0][row])) {
        for (float[] leastOfRow : least) {
          leastOfRow[row] = Float.NaN;
        }
      }
    }
  }

  private boolean isWithoutNumbers(ListVector list, int row, float leastDistance) {
    int from = list.getElementStartIndex(row);
    int to = list.getElementEndIndex(row);
    if (leastDistance != Float.POSITIVE_INFINITY) {
      return false;
    }
    ArrowBuf data = ((FixedSizeListVector) list.getDataVector()).getDataVector().getDataBuffer();
    for (int at = from; at < to; at++) {
      blocks.load(data, at, 1);
      if (!blocks.containsNan(0)) {
        return false;
      }
    }
    return true;
  }

  /// Distances of the first `count` loaded rows to one query; NaN where there is none.
  void sum(int query, int count, float[] sums) {
    int firstVector = queries.subList(0, query).stream().mapToInt(List::size).sum();
    Arrays.fill(sums, 0, count, 0f);
    for (int vector = 0; vector < queries.get(query).size(); vector++) {
      float[] leastOfRow = least[firstVector + vector];
      for (int row = 0; row < count; row++) {
        sums[row] += leastOfRow[row];
      }
    }
  }
}
