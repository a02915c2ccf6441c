package org.lance4j.compat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What is known to be read otherwise than it should be: lines of `kind: pattern # reason` in
/// `open-differences.txt`. They do not fail a test, and every run prints those that it met.
record OpenDifferences(String kind, List<Pattern> patterns) {
  static OpenDifferences of(String kind) {
    try (InputStream in = OpenDifferences.class.getResourceAsStream("open-differences.txt")) {
      if (in == null) {
        throw new AssertionError("open-differences.txt is not there");
      }
      String start = kind + ": ";
      List<Pattern> patterns =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> line.startsWith(start) && line.contains(" # "))
              .map(line -> Pattern.compile(line.substring(start.length(), line.indexOf(" # "))))
              .toList();
      return new OpenDifferences(kind, patterns);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The differences that are not known of something named.
  List<String> unknown(String name, List<String> differences) {
    List<String> unknown = new ArrayList<>();
    int known = 0;
    for (String difference : differences) {
      if (patterns.stream().anyMatch(p -> p.matcher(name + " " + difference).find())) {
        known++;
      } else {
        unknown.add(difference);
      }
    }
    if (known > 0) {
      System.err.println(
          "OPEN: "
              + kind
              + " "
              + name
              + ": "
              + known
              + " known differences, the first: "
              + differences.getFirst());
    }
    return unknown;
  }
}
