package org.lance4j.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text to [Json]. Confined, used once.
final class JsonParser {
  private static final int MAX_DEPTH = 64;
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*+)(\\.[0-9]++)?([eE][+-]?[0-9]++)?");

  private final String text;
  private int at;

  JsonParser(String text) {
    this.text = text;
  }

  Json document() {
    Json value = value(0);
    space();
    check(at == text.length());
    return value;
  }

  private Json value(int depth) {
    space();
    check(at < text.length() && depth < MAX_DEPTH);
    return switch (text.charAt(at)) {
      case '{' -> members(depth);
      case '[' -> items(depth);
      case '"' -> new Json.Text(string());
      case 't' -> word("true", new Json.Flag(true));
      case 'f' -> word("false", new Json.Flag(false));
      case 'n' -> word("null", new Json.Nothing());
      default -> number();
    };
  }

  private Json members(int depth) {
    Map<String, Json> members = new LinkedHashMap<>();
    at++;
    if (!accept('}')) {
      do {
        space();
        check(at < text.length() && text.charAt(at) == '"');
        String name = string();
        check(accept(':'));
        members.put(name, value(depth + 1));
      } while (accept(','));
      check(accept('}'));
    }
    return new Json.Members(members);
  }

  private Json items(int depth) {
    List<Json> items = new ArrayList<>();
    at++;
    if (!accept(']')) {
      do {
        items.add(value(depth + 1));
      } while (accept(','));
      check(accept(']'));
    }
    return new Json.Items(items);
  }

  private Json word(String word, Json value) {
    check(text.startsWith(word, at));
    at += word.length();
    return value;
  }

  private Json number() {
    Matcher number = NUMBER.matcher(text).region(at, text.length());
    check(number.lookingAt());
    at = number.end();
    return new Json.Numeral(number.group());
  }

  private String string() {
    StringBuilder value = new StringBuilder();
    at++;
    while (true) {
      check(at < text.length());
      char c = text.charAt(at++);
      if (c == '"') {
        return value.toString();
      }
      check(c >= ' ');
      value.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() {
    check(at < text.length());
    char c = text.charAt(at++);
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        check(at + 4 <= text.length());
        int code = 0;
        for (int i = 0; i < 4; i++) {
          int digit = Character.digit(text.charAt(at++), 16);
          check(digit >= 0);
          code = code << 4 | digit;
        }
        yield (char) code;
      }
      default -> throw damaged();
    };
  }

  private boolean accept(char c) {
    space();
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private void check(boolean right) {
    if (!right) {
      throw damaged();
    }
  }

  private CorruptFileException damaged() {
    return new CorruptFileException("JSON is damaged at character " + at);
  }
}
