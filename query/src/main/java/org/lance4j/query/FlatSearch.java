package org.lance4j.query;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Field;
import org.lance4j.format.InvalidQueryException;

/// Exhaustive search for nearest neighbours: every vector is looked at.
///
/// ```java
/// FlatSearch search = FlatSearch.of(query, field);
/// // in each thread
/// try (FlatScorer scorer = search.scorer(allocator)) {
///   scorer.score(vectors, row -> ids[row]); // batch by batch
///   search.add(scorer);
/// }
/// // when all have been added
/// List<Neighbors> answers = search.neighbors();
/// ```
///
/// Distances are 32-bit floats as [DistanceMetric] says. Vectors that are null have none, nor have
/// vectors for which the arithmetic gives NaN: such rows are in no answer. Infinite distances are
/// distances. On a multivector column the distance of a row is the sum, over the vectors of the
/// query, of the least distance to a vector of the row; a row without vectors has none.
///
/// Thread-safe; each [FlatScorer] is confined.
public final class FlatSearch {
  private final VectorColumn column;
  private final DistanceMetric metric;
  private final PreparedQueries queries;
  private final DistanceRange range;
  private final int k;
  private final List<TopK> nearest;

  private FlatSearch(
      VectorColumn column, DistanceMetric metric, PreparedQueries queries, VectorQuery query) {
    this.column = column;
    this.metric = metric;
    this.queries = queries;
    this.range = query.range();
    this.k = query.k();
    this.nearest = emptyTopKs();
  }

  /// @param field the column's field, as the batches will have it
  /// @throws InvalidQueryException when the column cannot be searched by this query: wrong type,
  ///   dimension, nesting or metric
  public static FlatSearch of(VectorQuery query, Field field) {
    VectorColumn column = VectorColumn.of(query.column(), field);
    DistanceMetric metric =
        query.metric() == null ? column.element().defaultMetric() : query.metric();
    if (!column.element().knows(metric)) {
      throw new InvalidQueryException(
          "metric "
              + metric
              + " is not for vectors of "
              + column.element()
              + " as in column '"
              + column.name()
              + "'");
    }
    PreparedQueries queries = PreparedQueries.of(query.vectors(), column);
    return new FlatSearch(column, metric, queries, query);
  }

  public VectorColumn column() {
    return column;
  }

  /// The metric asked for, or the column's default.
  public DistanceMetric metric() {
    return metric;
  }

  /// Whether the query is a list of queries, whose answers are told apart by `query_index`.
  public boolean isBatch() {
    return queries.batch();
  }

  /// What looks at batches; one for each thread at a time. The caller closes it.
  ///
  /// @param allocator for the query vectors and for scratch space, about 64 KiB
  public FlatScorer scorer(BufferAllocator allocator) {
    return new FlatScorer(column, metric, queries.queries(), range, emptyTopKs(), allocator);
  }

  /// Takes over what a scorer has found. A scorer is added once, when it has seen all its batches.
  public void add(FlatScorer scorer) {
    synchronized (nearest) {
      for (int i = 0; i < nearest.size(); i++) {
        nearest.get(i).offerAll(scorer.nearest(i));
      }
    }
  }

  /// The answers from all that was added, one per query.
  public List<Neighbors> neighbors() {
    synchronized (nearest) {
      return nearest.stream().map(TopK::neighbors).toList();
    }
  }

  private List<TopK> emptyTopKs() {
    List<TopK> empty = new ArrayList<>();
    for (int i = 0; i < queries.queries().size(); i++) {
      empty.add(new TopK(k));
    }
    return empty;
  }
}
