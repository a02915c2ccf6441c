package org.lance4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Expected texts are those of Python's `repr(float)` and NumPy's `repr` of float32 and float16
/// (both print the shortest digits that read back), with the exponent written as JSON has it.
final class FloatTextTest {
  private final FloatText floats = new FloatText();
  private final TextBuffer out = new TextBuffer();

  @ParameterizedTest
  @CsvSource({
    "0x0.0p0, 0.0",
    "-0x0.0p0, -0.0",
    "0x1.0p0, 1.0",
    "-1.5, -1.5",
    "0.1, 0.1",
    "100, 100.0",
    "1e7, 10000000.0",
    "123456789.125, 123456789.125",
    "9007199254740993, 9007199254740992.0",
    "1e15, 1000000000000000.0",
    "1e16, 1e16",
    "1.2345678901234567e19, 1.2345678901234567e19",
    "0.0001, 0.0001",
    "0.00012345, 0.00012345",
    "0.00001, 1e-5",
    "1.5e-7, 1.5e-7",
    "5e-324, 5e-324",
    "1e-323, 1e-323",
    "2.5e-323, 2.5e-323",
    "2.2250738585072014E-308, 2.2250738585072014e-308",
    "1.7976931348623157e308, 1.7976931348623157e308",
    "2e-3, 0.002",
    "2.0E23, 2e23",
    "NaN, '\"NaN\"'",
    "Infinity, '\"Infinity\"'",
    "-Infinity, '\"-Infinity\"'",
  })
  void printsShortestDoubles(String value, String text) {
    floats.float64(out, Double.parseDouble(value));
    assertEquals(text, out.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.1",
    "0.3, 0.3",
    "16777216, 16777216.0",
    "3.4028235e38, 3.4028235e38",
    "1.1754944e-38, 1.1754944e-38",
    "1e-45, 1e-45",
    "3e-45, 3e-45",
    "1e-44, 1e-44",
    "33554432, 33554432.0",
    "-0.0, -0.0",
    "NaN, '\"NaN\"'",
  })
  void printsShortestFloats(String value, String text) {
    floats.float32(out, Float.parseFloat(value));
    assertEquals(text, out.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "0000, 0.0",
    "8000, -0.0",
    "3c00, 1.0",
    "2e66, 0.1",
    "3555, 0.3333",
    "7bff, 65500.0",
    "fbff, -65500.0",
    "7800, 32770.0",
    "5e8b, 418.8",
    "0001, 6e-8",
    "0002, 1e-7",
    "03ff, 6.1e-5",
    "0400, 6.104e-5",
    "7c00, '\"Infinity\"'",
    "fc00, '\"-Infinity\"'",
    "7e00, '\"NaN\"'",
  })
  void printsShortestHalves(String bits, String text) {
    floats.float16(out, (short) Integer.parseInt(bits, 16));
    assertEquals(text, out.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "3f80, 1.0",
    "3dcd, 0.1",
    "4049, 3.14",
    "8000, -0.0",
    "7f7f, 3.39e38",
    "0001, 9e-41",
    "c2f7, -123.5",
    "7f80, '\"Infinity\"'",
    "7fc0, '\"NaN\"'",
  })
  void printsShortestBfloat16(String bits, String text) {
    floats.bfloat16(out, (short) Integer.parseInt(bits, 16));
    assertEquals(text, out.toString());
  }

  @Test
  void everyHalfReadsBack() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      if ((bits & 0x7c00) != 0x7c00) {
        out.clear();
        floats.float16(out, (short) bits);
        // the JDK rounds twice (to double, to half); 53 bits leave no decimal of 5 digits between
        short back = nearestHalf(Double.parseDouble(out.toString()));
        assertEquals((short) bits, back, out.toString());
      }
    }
  }

  private static short nearestHalf(double value) {
    short candidate = Float.floatToFloat16((float) value);
    short best = candidate;
    for (int step = -1; step <= 1; step += 2) {
      short next = (short) (candidate + step);
      double error = Math.abs(Float.float16ToFloat(next) - value);
      if (error < Math.abs(Float.float16ToFloat(best) - value)) {
        best = next;
      }
    }
    return best;
  }
}
