package org.lance4j.cli;

import org.lance4j.query.DistanceRange;

/// The values of options that are two numbers with a colon between them.
final class Range {
  private Range() {}

  /// Bytes of a value.
  record Bytes(long offset, long length) {}

  /// `LO:HI`, `LO` inclusive and `HI` exclusive; either may be left out.
  ///
  /// @throws UsageException for another text
  static DistanceRange parseDistances(String text) {
    String[] ends = halves("--distance-range", text);
    try {
      DistanceRange range = DistanceRange.ALL;
      if (!ends[0].isEmpty()) {
        range = range.from(Float.parseFloat(ends[0]));
      }
      return ends[1].isEmpty() ? range : range.below(Float.parseFloat(ends[1]));
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
