package org.lance4j.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SelectKernelsTest {
  private static final float INF = Float.POSITIVE_INFINITY;

  private final List<SelectKernels> all = List.of(Kernels.select(), new ScalarSelect());

  @Test
  void findsWhatLiesInTheRange() {
    SplittableRandom random = new SplittableRandom(5);
    for (int count : new int[] {0, 1, 3, 4, 15, 16, 17, 64, 100}) {
      float[] values = new float[count + 3];
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextInt(6) == 0 ? Float.NaN : random.nextInt(10);
      }
      int[] expected =
          IntStream.range(0, count).filter(i -> values[i] >= 3 && values[i] <= 6).toArray();
      assertSelects(expected, values, count, 3, 6);
    }
  }

  @Test
  void takesInfinitiesButNoNan() {
    float[] values = new float[20];
    Arrays.fill(values, Float.NaN);
    values[1] = INF;
    values[17] = -INF;
    values[19] = -0f;
    assertSelects(new int[] {1, 17, 19}, values, 20, -INF, INF);
    assertSelects(new int[] {1, 19}, values, 20, 0, INF);
    assertSelects(new int[] {}, values, 20, 1, -1);
    assertSelects(new int[] {}, values, 20, Float.NaN, INF);
  }

  private void assertSelects(int[] expected, float[] values, int count, float low, float high) {
    for (SelectKernels kernels : all) {
      int[] positions = new int[count];
      int found = kernels.between(values, count, low, high, positions);
      assertArrayEquals(expected, Arrays.copyOf(positions, found));
    }
  }
}
