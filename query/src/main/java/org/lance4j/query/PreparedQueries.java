package org.lance4j.query;

import java.util.List;
import org.lance4j.format.InvalidQueryException;

/// Queries that were checked against their column.
///
/// @param queries each of one vector, or on a multivector column of at least one
/// @param batch whether the caller asked with a list, and wants to be told the answers apart
record PreparedQueries(List<List<QueryVector>> queries, boolean batch) {
  /// @throws InvalidQueryException when the nesting or a dimension does not fit the column, or a
  ///   number does not fit its elements
  static PreparedQueries of(QueryVectors vectors, VectorColumn column) {
    PreparedQueries prepared =
        switch (vectors) {
          case QueryVectors.One one -> new PreparedQueries(List.of(List.of(one.vector())), false);
          case QueryVectors.Many many when column.multivector() ->
              new PreparedQueries(List.of(many.vectors()), false);
          case QueryVectors.Many many ->
              new PreparedQueries(many.vectors().stream().map(List::of).toList(), true);
          case QueryVectors.Nested nested when column.multivector() ->
              new PreparedQueries(nested.queries(), true);
          case QueryVectors.Nested _ ->
              throw new InvalidQueryException(
                  "column '"
                      + column.name()
                      + "' has one vector a row, the query is a list of lists");
        };
    prepared.check(column);
    return prepared;
  }

  private void check(VectorColumn column) {
    if (queries.isEmpty() || queries.stream().anyMatch(List::isEmpty)) {
      throw new InvalidQueryException("query of column '" + column.name() + "' has no vector");
    }
    for (List<QueryVector> query : queries) {
      for (QueryVector vector : query) {
        if (vector.dimension() != column.dimension()) {
          throw new InvalidQueryException(
              "query of column '"
                  + column.name()
                  + "' has "
                  + vector.dimension()
                  + " dimensions, its vectors have "
                  + column.dimension());
        }
        QueryElements.check(vector, column);
      }
    }
  }
}
