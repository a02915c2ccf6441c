package org.lance4j.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

/// Every value there is, against the definition of its format.
class WidenerTest {
  private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

  private final Widener widener = new Widener();

  @Test
  void widensEveryFloat16() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment target = arena.allocate(4 * 65536 + 4);
      widener.float16(everyShort(arena), 1, target, 4, 65536);
      for (int bits = 0; bits < 65536; bits++) {
        assertEquals(value(bits, 10, 15), target.get(FLOAT, 4 + 4L * bits), "bits " + bits);
      }
    }
  }

  @Test
  void widensEveryBfloat16() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment target = arena.allocate(4 * 65536 + 4);
      widener.bfloat16(everyShort(arena), 1, target, 4, 65536);
      for (int bits = 0; bits < 65536; bits++) {
        assertEquals(value(bits, 7, 127), target.get(FLOAT, 4 + 4L * bits), "bits " + bits);
      }
    }
  }

  @Test
  void widensEveryInt8() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment source = arena.allocate(256);
      for (int i = 0; i < 256; i++) {
        source.set(ValueLayout.JAVA_BYTE, i, (byte) (i - 128));
      }
      MemorySegment target = arena.allocate(4 * 256);
      widener.int8(source, 0, target, 0, 256);
      for (int i = 0; i < 256; i++) {
        assertEquals(i - 128, target.get(FLOAT, 4L * i));
      }
    }
  }

  private static MemorySegment everyShort(Arena arena) {
    MemorySegment source = arena.allocate(2 * 65536 + 1);
    for (int i = 0; i < 65536; i++) {
      source.set(SHORT, 1 + 2L * i, (short) i);
    }
    return source;
  }

  /// Sign, exponent with a bias, fraction; the largest exponent is for infinities and NaN, the
  /// least for numbers without a leading one.
  private static float value(int bits, int fractionBits, int bias) {
    double sign = bits >= 0x8000 ? -1 : 1;
    int exponent = (bits & 0x7fff) >>> fractionBits;
    int fraction = bits & ((1 << fractionBits) - 1);
    if (exponent == 2 * bias + 1) {
      return fraction != 0 ? Float.NaN : (float) (sign * Double.POSITIVE_INFINITY);
    }
    int significand = exponent == 0 ? fraction : fraction | (1 << fractionBits);
    int power = Math.max(exponent, 1) - bias - fractionBits;
    return (float) (sign * Math.scalb((double) significand, power));
  }
}
