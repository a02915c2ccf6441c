package org.lance4j.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LevelKernelsTest {
  private final List<LevelKernels> all = List.of(Kernels.levels(), new ScalarLevels());

  private static short[] levels(int count, int bound) {
    SplittableRandom random = new SplittableRandom(count);
    short[] levels = new short[count];
    for (int i = 0; i < count; i++) {
      levels[i] = (short) random.nextInt(bound);
    }
    return levels;
  }

  private static int unsigned(short level) {
    return level & 0xffff;
  }

  @Test
  void countsAsAStreamDoes() {
    for (int count : new int[] {0, 1, 7, 31, 32, 33, 100, 4096}) {
      for (int bound : new int[] {1, 3, 1 << 16}) {
        short[] levels = levels(count, bound);
        int from = Math.min(3, count);
        for (int highest : new int[] {0, 1, 2, 40_000, 65_535, Integer.MAX_VALUE}) {
          long due =
              IntStream.range(from, count).filter(i -> unsigned(levels[i]) <= highest).count();
          for (LevelKernels kernels : all) {
            assertEquals(due, kernels.countAtMost(levels, from, count, highest));
          }
        }
      }
    }
  }

  @Test
  void findsTheNthAndSaysHowManyThereAre() {
    for (int count : new int[] {0, 1, 7, 31, 32, 33, 100, 1000}) {
      for (int value : new int[] {0, 2, 65_535, 65_536}) {
        short[] levels = levels(count, 3);
        if (count > 40) {
          levels[40] = -1;
        }
        int from = Math.min(3, count);
        int[] due =
            IntStream.range(from, count).filter(i -> unsigned(levels[i]) == value).toArray();
        for (LevelKernels kernels : all) {
          for (int n = 0; n < due.length; n++) {
            assertEquals(due[n], kernels.find(levels, from, count, value, n));
          }
          assertEquals(-1 - due.length, kernels.find(levels, from, count, value, due.length));
          assertEquals(
              -1 - due.length, kernels.find(levels, from, count, value, Long.MAX_VALUE - 1));
        }
      }
    }
  }

  @Test
  void refusesRangesPastTheArray() {
    for (LevelKernels kernels : all) {
      assertThrows(
          IndexOutOfBoundsException.class, () -> kernels.countAtMost(new short[5], 0, 6, 1));
      assertThrows(IndexOutOfBoundsException.class, () -> kernels.find(new short[5], 0, 6, 1, 0));
    }
  }
}
