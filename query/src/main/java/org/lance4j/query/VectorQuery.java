package org.lance4j.query;

import org.jspecify.annotations.Nullable;
import org.lance4j.format.InvalidQueryException;

/// A question for nearest neighbours. Immutable, as long as nobody changes the arrays in it.
///
/// @param column name or path of the column, as errors name it
/// @param k how many neighbours per query, at least one
/// @param metric null for the default of the column's type: hamming for `uint8`, L2 for all others
///   (what an index was made with is not known here)
public record VectorQuery(
    String column,
    QueryVectors vectors,
    int k,
    @Nullable DistanceMetric metric,
    DistanceRange range) {
  public VectorQuery {
    if (k <= 0) {
      throw new InvalidQueryException("k is " + k + ", must be positive");
    }
  }

  /// The `k` nearest by the column's default metric, at any distance.
  public static VectorQuery of(String column, QueryVectors vectors, int k) {
    return new VectorQuery(column, vectors, k, null, DistanceRange.ALL);
  }

  public VectorQuery withMetric(DistanceMetric metric) {
    return new VectorQuery(column, vectors, k, metric, range);
  }

  public VectorQuery withRange(DistanceRange range) {
    return new VectorQuery(column, vectors, k, metric, range);
  }
}
