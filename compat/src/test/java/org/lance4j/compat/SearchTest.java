package org.lance4j.compat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lance4j.dataset.Dataset;
import org.lance4j.dataset.Nearest;
import org.lance4j.query.DistanceMetric;
import org.lance4j.query.DistanceRange;
import org.lance4j.query.QueryVector;
import org.lance4j.query.QueryVectors;
import org.lance4j.testdata.ExpectedTable;
import org.lance4j.testdata.Question;

/// Random vectors, searched exhaustively by us and by both other implementations: every metric on
/// every type of element, with nulls, vectors of zeros and repetitions. What the native library's
/// interface does not have (`uint8`, batches, several vectors a row, ranges of distances) pylance
/// is asked alone.
final class SearchTest {
  private static final int SEEDS = 10;
  private static final List<String> FLOATS = List.of("f16", "f32", "f64");
  private static final List<String> METRICS = List.of("l2", "cosine", "dot");

  @TempDir Path directory;

  /// @param queries one, several on a column with one vector a row are a batch
  private record Search(String column, String metric, List<float[]> queries, int k) {
    /// Distances of half floats are rounded in other places by each implementation.
    double tolerance() {
      return column.equals("f16") ? 2e-3 : 2e-5;
    }

    Search withK(int rows) {
      return new Search(column, metric, queries, rows);
    }

    private QueryVectors vectors() {
      List<QueryVector> all = new ArrayList<>();
      for (float[] query : queries) {
        all.add(
            column.equals("u8")
                ? new QueryVector.Bytes(bytes(query))
                : new QueryVector.Floats(query));
      }
      return all.size() == 1 && !column.equals("multi")
          ? new QueryVectors.One(all.getFirst())
          : new QueryVectors.Many(all);
    }

