package org.lance4j.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// The shortest decimal that reads back to the same float of 16, 32 or 64 bits, or bfloat16.
///
/// From 1e-4 to below 1e16 as plain digits with at least one behind the point, otherwise with an
/// exponent (`1e16`, `1.5e-7`). What JSON has no number for is a string: `"NaN"`, `"Infinity"`,
/// `"-Infinity"`. Confined to one thread: the texts of 16-bit values are kept.
final class FloatText {
  /// Below these, one digit can name a value for which the JDK gives two.
  private static final double TINY_DOUBLE = 100 * Double.MIN_VALUE;

  private static final float TINY_FLOAT = 100 * Float.MIN_VALUE;

  private final byte[][] halves = new byte[1 << 16][];
  private final byte[][] brains = new byte[1 << 16][];

  void float64(TextBuffer out, double value) {
    if (special(out, value)) {
      return;
    }
    String text = Double.toString(value);
    if (Math.abs(value) < TINY_DOUBLE) {
      BigDecimal exact = new BigDecimal(value);
      BigDecimal one = exact.round(new MathContext(1, RoundingMode.HALF_EVEN));
      if (one.doubleValue() == value) {
        layout(out, one);
        return;
      }
    }
    shortest(out, text);
  }

  void float32(TextBuffer out, float value) {
    if (special(out, value)) {
      return;
    }
    if (Math.abs(value) < TINY_FLOAT) {
      BigDecimal one = new BigDecimal(value).round(new MathContext(1, RoundingMode.HALF_EVEN));
      if (one.floatValue() == value) {
        layout(out, one);
        return;
      }
    }
    shortest(out, Float.toString(value));
  }

  /// @param bits of an IEEE half
  void float16(TextBuffer out, short bits) {
    int index = bits & 0xffff;
    if (halves[index] == null) {
      halves[index] = small(index, 0x7c00, 0x3ff);
    }
    out.put(halves[index]);
  }

  /// @param bits the upper half of a float32
  void bfloat16(TextBuffer out, short bits) {
    int index = bits & 0xffff;
    if (brains[index] == null) {
      brains[index] = small(index, 0x7f80, 0x7f);
    }
    out.put(brains[index]);
  }

  /// True when the value has been written: zero, or not finite.
  private static boolean special(TextBuffer out, double value) {
    if (value == 0) {
      out.ascii(1 / value < 0 ? "-0.0" : "0.0");
    } else if (Double.isNaN(value)) {
      out.ascii("\"NaN\"");
    } else if (Double.isInfinite(value)) {
      out.ascii(value > 0 ? "\"Infinity\"" : "\"-Infinity\"");
    } else {
      return false;
    }
    return true;
  }

  private static void shortest(TextBuffer out, String text) {
    if (text.indexOf('E') < 0) {
      out.ascii(text);
    } else {
      layout(out, new BigDecimal(text));
    }
  }

  /// The value of the positive 16 bits of one of the two widths; the bits after the largest finite
  /// value give what would follow it.
  private static double positive(int bits, int fractionMask) {
    int fractionBits = Integer.bitCount(fractionMask);
    int exponentBits = 15 - fractionBits;
    int bias = (1 << (exponentBits - 1)) - 1;
    int exponent = bits >> fractionBits;
    int fraction = bits & fractionMask;
    return exponent == 0
        ? Math.scalb((double) fraction, 1 - bias - fractionBits)
        : Math.scalb((double) (fraction + fractionMask + 1), exponent - bias - fractionBits);
  }

  private static byte[] small(int bits, int infinity, int fractionMask) {
    TextBuffer out = new TextBuffer();
    int magnitude = bits & 0x7fff;
    boolean negative = bits != magnitude;
    if (magnitude > infinity) {
      out.ascii("\"NaN\"");
    } else if (magnitude == infinity) {
      out.ascii(negative ? "\"-Infinity\"" : "\"Infinity\"");
    } else if (magnitude == 0) {
      out.ascii(negative ? "-0.0" : "0.0");
    } else {
      if (negative) {
        out.put('-');
      }
      layout(out, shortestBetween(magnitude, fractionMask));
    }
    return out.toBytes();
  }

  /// The decimal of fewest digits that rounds to the value, of these the nearest. The bounds are
  /// halfway to the neighbours, exact as doubles, and round to the even one.
  private static BigDecimal shortestBetween(int magnitude, int fractionMask) {
    BigDecimal value = new BigDecimal(positive(magnitude, fractionMask));
    BigDecimal low = middle(value, positive(magnitude - 1, fractionMask));
    BigDecimal high = middle(value, positive(magnitude + 1, fractionMask));
    boolean even = (magnitude & 1) == 0;
    for (int digits = 1; ; digits++) {
      BigDecimal down = value.round(new MathContext(digits, RoundingMode.DOWN));
      BigDecimal up = value.round(new MathContext(digits, RoundingMode.UP));
      boolean downFits = within(down, low, high, even);
      boolean upFits = within(up, low, high, even);
      if (downFits && upFits) {
        return value.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      }
      if (downFits || upFits) {
        return downFits ? down : up;
      }
    }
  }

  private static BigDecimal middle(BigDecimal a, double b) {
    return a.add(new BigDecimal(b)).divide(BigDecimal.TWO);
  }

  private static boolean within(BigDecimal x, BigDecimal low, BigDecimal high, boolean even) {
    int fromLow = x.compareTo(low);
    int toHigh = x.compareTo(high);
    return even ? fromLow >= 0 && toHigh <= 0 : fromLow > 0 && toHigh < 0;
  }

  private static void layout(TextBuffer out, BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    if (stripped.signum() < 0) {
      out.put('-');
    }
    String digits = stripped.unscaledValue().abs().toString();
    int point = digits.length() - stripped.scale(); // value = 0.DIGITS * 10^point
    if (point > 16 || point < -3) {
      out.put(digits.charAt(0));
      if (digits.length() > 1) {
        out.put('.');
        out.ascii(digits.substring(1));
      }
      out.put('e');
      out.number(point - 1L);
    } else if (point <= 0) {
      out.ascii("0.");
      out.ascii("0".repeat(-point));
      out.ascii(digits);
    } else if (point >= digits.length()) {
      out.ascii(digits);
      out.ascii("0".repeat(point - digits.length()));
      out.ascii(".0");
    } else {
      out.ascii(digits.substring(0, point));
      out.put('.');
      out.ascii(digits.substring(point));
    }
  }
}
