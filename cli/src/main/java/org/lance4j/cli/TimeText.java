package org.lance4j.cli;

/// Dates and times as ISO 8601, over the whole range of their integers.
///
/// The calendar is the proleptic Gregorian one. A year before 0 has a sign, one after 9999 a plus
/// sign, as ISO 8601 wants it.
final class TimeText {
  private static final long SECONDS_PER_DAY = 86_400;
  private static final long DAYS_PER_ERA = 146_097; // 400 years
  private static final long EPOCH_FROM_MARCH_OF_YEAR_0 = 719_468;

  private TimeText() {}

  /// `2026-02-28`.
  ///
  /// @param epochDay days since 1970-01-01
  static void date(TextBuffer out, long epochDay) {
    // years that begin in March: the leap day is the last day of one
    long days = epochDay + EPOCH_FROM_MARCH_OF_YEAR_0;
    long era = Math.floorDiv(days, DAYS_PER_ERA);
    int dayOfEra = (int) (days - era * DAYS_PER_ERA);
    int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int marchMonth = (5 * dayOfYear + 2) / 153;
    int day = dayOfYear - (153 * marchMonth + 2) / 5 + 1;
    int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    year(out, year);
    out.put('-');
    out.digits(month, 2);
    out.put('-');
    out.digits(day, 2);
  }

  private static void year(TextBuffer out, long year) {
    if (year < 0) {
      out.put('-');
    } else if (year > 9_999) {
      out.put('+');
    }
    out.digits(Math.abs(year), 4);
  }

  /// `13:45:10`, then a point and as many digits as the unit has.
  ///
  /// @param value since midnight, in units of `10^-digits` seconds
  static void time(TextBuffer out, long value, int digits) {
    long unit = perSecond(digits);
    if (value < 0) {
      // no time of day; said as it stands
      out.put('-');
    }
    long seconds = Math.abs(value / unit);
    out.digits(seconds / 3_600, 2);
    out.put(':');
    out.digits(seconds / 60 % 60, 2);
    out.put(':');
    out.digits(seconds % 60, 2);
    if (digits > 0) {
      out.put('.');
      out.digits(Math.abs(value % unit), digits);
    }
  }

  /// `2026-02-28T13:45:10.123456`, with `Z` behind it when the column has a zone.
  ///
  /// @param value since 1970-01-01T00:00:00, in units of `10^-digits` seconds
  static void timestamp(TextBuffer out, long value, int digits, boolean zoned) {
    long perDay = SECONDS_PER_DAY * perSecond(digits);
    long day = Math.floorDiv(value, perDay);
    date(out, day);
    out.put('T');
    time(out, value - day * perDay, digits);
    if (zoned) {
      out.put('Z');
    }
  }

  private static long perSecond(int digits) {
    return switch (digits) {
      case 0 -> 1L;
      case 3 -> 1_000L;
      case 6 -> 1_000_000L;
      case 9 -> 1_000_000_000L;
      default -> throw new IllegalArgumentException("no unit has " + digits + " digits");
    };
  }
}
