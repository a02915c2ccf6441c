package org.lance4j.compat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/// A row of the answer to a search.
///
/// @param query which query of a batch; 0 when there is one
record Neighbor(int query, long id, float distance) {
  /// The rows of an answer with the columns `id`, `_distance` and, of a batch, `query_index`.
  static List<Neighbor> of(VectorSchemaRoot rows) {
    BigIntVector ids = (BigIntVector) rows.getVector("id");
    Float4Vector distances = (Float4Vector) rows.getVector("_distance");
    List<Neighbor> found = new ArrayList<>();
    for (int i = 0; i < rows.getRowCount(); i++) {
      int query = rows.getVector("query_index") instanceof IntVector queries ? queries.get(i) : 0;
      found.add(new Neighbor(query, ids.get(i), distances.get(i)));
    }
    return found;
  }

  /// What is wrong with an answer. Of rows at equal distances any may come, in any order.
  ///
  /// @param all what is due when every row is asked for
  /// @param tolerance of distances, relative to the larger of 1 and the distance
  static List<String> differences(
      List<Neighbor> due, List<Neighbor> all, List<Neighbor> found, double tolerance) {
    if (due.size() != found.size()) {
      return List.of(due.size() + " rows expected, " + found.size() + " found");
    }
    Map<List<Long>, Float> known = new HashMap<>();
    all.forEach(n -> known.put(List.of((long) n.query, n.id), n.distance));
    List<Neighbor> inOrder = new ArrayList<>(due);
    inOrder.sort(Comparator.comparingInt(Neighbor::query).thenComparingDouble(Neighbor::distance));
    for (int i = 0; i < found.size(); i++) {
      Neighbor wanted = inOrder.get(i);
      Neighbor one = found.get(i);
      Float own = known.remove(List.of((long) one.query, one.id));
      if (own == null
          || one.query != wanted.query
          || !near(own, one.distance, tolerance)
          || !near(wanted.distance, one.distance, tolerance)) {
        return List.of("place " + i + ": " + wanted + " expected, " + one + " found, due " + own);
      }
    }
    return List.of();
  }

  private static boolean near(float expected, float found, double tolerance) {
    return expected == found
        || Math.abs(expected - found) <= tolerance * Math.max(1, Math.abs(expected));
  }
}
