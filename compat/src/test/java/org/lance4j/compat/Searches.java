package org.lance4j.compat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.lance4j.dataset.Dataset;
import org.lance4j.dataset.Nearest;
import org.lance4j.query.DistanceMetric;
import org.lance4j.query.QueryVector;
import org.lance4j.query.QueryVectors;
import org.lance4j.testdata.Question;

/// Our exhaustive search, compared with the rows and distances that are due.
final class Searches {
  /// Distances of 32-bit floats depend on the order of the sum.
  private static final double TOLERANCE = 2e-5;

  private Searches() {}

  static List<String> compare(
      Dataset dataset, Question.What.Nearest nearest, VectorSchemaRoot expected, int[] places) {
    QueryVectors query = query(nearest, dimension(dataset, nearest.column()));
    Nearest search = dataset.nearest(nearest.column(), query).k(nearest.k()).columns("id");
    if (!nearest.metric().isEmpty()) {
      search.metric(DistanceMetric.parse(nearest.metric()));
    }
    try (VectorSchemaRoot rows = search.search()) {
      return differences(expected, places, rows);
    }
  }

  private static int dimension(Dataset dataset, String column) {
    Field field = dataset.schema().findField(column);
    while (!(field.getType() instanceof ArrowType.FixedSizeList)) {
      field = field.getChildren().getFirst();
    }
    return ((ArrowType.FixedSizeList) field.getType()).getListSize();
  }

  private static QueryVectors query(Question.What.Nearest nearest, int dimension) {
    List<QueryVector> vectors = new ArrayList<>();
    for (int start = 0; start < nearest.query().size(); start += dimension) {
      List<Float> part = nearest.query().subList(start, start + dimension);
      if (nearest.metric().equals("hamming")) {
        byte[] bytes = new byte[dimension];
        for (int i = 0; i < dimension; i++) {
          bytes[i] = (byte) part.get(i).intValue();
        }
        vectors.add(new QueryVector.Bytes(bytes));
      } else {
        float[] floats = new float[dimension];
        for (int i = 0; i < dimension; i++) {
          floats[i] = part.get(i);
        }
        vectors.add(new QueryVector.Floats(floats));
      }
    }
    return vectors.size() == 1 && !nearest.column().equals("multi")
        ? new QueryVectors.One(vectors.getFirst())
        : new QueryVectors.Many(vectors);
  }

  /// Rows at equal distances may change places.
  private static List<String> differences(
      VectorSchemaRoot expected, int[] places, VectorSchemaRoot actual) {
    if (places.length != actual.getRowCount()) {
      return List.of(places.length + " rows expected, " + actual.getRowCount() + " found");
    }
    Map<Long, Float> due = distances(expected);
    BigIntVector ids = (BigIntVector) actual.getVector("id");
    Float4Vector distances = (Float4Vector) actual.getVector("_distance");
    Float4Vector inOrder = (Float4Vector) expected.getVector("_distance");
    for (int i = 0; i < actual.getRowCount(); i++) {
      float distance = distances.get(i);
      float wanted = inOrder.get(places[i]);
      if (!near(wanted, distance) || !near(due.getOrDefault(ids.get(i), wanted), distance)) {
        return List.of(
            "place "
                + i
                + ": distance "
                + wanted
                + " expected, row "
                + ids.get(i)
                + " at "
                + distance
                + " found");
      }
    }
    return List.of();
  }

  private static Map<Long, Float> distances(VectorSchemaRoot rows) {
    Map<Long, Float> distances = new HashMap<>();
    for (int i = 0; i < rows.getRowCount(); i++) {
      distances.put(
          ((BigIntVector) rows.getVector("id")).get(i),
          ((Float4Vector) rows.getVector("_distance")).get(i));
    }
    return distances;
  }

  private static boolean near(float expected, float actual) {
    return Math.abs(expected - actual) <= TOLERANCE * Math.max(1, Math.abs(expected))
        || (Float.isNaN(expected) && Float.isNaN(actual));
  }
}
