package org.lance4j.cli;

/// The values of options that are two numbers with a colon between them.
final class Range {
  private Range() {}

  /// Distances from `low`, inclusive, to `high`, exclusive.
  record Distances(float low, float high) {}

  /// Bytes of a value.
  record Bytes(long offset, long length) {}

  /// `LO:HI`; either may be left out.
  ///
  /// @throws UsageException for another text
  static Distances parseDistances(String text) {
    String[] ends = halves("--distance-range", text);
    try {
      float low = ends[0].isEmpty() ? Float.NEGATIVE_INFINITY : Float.parseFloat(ends[0]);
      float high = ends[1].isEmpty() ? Float.POSITIVE_INFINITY : Float.parseFloat(ends[1]);
      return new Distances(low, high);
    } catch (NumberFormatException e) {
      throw new UsageException("--distance-range wants LO:HI, not '" + text + "'");
    }
  }

  /// `OFFSET:LENGTH`.
  ///
  /// @throws UsageException for another text, or a number below 0
  static Bytes parseBytes(String text) {
    String[] ends = halves("--range", text);
    long offset = Arguments.parseSigned("--range", ends[0]);
    long length = Arguments.parseSigned("--range", ends[1]);
    if (offset < 0 || length < 0) {
      throw new UsageException("--range is " + text + ", less than 0");
    }
    return new Bytes(offset, length);
  }

  private static String[] halves(String option, String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new UsageException(option + " wants two numbers with a colon, not '" + text + "'");
    }
    return new String[] {text.substring(0, colon).strip(), text.substring(colon + 1).strip()};
  }
}
