package org.lance4j.format;

/// Checks of numbers that came from bytes, before they meet a slice, a count, an allocation or a
/// cast.
///
/// All throw [CorruptFileException], without a place: who knows the file adds it.
public final class Bounds {
  /// The longest run of bytes that one buffer holds.
  public static final long MAX_BUFFER = Integer.MAX_VALUE - 64;

  private Bounds() {}

  /// `value` as an int in `[0, max]`.
  public static int toInt(long value, long max, String what) {
    if (value < 0 || value > Math.min(max, Integer.MAX_VALUE)) {
      throw new CorruptFileException(
          what + " is " + Long.toUnsignedString(value) + ", more than " + max);
    }
    return (int) value;
  }

  /// `value`, which is in `[0, max]`.
  public static long atMost(long value, long max, String what) {
    if (value < 0 || value > max) {
      throw new CorruptFileException(
          what + " is " + Long.toUnsignedString(value) + ", more than " + max);
    }
    return value;
  }

  /// That `[offset, offset + length)` lies in `[0, total)`.
  public static void range(long offset, long length, long total, String what) {
    if (offset < 0 || length < 0 || offset > total || length > total - offset) {
      throw new CorruptFileException(
          what
              + " at "
              + Long.toUnsignedString(offset)
              + " of "
              + Long.toUnsignedString(length)
              + " bytes reaches past "
              + total);
    }
  }

  /// `a * b`, both not negative, without overflow.
  public static long multiply(long a, long b, String what) {
    if (a < 0 || b < 0 || Math.multiplyHigh(a, b) != 0 || a * b < 0) {
      throw new CorruptFileException(what + " overflows: " + a + " * " + b);
    }
    return a * b;
  }

  /// `a + b`, both not negative, without overflow.
  public static long add(long a, long b, String what) {
    if (a < 0 || b < 0 || a + b < 0) {
      throw new CorruptFileException(what + " overflows: " + a + " + " + b);
    }
    return a + b;
  }

  /// That a fact about the bytes holds.
  public static void check(boolean holds, String what) {
    if (!holds) {
      throw new CorruptFileException(what);
    }
  }
}
