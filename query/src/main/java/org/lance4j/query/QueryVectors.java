package org.lance4j.query;

import java.util.List;

/// The vectors of a query by their nesting; the column decides what a list is.
public sealed interface QueryVectors {
  /// One query.
  record One(QueryVector vector) implements QueryVectors {}

  /// A batch of queries on a column of vectors, one query on a multivector column.
  record Many(List<QueryVector> vectors) implements QueryVectors {
    public Many {
      vectors = List.copyOf(vectors);
    }
  }

  /// A batch of queries on a multivector column.
  record Nested(List<List<QueryVector>> queries) implements QueryVectors {
    public Nested {
      queries = queries.stream().map(List::copyOf).toList();
    }
  }

  static QueryVectors of(float[] vector) {
    return new One(new QueryVector.Floats(vector));
  }

  static QueryVectors of(double[] vector) {
    return new One(new QueryVector.Doubles(vector));
  }

  static QueryVectors of(byte[] vector) {
    return new One(new QueryVector.Bytes(vector));
  }
}
