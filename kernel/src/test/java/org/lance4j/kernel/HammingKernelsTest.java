package org.lance4j.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Against [BigInteger].
class HammingKernelsTest {
  @Test
  void countsDifferingBits() {
    SplittableRandom random = new SplittableRandom(3);
    for (HammingKernels kernels : List.of(Kernels.hamming(), new ScalarHamming())) {
      for (int bytes : new int[] {1, 3, 7, 8, 9, 16, 31, 63, 64, 65, 96, 192, 200}) {
        try (Arena arena = Arena.ofConfined()) {
          MemorySegment query = arena.allocate(bytes);
          MemorySegment data = arena.allocate(3 + 5L * bytes);
          fill(query, random);
          fill(data, random);
          float[] counts = new float[5];
          kernels.differingBits(query, new VectorRows(data, 3, bytes, bytes, 5), counts);
          for (int row = 0; row < 5; row++) {
            BigInteger vector = number(data.asSlice(3 + (long) row * bytes, bytes));
            assertEquals(number(query).xor(vector).bitCount(), counts[row], bytes + " bytes");
          }
        }
      }
    }
  }

  private static void fill(MemorySegment segment, SplittableRandom random) {
    for (long i = 0; i < segment.byteSize(); i++) {
      segment.set(ValueLayout.JAVA_BYTE, i, (byte) random.nextInt());
    }
  }

  private static BigInteger number(MemorySegment segment) {
    return new BigInteger(1, segment.toArray(ValueLayout.JAVA_BYTE));
  }
}
