package org.lance4j.format;

import java.util.ArrayList;
import java.util.List;

/// Paths of fields as text: names with dots between them. A name that holds a dot stands between
/// backticks; a backtick in such a name is written twice.
public final class FieldPath {
  private FieldPath() {}

  /// The names, at least one.
  ///
  /// @throws InvalidQueryException when a name is empty, or a backtick is out of place
  public static List<String> parse(String path) {
    List<String> names = new ArrayList<>();
    int at = 0;
    do {
      StringBuilder name = new StringBuilder();
      at =
          at < path.length() && path.charAt(at) == '`'
              ? quoted(path, at + 1, name)
              : plain(path, at, name);
      if (name.isEmpty() || (at < path.length() && path.charAt(at) != '.')) {
        throw new InvalidQueryException("\"" + path + "\" is no path of a column");
      }
      names.add(name.toString());
      at++;
    } while (at <= path.length());
    return names;
  }

  /// Names as one path, with backticks where they are needed.
  public static String format(List<String> names) {
    StringBuilder path = new StringBuilder();
    for (String name : names) {
      path.append(path.isEmpty() ? "" : ".");
      boolean plain = name.indexOf('.') < 0 && name.indexOf('`') < 0;
      path.append(plain ? name : "`" + name.replace("`", "``") + "`");
    }
    return path.toString();
  }

  private static int plain(String path, int start, StringBuilder name) {
    int at = start;
    while (at < path.length() && path.charAt(at) != '.' && path.charAt(at) != '`') {
      name.append(path.charAt(at++));
    }
    return at;
  }

  private static int quoted(String path, int start, StringBuilder name) {
    int at = start;
    while (at < path.length()) {
      char next = path.charAt(at++);
      if (next != '`') {
        name.append(next);
      } else if (at < path.length() && path.charAt(at) == '`') {
        name.append('`');
        at++;
      } else {
        return at;
      }
    }
    throw new InvalidQueryException("\"" + path + "\" has a backtick that is not closed");
  }
}
