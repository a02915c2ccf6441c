package org.lance4j.query;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Against sorting everything.
class TopKTest {
  private record Candidate(float distance, long rowId) {}

  private static final Comparator<Candidate> ORDER =
      Comparator.comparingDouble(Candidate::distance)
          .thenComparing(Candidate::rowId, Long::compareUnsigned);

  private final SplittableRandom random = new SplittableRandom(11);

  @Test
  void keepsTheNearestOfAnyOrder() {
    List<IntToDoubleFunction> orders =
        List.of(
            i -> random.nextDouble(),
            i -> random.nextInt(5),
            i -> i,
            i -> -i,
            i -> 3,
            i -> i % 2 == 0 ? i : -i,
            i -> random.nextInt(4) == 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY);
    for (IntToDoubleFunction order : orders) {
      for (int k : new int[] {1, 2, 10, 100, 1000, 5000}) {
        for (int count : new int[] {0, 1, 9, 10, 300, 4000}) {
          check(k, candidates(count, order));
        }
      }
    }
  }

  private List<Candidate> candidates(int count, IntToDoubleFunction order) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Candidate((float) order.applyAsDouble(i), random.nextLong()))
        .toList();
  }

  private static void check(int k, List<Candidate> candidates) {
    TopK one = new TopK(k);
    TopK[] parts = {new TopK(k), new TopK(k), new TopK(k)};
    for (int i = 0; i < candidates.size(); i++) {
      Candidate c = candidates.get(i);
      one.offer(c.distance, c.rowId);
      parts[i % 3].offer(c.distance, c.rowId);
    }
    TopK merged = new TopK(k);
    for (TopK part : parts) {
      merged.offerAll(part);
    }
    List<Candidate> expected = candidates.stream().sorted(ORDER).limit(k).toList();
    assertNearest(expected, one.neighbors());
    assertNearest(expected, merged.neighbors());
    assertNearest(expected, merged.neighbors());
    if (expected.size() == k) {
      assertTrue(one.threshold() >= expected.getLast().distance);
    }
  }

  private static void assertNearest(List<Candidate> expected, Neighbors actual) {
    assertEquals(expected.size(), actual.count());
    assertArrayEquals(expected.stream().mapToLong(Candidate::rowId).toArray(), actual.rowIds());
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i).distance, actual.distances()[i]);
    }
  }

  @Test
  void takesNegativeZeroForZero() {
    TopK top = new TopK(3);
    top.offer(0f, 2);
    top.offer(-0f, 3);
    top.offer(0f, 1);
    assertArrayEquals(new long[] {1, 2, 3}, top.neighbors().rowIds());
  }
}
