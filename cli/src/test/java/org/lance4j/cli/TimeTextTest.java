package org.lance4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimeTextTest {
  private final TextBuffer out = new TextBuffer();

  @ParameterizedTest
  @CsvSource({
    "0, 1970-01-01",
    "-1, 1969-12-31",
    "20512, 2026-02-28",
    "11016, 2000-02-29",
    "-719162, 0001-01-01",
    "-719528, 0000-01-01",
    "-719529, -0001-12-31",
    "2932896, 9999-12-31",
    "2932897, +10000-01-01",
    "2147483647, +5881580-07-11",
    "-2147483648, -5877641-06-23",
  })
  void printsDates(long day, String text) {
    TimeText.date(out, day);
    assertEquals(text, out.toString());
  }

  @Test
  void agreesWithTheCalendarOfTheJdk() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      long day = random.nextInt(-719_528, 2_932_897);
      out.clear();
      TimeText.date(out, day);
      assertEquals(LocalDate.ofEpochDay(day).toString(), out.toString());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "49510, 0, 13:45:10",
    "0, 3, 00:00:00.000",
    "86399999, 3, 23:59:59.999",
    "49510123456, 6, 13:45:10.123456",
    "1, 9, 00:00:00.000000001",
  })
  void printsTimes(long value, int digits, String text) {
    TimeText.time(out, value, digits);
    assertEquals(text, out.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, false, 1970-01-01T00:00:00",
    "-1, 6, false, 1969-12-31T23:59:59.999999",
    "1772286310123456, 6, true, 2026-02-28T13:45:10.123456Z",
    "9223372036854775807, 9, false, 2262-04-11T23:47:16.854775807",
    "-9223372036854775808, 9, false, 1677-09-21T00:12:43.145224192",
    "9223372036854775807, 0, false, +292277026596-12-04T15:30:07",
  })
  void printsTimestamps(long value, int digits, boolean zoned, String text) {
    TimeText.timestamp(out, value, digits, zoned);
    assertEquals(text, out.toString());
  }
}
