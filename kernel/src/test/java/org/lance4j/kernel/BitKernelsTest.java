package org.lance4j.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Against [BitSet], at every bit offset and at lengths around the word sizes.
class BitKernelsTest {
  private static final int[] COUNTS = {0, 1, 2, 7, 8, 9, 31, 63, 64, 65, 127, 128, 129, 200, 313};
  private static final int TOTAL = 328;

  private final SplittableRandom random = new SplittableRandom(7);

  @Test
  void countsBits() {
    try (Arena arena = Arena.ofConfined()) {
      BitSet model = randomBits();
      MemorySegment bits = segment(model, arena);
      for (int from = 0; from < 16; from++) {
        for (int count : COUNTS) {
          if (from + count <= TOTAL) {
            assertEquals(
                model.get(from, from + count).cardinality(), BitKernels.count(bits, from, count));
          }
        }
      }
    }
  }

  @Test
  void copiesBitsBetweenAnyOffsets() {
    try (Arena arena = Arena.ofConfined()) {
      for (int from = 0; from < 15; from++) {
        for (int to = 0; to < 15; to++) {
          for (int count : COUNTS) {
            BitSet source = randomBits();
            BitSet expected = randomBits();
            MemorySegment target = segment(expected, arena);
            BitKernels.copyBits(segment(source, arena), from, target, to, count);
            for (int i = 0; i < count; i++) {
              expected.set(to + i, source.get(from + i));
            }
            assertBits(expected, target);
          }
        }
      }
    }
  }

  @Test
  void fillsBits() {
    try (Arena arena = Arena.ofConfined()) {
      for (int from = 0; from < 15; from++) {
        for (int count : COUNTS) {
          BitSet expected = randomBits();
          MemorySegment target = segment(expected, arena);
          boolean value = random.nextBoolean();
          BitKernels.fill(target, from, count, value);
          expected.set(from, from + count, value);
          assertBits(expected, target);
        }
      }
    }
  }

  @Test
  void refusesRangesPastTheEnd() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bits = arena.allocate(4);
      assertThrows(IndexOutOfBoundsException.class, () -> BitKernels.count(bits, 1, 32));
      assertThrows(IndexOutOfBoundsException.class, () -> BitKernels.count(bits, -1, 2));
      assertThrows(IndexOutOfBoundsException.class, () -> BitKernels.fill(bits, 33, 0, true));
      assertThrows(
          IndexOutOfBoundsException.class, () -> BitKernels.copyBits(bits, 0, bits, 1, 32));
    }
  }

  private BitSet randomBits() {
    long[] words = random.longs(6).toArray();
    return BitSet.valueOf(words).get(0, TOTAL);
  }

  private static MemorySegment segment(BitSet model, Arena arena) {
    MemorySegment bits = arena.allocate(TOTAL / 8);
    byte[] bytes = model.toByteArray();
    bits.asSlice(0, bytes.length).copyFrom(MemorySegment.ofArray(bytes));
    return bits;
  }

  private static void assertBits(BitSet expected, MemorySegment actual) {
    for (int i = 0; i < TOTAL; i++) {
      assertEquals(expected.get(i), BitKernels.get(actual, i), "bit " + i);
    }
  }
}
