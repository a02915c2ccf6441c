package org.lance4j.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/// The parsed arguments of one command, by the names of its options.
///
/// All of its methods throw [UsageException] for a text that is not what the option takes.
final class Arguments {
  private final ParseResult parsed;

  Arguments(ParseResult parsed) {
    this.parsed = parsed;
  }

  boolean has(String option) {
    return parsed.hasMatchedOption(option);
  }

  @Nullable String textOrNull(String option) {
    return parsed.matchedOptionValue(option, (String) null);
  }

  String text(String option) {
    String value = textOrNull(option);
    if (value == null) {
      throw new UsageException("option " + option + " is missing");
    }
    return value;
  }

  String text(String option, String otherwise) {
    String value = textOrNull(option);
    return value == null ? otherwise : value;
  }

  String positional(int index) {
    return parsed.matchedPositionalValue(index, "");
  }

  /// A number of at least `least`.
  long number(String option, long otherwise, long least) {
    String value = textOrNull(option);
    if (value == null) {
      return otherwise;
    }
    long number = parseSigned(option, value);
    if (number < least) {
      throw new UsageException(option + " is " + value + ", less than " + least);
    }
    return number;
  }

  /// Numbers of at least 0, with commas between them.
  List<Long> numbers(String option) {
    List<Long> numbers = new ArrayList<>();
    for (String item : items(option)) {
      long number = parseSigned(option, item);
      if (number < 0) {
        throw new UsageException(option + " holds " + item + ", less than 0");
      }
      numbers.add(number);
    }
    return numbers;
  }

  /// An unsigned 64-bit number.
  long unsignedNumber(String option) {
    return parseUnsigned(option, text(option).strip());
  }

  /// Unsigned 64-bit numbers, with commas between them.
  long[] unsignedNumbers(String option) {
    List<String> items = items(option);
    long[] numbers = new long[items.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = parseUnsigned(option, items.get(i));
    }
    return numbers;
  }

  private List<String> items(String option) {
    List<String> items = new ArrayList<>();
    String text = text(option).strip();
    if (!text.isEmpty()) {
      for (String item : text.split(",", -1)) {
        items.add(item.strip());
      }
    }
    return items;
  }

  static long parseSigned(String option, String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw new UsageException(option + " wants a whole number, not '" + text + "'");
    }
  }

  private static long parseUnsigned(String option, String text) {
    try {
      if (text.startsWith("+")) {
        throw new NumberFormatException();
      }
      return Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      throw new UsageException(option + " wants whole numbers from 0 on, not '" + text + "'");
    }
  }
}
