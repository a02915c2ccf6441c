package org.lance4j.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RangePlanTest {
  private record Range(long offset, long end) {}

  private static RangePlan plan(long gap, long limit, long... offsetsAndLengths) {
    long[] offsets = new long[offsetsAndLengths.length / 2];
    long[] lengths = new long[offsets.length];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = offsetsAndLengths[2 * i];
      lengths[i] = offsetsAndLengths[2 * i + 1];
    }
    return RangePlan.of(offsets, lengths, gap, limit);
  }

  private static List<Range> merged(RangePlan plan) {
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < plan.mergedCount(); i++) {
      long offset = plan.mergedOffset(i);
      ranges.add(new Range(offset, offset + plan.mergedLength(i)));
    }
    return ranges;
  }

  @Test
  void joinsWhatIsNoFurtherApartThanTheGap() {
    assertEquals(List.of(new Range(0, 30)), merged(plan(10, 100, 0, 10, 20, 10)));
    assertEquals(List.of(new Range(0, 10), new Range(20, 30)), merged(plan(9, 100, 0, 10, 20, 10)));
    assertEquals(
        List.of(new Range(0, 20), new Range(21, 22)), merged(plan(0, 100, 0, 10, 10, 10, 21, 1)));
  }

  @Test
  void finishesARangeAtTheLimit() {
    assertEquals(List.of(new Range(0, 30)), merged(plan(10, 30, 0, 10, 20, 10)));
    assertEquals(List.of(new Range(0, 10), new Range(20, 30)), merged(plan(10, 29, 0, 10, 20, 10)));
  }

  @Test
  void leavesLongRangesAloneButUsesThem() {
    RangePlan plan = plan(10, 50, 0, 1000, 100, 10, 1000, 10, 990, 20);
    assertEquals(List.of(new Range(0, 1000), new Range(990, 1010)), merged(plan));
    assertEquals(0, plan.mergedIndex(1));
    assertEquals(100, plan.offsetInMerged(1));
    assertEquals(1, plan.mergedIndex(2));
    assertEquals(10, plan.offsetInMerged(2));
  }

  @Test
  void plansNothingForNothing() {
    assertEquals(0, plan(10, 10).mergedCount());
  }

  @Test
  void refusesRangesThatAreNone() {
    assertThrows(IllegalArgumentException.class, () -> plan(1, 1, -1, 5));
    assertThrows(IllegalArgumentException.class, () -> plan(1, 1, 5, -1));
    assertThrows(IllegalArgumentException.class, () -> plan(1, 1, Long.MAX_VALUE, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> RangePlan.of(new long[1], new long[2], StorageTraits.LOCAL_BLOCK_BYTES, 1));
  }

  @Test
  void plansAtTheEndOfAllNumbers() {
    long end = Long.MAX_VALUE - 10;
    RangePlan plan = plan(Long.MAX_VALUE, Long.MAX_VALUE, end, 10, 0, 5);
    assertEquals(List.of(new Range(0, Long.MAX_VALUE)), merged(plan));
    assertEquals(end, plan.offsetInMerged(0));
    assertEquals(2, merged(plan(4096, 1 << 20, end, 10, 0, 5)).size());
  }

  @Test
  void agreesWithTheNaiveModel() {
    for (int seed = 0; seed < 3000; seed++) {
      Random random = new Random(seed);
      int count = random.nextInt(seed % 10 == 0 ? 400 : 12);
      long space = 1L << (4 + random.nextInt(59));
      long[] offsets = new long[count];
      long[] lengths = new long[count];
      for (int i = 0; i < count; i++) {
        offsets[i] = random.nextLong(space);
        lengths[i] = random.nextLong(Math.min(space, 100));
      }
      if (random.nextBoolean()) {
        Arrays.sort(offsets);
      }
      long gap = random.nextLong(space);
      long limit = random.nextLong(space);
      RangePlan plan = RangePlan.of(offsets.clone(), lengths.clone(), gap, limit);
      assertSound(plan, offsets, lengths, limit, "seed " + seed);
      assertEquals(naive(offsets, lengths, gap, limit), merged(plan), "seed " + seed);
    }
  }

  private static void assertSound(
      RangePlan plan, long[] offsets, long[] lengths, long limit, String seed) {
    long longest = Arrays.stream(lengths).max().orElse(0);
    for (int i = 0; i < plan.mergedCount(); i++) {
      assertTrue(plan.mergedLength(i) <= Math.max(limit, longest), seed);
      assertTrue(i == 0 || plan.mergedOffset(i - 1) <= plan.mergedOffset(i), seed);
    }
    for (int i = 0; i < offsets.length; i++) {
      int merged = plan.mergedIndex(i);
      assertEquals(offsets[i], plan.mergedOffset(merged) + plan.offsetInMerged(i), seed);
      assertTrue(plan.offsetInMerged(i) >= 0, seed);
      assertTrue(plan.offsetInMerged(i) + lengths[i] <= plan.mergedLength(merged), seed);
    }
  }

  /// Joins one range after the other, in order, to the last one if the rules allow.
  private static List<Range> naive(long[] offsets, long[] lengths, long gap, long limit) {
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < offsets.length; i++) {
      ranges.add(new Range(offsets[i], offsets[i] + lengths[i]));
    }
    ranges.sort(Comparator.comparingLong(Range::offset)); // stable, as the plan is
    List<Range> joined = new ArrayList<>();
    for (Range range : ranges) {
      Range last = joined.isEmpty() ? new Range(0, -1) : joined.getLast();
      Range union = new Range(last.offset, Math.max(last.end, range.end));
      boolean near = range.offset - last.end <= gap;
      boolean fits = union.end - union.offset <= limit;
      if (!joined.isEmpty() && (union.equals(last) || (near && fits))) {
        joined.set(joined.size() - 1, union);
      } else {
        joined.add(range);
      }
    }
    return joined;
  }
}
