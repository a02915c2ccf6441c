package org.lance4j.io;

import java.util.Comparator;

/// Orders names by their UTF-8 bytes, as object stores list them.
///
/// That is the order of code points; `String.compareTo` differs where a surrogate pair (U+10000 and
/// above) meets one of U+E000 to U+FFFF.
final class NameOrder {
  static final Comparator<String> UTF8 = NameOrder::compare;

  private NameOrder() {}

  private static int compare(String a, String b) {
    int common = Math.min(a.length(), b.length());
    for (int i = 0; i < common; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        return weight(x) - weight(y);
      }
    }
    return a.length() - b.length();
  }

  /// Surrogates after all other characters.
  private static int weight(char c) {
    return Character.isSurrogate(c) ? c + 0x10000 : c;
  }
}
