package org.lance4j.query;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/// Streams that `make_flat_search.py` made.
final class VectorFixture {
  interface BatchVisitor {
    void visit(FieldVector vectors, long firstRow);
  }

  /// A question to pylance and its answer, one list per query.
  record Case(
      String column,
      String metric,
      int k,
      DistanceRange range,
      QueryVectors query,
      boolean batch,
      List<List<Number>> rowIds,
      List<List<Number>> distances) {}

  private VectorFixture() {}

  static Field field(String column, BufferAllocator allocator) throws IOException {
    try (ArrowStreamReader reader = open(column, allocator)) {
      return reader.getVectorSchemaRoot().getSchema().getFields().getFirst();
    }
  }

  static void forEachBatch(String column, BufferAllocator allocator, BatchVisitor visitor)
      throws IOException {
    try (ArrowStreamReader reader = open(column, allocator)) {
      VectorSchemaRoot root = reader.getVectorSchemaRoot();
      long first = 0;
      while (reader.loadNextBatch()) {
        visitor.visit(root.getVector(0), first);
        first += root.getRowCount();
      }
    }
  }

  @SuppressWarnings("unchecked")
  static List<Case> cases(BufferAllocator allocator) throws IOException {
    List<Case> cases = new ArrayList<>();
    try (ArrowStreamReader reader = open("cases", allocator)) {
      VectorSchemaRoot root = reader.getVectorSchemaRoot();
      while (reader.loadNextBatch()) {
        for (int i = 0; i < root.getRowCount(); i++) {
          cases.add(
              new Case(
                  value(root, "column", i).toString(),
                  value(root, "metric", i).toString(),
                  (Integer) value(root, "k", i),
                  range(
                      (@Nullable Float) value(root, "lower", i),
                      (@Nullable Float) value(root, "upper", i)),
                  query((List<List<Number>>) value(root, "query", i)),
                  (Boolean) value(root, "batch", i),
                  (List<List<Number>>) value(root, "row_ids", i),
                  (List<List<Number>>) value(root, "distances", i)));
        }
      }
    }
    return cases;
  }

  private static DistanceRange range(@Nullable Float lower, @Nullable Float upper) {
    DistanceRange range = DistanceRange.ALL;
    range = lower == null ? range : range.from(lower);
    return upper == null ? range : range.below(upper);
  }

  private static QueryVectors query(List<List<Number>> vectors) {
    List<QueryVector> query = new ArrayList<>();
    for (List<Number> vector : vectors) {
      float[] values = new float[vector.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = vector.get(i).floatValue();
      }
      query.add(new QueryVector.Floats(values));
    }
    return query.size() == 1
        ? new QueryVectors.One(query.getFirst())
        : new QueryVectors.Many(query);
  }

  private static Object value(VectorSchemaRoot root, String column, int row) {
    return root.getVector(column).getObject(row);
  }

  private static ArrowStreamReader open(String name, BufferAllocator allocator) {
    InputStream in = VectorFixture.class.getResourceAsStream(name + ".arrows");
    return new ArrowStreamReader(in, allocator);
  }
}
