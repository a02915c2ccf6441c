package org.lance4j.cli;

import java.util.ArrayList;
import java.util.List;

/// The value of `--columns`: names and nested paths with commas between them.
///
/// Backticks quote a name, or a part of a path, that holds `,` `.` or spaces; a backtick inside is
/// written twice. Quotes stay in the items: who resolves a path needs them.
final class ColumnList {
  private ColumnList() {}

  /// @return the items, none for blank text
  /// @throws UsageException for an item without text, or a quote that does not end
  static List<String> parse(String text) {
    List<String> items = new ArrayList<>();
    if (text.isBlank()) {
      return items;
    }
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i == text.length() ? ',' : text.charAt(i);
      if (i < text.length() && c == '`') {
        quoted = !quoted;
      } else if (c == ',' && (!quoted || i == text.length())) {
        String item = text.substring(start, i).strip();
        if (item.isEmpty()) {
          throw new UsageException("a column without a name in '" + text + "'");
        }
        items.add(item);
        start = i + 1;
      }
    }
    if (quoted) {
      throw new UsageException("a backtick without its end in '" + text + "'");
    }
    return items;
  }
}
