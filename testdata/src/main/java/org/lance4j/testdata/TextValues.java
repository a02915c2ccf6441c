package org.lance4j.testdata;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Values of a text or binary column, UTF-8, one after the other.
interface TextValues {
  List<String> WORDS =
      List.of(
          "the",
          "quick",
          "brown",
          "größe",
          "漢字",
          "😀",
          "https://example.org/item/",
          "user-",
          "0",
          "");

  /// The value of row `i`.
  byte[] next(int i);

  /// Up to so many words.
  static TextValues words(Random random, int most) {
    return _ -> {
      StringBuilder text = new StringBuilder();
      for (int k = random.nextInt(most + 1); k > 0; k--) {
        text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
      }
      return text.toString().getBytes(StandardCharsets.UTF_8);
    };
  }

  /// Empty ones, zero bytes, one long one now and then.
  static TextValues edges(Random random) {
    List<String> edges =
        List.of("", "\0", "a\0", " ", "x".repeat(300), "é", "😀".repeat(40), "y".repeat(5000));
    return _ ->
        edges.get(random.nextInt(20) == 0 ? 7 : random.nextInt(7)).getBytes(StandardCharsets.UTF_8);
  }

  /// Rising numbers, each repeated.
  static TextValues sequence(int repeated) {
    return i -> "row %08d".formatted(i / repeated).getBytes(StandardCharsets.UTF_8);
  }

  /// One of a few.
  static TextValues few(Random random, int count) {
    TextValues words = words(random, 8);
    List<byte[]> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(words.next(i));
    }
    return _ -> values.get(random.nextInt(count));
  }
}