    private static byte[] bytes(float[] query) {
      byte[] bytes = new byte[query.length];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) (int) query[i];
      }
      return bytes;
    }

    List<Neighbor> ours(Dataset dataset, DistanceRange range) {
      Nearest nearest = dataset.nearest(column, vectors()).k(k).columns("id").range(range);
      try (VectorSchemaRoot rows = nearest.metric(DistanceMetric.parse(metric)).search()) {
        return Neighbor.of(rows);
      }
    }

    @Override
    public String toString() {
      return column + " by " + metric + ", " + queries.size() + " queries, k " + k;
    }
  }

  private static float[] query(String column, int dimension, Random random) {
    float[] query = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      query[i] =
          column.equals("u8") ? random.nextInt(256) : Math.round(random.nextGaussian() * 40) / 10f;
    }
    return query;
  }

  @Test
  void findsWhatTheNativeLibraryFinds() {
    List<String> found = new ArrayList<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      Path path = directory.resolve("native-" + seed);
      Random random = new Random(seed);
      long number = seed;
      List<String> differences =
          TableReads.counted(allocator -> {
            VectorTable table = VectorTable.of(number, directory, allocator);
            NativeLibrary.write(table.file(), path, "2.1", false, 100, allocator);
            return compareWithNative(table, path, random, allocator);
          });
      found.addAll(TableReads.named("seed " + seed, differences));
    }
    assertEquals(List.of(), found);
  }

  private static List<String> compareWithNative(
      VectorTable table, Path path, Random random, BufferAllocator allocator) {
    List<String> found = new ArrayList<>();
    try (Dataset dataset = TableReads.open(path, new Question.State.Latest(), allocator)) {
      for (String column : FLOATS) {
        for (String metric : METRICS) {
          float[] query = query(column, table.dimension(), random);
          Search all = new Search(column, metric, List.of(query), table.rows() + 5);
          List<Neighbor> every = byNative(all, path, allocator);
          for (Search search : List.of(all, all.withK(1 + random.nextInt(20)))) {
            List<Neighbor> due = byNative(search, path, allocator);
            List<Neighbor> ours = search.ours(dataset, DistanceRange.ALL);
            found.addAll(
                TableReads.named(
                    search.toString(), Neighbor.differences(due, every, ours, search.tolerance())));
          }
        }
      }
    }
    return found;
  }

  private static List<Neighbor> byNative(Search search, Path path, BufferAllocator allocator) {
    float[] query = search.queries.getFirst();
    String metric = DistanceMetric.parse(search.metric).name();
    String name = metric.charAt(0) + metric.substring(1).toLowerCase(java.util.Locale.ROOT);
    return NativeLibrary.nearest(path, search.column, query, search.k, name, allocator);
  }

  @Test
  void findsWhatPylanceFinds() {
    assumeTrue(PylanceOracle.isThere(), "LANCE4J_PYTHON names no Python");
    List<String> found = new ArrayList<>();
    try (PylanceOracle oracle = PylanceOracle.start()) {
      for (long seed = 0; seed < SEEDS; seed++) {
        Path path = directory.resolve("pylance-" + seed);
        long number = seed;
        List<String> differences =
            TableReads.counted(allocator -> {
              VectorTable table = VectorTable.of(number, directory, allocator);
              oracle.ask("write", "source", table.file().toString(), "uri", path.toString());
              oracle.ask("delete", "uri", path.toString(), "where", "id % 7 = 3");
              return new AgainstPylance(oracle, path, allocator).compare(table, new Random(number));
            });
        found.addAll(TableReads.named("seed " + seed, differences));
      }
    }
    assertEquals(List.of(), found);
  }

  private record AgainstPylance(PylanceOracle oracle, Path path, BufferAllocator allocator) {
    List<String> compare(VectorTable table, Random random) {
      List<String> found = new ArrayList<>();
      try (Dataset dataset = TableReads.open(path, new Question.State.Latest(), allocator)) {
        for (String column : List.of("f16", "f32", "f64", "u8", "multi")) {
          for (String metric : column.equals("u8") ? List.of("hamming") : METRICS) {
            for (int queries : new int[] {1, 3}) {
              List<float[]> vectors =
                  IntStream.range(0, queries)
                      .mapToObj(i -> query(column, table.dimension(), random))
                      .toList();
              Search all = new Search(column, metric, vectors, table.rows() + 5);
              found.addAll(TableReads.named(all.toString(), compare(dataset, all, random)));
            }
          }
        }
      }
      return found;
    }

    private List<String> compare(Dataset dataset, Search all, Random random) {
      List<Neighbor> every = ask(all, DistanceRange.ALL);
      assertTrue(!every.isEmpty(), () -> all + " finds nothing");
      DistanceRange range = between(every, all.tolerance(), random);
      Search some = all.withK(1 + random.nextInt(20));
      List<String> found = new ArrayList<>();
      for (Search search : List.of(all, some)) {
        for (DistanceRange wanted : List.of(DistanceRange.ALL, range)) {
          List<Neighbor> due = ask(search, wanted);
          List<Neighbor> ours = search.ours(dataset, wanted);
          found.addAll(
              TableReads.named(
                  "k " + search.k + " " + wanted,
                  Neighbor.differences(due, every, ours, search.tolerance())));
        }
      }
      return found;
    }

    /// Bounds in the gaps between distances, where rounding does not decide.
    private static DistanceRange between(List<Neighbor> every, double tolerance, Random random) {
      double[] distances = every.stream().mapToDouble(Neighbor::distance).sorted().toArray();
      List<Float> gaps = new ArrayList<>();
      for (int i = 1; i < distances.length; i++) {
        double gap = distances[i] - distances[i - 1];
        if (gap > 4 * tolerance * Math.max(1, Math.abs(distances[i])) && gap < 1e30) {
          gaps.add((float) ((distances[i] + distances[i - 1]) / 2));
        }
      }
      if (gaps.size() < 2) {
        return DistanceRange.ALL;
      }
      int from = random.nextInt(gaps.size() - 1);
      int to = from + 1 + random.nextInt(gaps.size() - from - 1);
      return DistanceRange.ALL.from(gaps.get(from)).below(gaps.get(to));
    }

    private List<Neighbor> ask(Search search, DistanceRange range) {
      Path out = path.resolveSibling(path.getFileName() + ".found.arrow");
      List<Object> arguments = new ArrayList<>();
      arguments.addAll(List.of("uri", path.toString(), "out", out.toString()));
      arguments.addAll(List.of("column", search.column, "metric", search.metric, "k", search.k));
      boolean one = search.queries.size() == 1 && !search.column.equals("multi");
      arguments.addAll(
          List.of("query", one ? search.queries.getFirst() : search.queries.toArray()));
      arguments.addAll(List.of("integers", search.column.equals("u8")));
      if (!range.equals(DistanceRange.ALL)) {
        arguments.addAll(List.of("lower", range.least(), "upper", Math.nextUp(range.most())));
      }
      oracle.ask("nearest", arguments.toArray());
      try (ExpectedTable found = ExpectedTable.open(out, allocator)) {
        return Neighbor.of(found.rows());
      }
    }
  }
}
