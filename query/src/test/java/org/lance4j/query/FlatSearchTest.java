package org.lance4j.query;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lance4j.format.InvalidQueryException;

/// Against the answers of pylance 14.0.2.
class FlatSearchTest {
  private final BufferAllocator allocator = new RootAllocator();

  @AfterEach
  void closeAllocator() {
    allocator.close();
  }

  @TestFactory
  List<DynamicTest> findsWhatPylanceFinds() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (VectorFixture.Case c : VectorFixture.cases(allocator)) {
      String name = tests.size() + " " + c.column() + " " + c.metric() + " k=" + c.k();
      tests.add(DynamicTest.dynamicTest(name, () -> check(c)));
    }
    assertEquals(108, tests.size());
    return tests;
  }

  private static void check(VectorFixture.Case c) throws IOException {
    try (BufferAllocator allocator = new RootAllocator()) {
      @Nullable DistanceMetric metric =
          c.metric().isEmpty() ? null : DistanceMetric.parse(c.metric());
      VectorQuery query = new VectorQuery("v", c.query(), c.k(), metric, c.range());
      FlatSearch search = FlatSearch.of(query, VectorFixture.field(c.column(), allocator));
      assertEquals(c.batch(), search.isBatch());
      VectorFixture.forEachBatch(
          c.column(),
          allocator,
          (vectors, first) -> {
            try (FlatScorer scorer = search.scorer(allocator)) {
              scorer.score(vectors, row -> first + row);
              search.add(scorer);
            }
          });
      List<Neighbors> answers = search.neighbors();
      assertEquals(c.rowIds().size(), answers.size());
      double tolerance = c.column().equals("float16") ? 2e-3 : 2e-6;
      for (int i = 0; i < answers.size(); i++) {
        checkAnswer(c.rowIds().get(i), c.distances().get(i), answers.get(i), tolerance);
      }
    }
  }

  private static void checkAnswer(
      List<Number> rowIds, List<Number> distances, Neighbors answer, double tolerance) {
    long[] expected = rowIds.stream().mapToLong(Number::longValue).toArray();
    assertArrayEquals(expected, answer.rowIds());
    for (int i = 0; i < expected.length; i++) {
      double distance = distances.get(i).doubleValue();
      double allowed = tolerance * Math.max(1, Math.abs(distance));
      assertEquals(distance, answer.distances()[i], Double.isInfinite(distance) ? 0 : allowed);
    }
  }

  @Test
  void refusesQueriesThatDoNotFitTheColumn() throws IOException {
    QueryVectors right = QueryVectors.of(new float[21]);
    assertRefused("float32", QueryVectors.of(new float[20]), null, "'v' has 20 dim");
    assertRefused("float32", QueryVectors.of(new float[20]), null, "its vectors have 21");
    assertRefused("multivector", QueryVectors.of(new double[22]), null, "22");
    assertRefused("float32", right, DistanceMetric.HAMMING, "hamming");
    assertRefused("uint8", right, DistanceMetric.L2, "l2");
    assertRefused("uint8", right, DistanceMetric.COSINE, "cosine");
    assertRefused("float64", QueryVectors.of(new byte[21]), null, "bytes");
    float[] fraction = new float[21];
    fraction[20] = 1.5f;
    assertRefused("uint8", QueryVectors.of(fraction), null, "1.5");
    fraction[20] = 256;
    assertRefused("uint8", QueryVectors.of(fraction), null, "256");
    assertRefused("float32", new QueryVectors.Many(List.of()), null, "no vector");
    QueryVector one = new QueryVector.Floats(new float[21]);
    QueryVectors nested = new QueryVectors.Nested(List.of(List.of(one)));
    assertRefused("float32", nested, null, "list of lists");
    assertThrows(InvalidQueryException.class, () -> VectorQuery.of("v", right, 0));
    assertThrows(InvalidQueryException.class, () -> DistanceMetric.parse("manhattan"));
    assertThrows(InvalidQueryException.class, () -> DistanceRange.ALL.from(Float.NaN));
  }

  private void assertRefused(
      String column, QueryVectors query, @Nullable DistanceMetric metric, String because)
      throws IOException {
    VectorQuery question = new VectorQuery("v", query, 1, metric, DistanceRange.ALL);
    org.apache.arrow.vector.types.pojo.Field field = VectorFixture.field(column, allocator);
    InvalidQueryException e =
        assertThrows(InvalidQueryException.class, () -> FlatSearch.of(question, field));
    assertTrue(String.valueOf(e.getMessage()).contains(because), e.getMessage());
  }

  @Test
  void tellsTheQueriesOfABatchOfMultivectorsApart() throws IOException {
    List<List<QueryVector>> queries = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      List<QueryVector> query = new ArrayList<>();
      for (int j = 0; j <= i; j++) {
        float[] vector = new float[21];
        vector[i + 2 * j] = 1;
        query.add(new QueryVector.Floats(vector));
      }
      queries.add(query);
    }
    List<Neighbors> together = search("multivector", new QueryVectors.Nested(queries));
    assertEquals(3, together.size());
    for (int i = 0; i < 3; i++) {
      Neighbors alone = search("multivector", new QueryVectors.Many(queries.get(i))).getFirst();
      assertArrayEquals(alone.rowIds(), together.get(i).rowIds());
      assertArrayEquals(alone.distances(), together.get(i).distances());
    }
  }

  @Test
  void takesEveryFormOfTheSameNumbers() throws IOException {
    byte[] bytes = new byte[21];
    float[] floats = new float[21];
    float[] unsigned = new float[21];
    double[] doubles = new double[21];
    for (int i = 0; i < 21; i++) {
      bytes[i] = (byte) (i * 12);
      floats[i] = bytes[i];
      unsigned[i] = i * 12;
      doubles[i] = bytes[i];
    }
    Neighbors expected = search("int8", QueryVectors.of(floats)).getFirst();
    assertSame(expected, search("int8", QueryVectors.of(bytes)).getFirst());
    assertSame(expected, search("int8", QueryVectors.of(doubles)).getFirst());
    assertSame(
        search("uint8", QueryVectors.of(unsigned)).getFirst(),
        search("uint8", QueryVectors.of(bytes)).getFirst());
  }

  private static void assertSame(Neighbors expected, Neighbors actual) {
    assertEquals(9, expected.count());
    assertArrayEquals(expected.rowIds(), actual.rowIds());
    assertArrayEquals(expected.distances(), actual.distances());
  }

  /// One scorer for all batches, and row ids counted down from the largest.
  private List<Neighbors> search(String column, QueryVectors vectors) throws IOException {
    FlatSearch search =
        FlatSearch.of(VectorQuery.of("v", vectors, 9), VectorFixture.field(column, allocator));
    try (FlatScorer scorer = search.scorer(allocator)) {
      VectorFixture.forEachBatch(
          column,
          allocator,
          (batch, first) -> {
            scorer.score(batch, row -> -1 - first - row);
          });
      search.add(scorer);
    }
    return search.neighbors();
  }

  @Test
  void ordersRowIdsAsUnsignedNumbers() throws IOException {
    Neighbors zeros = search("float32", QueryVectors.of(new float[21])).getFirst();
    assertEquals(-1 - 250, zeros.rowIds()[0]);
    float[] tied = new float[21];
    Neighbors answer = search("int8", QueryVectors.of(tied)).getFirst();
    for (int i = 1; i < answer.count(); i++) {
      boolean tie = answer.distances()[i - 1] == answer.distances()[i];
      assertTrue(!tie || Long.compareUnsigned(answer.rowIds()[i - 1], answer.rowIds()[i]) < 0);
    }
  }

  @Test
  void refusesABatchOfAnotherType() throws IOException {
    FlatSearch search =
        FlatSearch.of(
            VectorQuery.of("v", QueryVectors.of(new float[21]), 9),
            VectorFixture.field("float32", allocator));
    try (FlatScorer scorer = search.scorer(allocator)) {
      VectorFixture.forEachBatch(
          "float64",
          allocator,
          (batch, first) -> {
            assertThrows(IllegalArgumentException.class, () -> scorer.score(batch, row -> row));
          });
    }
  }
}
