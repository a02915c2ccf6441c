package org.lance4j.format;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// A JSON document (RFC 8259), for the small files and settings that are kept as JSON. Immutable.
public sealed interface Json {
  /// An object; of names that come twice, the last counts.
  record Members(Map<String, Json> values) implements Json {
    public Members {
      values = Map.copyOf(values);
    }

    public Set<String> names() {
      return values.keySet();
    }

    /// The text under `name`, or `otherwise` when there is none or null.
    ///
    /// @throws CorruptFileException when it is no text
    public String text(String name, String otherwise) {
      return switch (values.getOrDefault(name, new Nothing())) {
        case Text(String text) -> text;
        case Nothing _ -> otherwise;
        case Members _, Items _, Numeral _, Flag _ ->
            throw new CorruptFileException("\"" + name + "\" is no text");
      };
    }

    /// The integer under `name`.
    ///
    /// @throws CorruptFileException when there is none
    public long integer(String name) {
      return switch (values.getOrDefault(name, new Nothing())) {
        case Numeral numeral -> numeral.toLong(name);
        case Members _, Items _, Text _, Flag _, Nothing _ ->
            throw new CorruptFileException("\"" + name + "\" is no number");
      };
    }

    /// The integer under `name`, or `otherwise` when there is none or null.
    ///
    /// @throws CorruptFileException when it is no integer
    public long integer(String name, long otherwise) {
      return values.getOrDefault(name, new Nothing()) instanceof Nothing
          ? otherwise
          : integer(name);
    }

    /// The object under `name`; one without members when there is none or null.
    ///
    /// @throws CorruptFileException when it is no object
    public Members object(String name) {
      return switch (values.getOrDefault(name, new Nothing())) {
        case Members members -> members;
        case Nothing _ -> new Members(Map.of());
        case Items _, Text _, Numeral _, Flag _ ->
            throw new CorruptFileException("\"" + name + "\" is no object");
      };
    }
  }

  /// An array.
  record Items(List<Json> values) implements Json {
    public Items {
      values = List.copyOf(values);
    }
  }

  /// A string.
  record Text(String value) implements Json {}

  /// A number, as it is written.
  record Numeral(String digits) implements Json {
    /// @throws CorruptFileException when it is no integer of 64 bits
    long toLong(String name) {
      try {
        return Long.parseLong(digits);
      } catch (NumberFormatException e) {
        throw new CorruptFileException("\"" + name + "\" is no integer: " + digits);
      }
    }
  }

  /// `true` or `false`.
  record Flag(boolean value) implements Json {}

  /// `null`.
  record Nothing() implements Json {}

  /// @throws CorruptFileException when the text is no JSON, or nested deeper than 64 levels
  static Json parse(String text) {
    return new JsonParser(text).document();
  }

  /// The document when it is an object.
  ///
  /// @throws CorruptFileException when it is none
  static Members members(String text) {
    if (parse(text) instanceof Members members) {
      return members;
    }
    throw new CorruptFileException("JSON is no object");
  }
}
