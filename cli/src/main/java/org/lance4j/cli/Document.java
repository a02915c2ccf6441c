package org.lance4j.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// What an informing command says: one JSON document, or lines for the eye. Immutable.
sealed interface Document {
  /// A string.
  record Text(String value) implements Document {}

  /// A number, unsigned.
  record Whole(long value) implements Document {}

  /// True or false.
  record Truth(boolean value) implements Document {}

  /// Nothing.
  record None() implements Document {}

  /// Several, in order.
  record Items(List<Document> items) implements Document {
    public Items {
      items = List.copyOf(items);
    }
  }

  /// Names and what they stand for, in order.
  record Fields(Map<String, Document> fields) implements Document {
    public Fields {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /// The value of a field that is there.
    Document field(String name) {
      return fields.getOrDefault(name, new None());
    }

    /// These and one more.
    Fields with(String name, Document value) {
      Map<String, Document> more = new LinkedHashMap<>(fields);
      more.put(name, value);
      return new Fields(more);
    }

    Fields with(String name, long value) {
      return with(name, new Whole(value));
    }

    Fields with(String name, boolean value) {
      return with(name, new Truth(value));
    }

    Fields with(String name, @Nullable String value) {
      return with(name, value == null ? new None() : new Text(value));
    }
  }

  static Fields fields() {
    return new Fields(Map.of());
  }

  static Items texts(List<String> values) {
    return new Items(values.stream().map(Text::new).map(Document.class::cast).toList());
  }

  /// The option that chooses between both forms.
  static void describe(CommandSpec spec) {
    spec.addOption(Command.option("--format", "F", "text, or json: one JSON document."));
  }

  /// Prints the document as `--format` says.
  ///
  /// @throws UsageException for another format
  default int print(Arguments arguments, Streams streams) throws IOException {
    String format = arguments.text("--format", "text");
    TextBuffer out = new TextBuffer();
    switch (format) {
      case "json" -> {
        json(out);
        out.put('\n');
      }
      case "text" -> lines(out);
      default -> throw new UsageException("--format wants text or json, not '" + format + "'");
    }
    out.drainTo(streams.out());
    streams.out().flush();
    return ExitCode.DONE;
  }

  /// Appends it as JSON.
  default void json(TextBuffer out) {
    switch (this) {
      case Text text -> out.jsonString(text.value());
      case Whole whole -> out.unsignedNumber(whole.value());
      case Truth truth -> out.ascii(truth.value() ? "true" : "false");
      case None _ -> out.ascii("null");
      case Items list -> {
        String separator = "[";
        for (Document item : list.items()) {
          out.ascii(separator);
          item.json(out);
          separator = ",";
        }
        out.ascii(list.items().isEmpty() ? "[]" : "]");
      }
      case Fields object -> {
        String separator = "{";
        for (Map.Entry<String, Document> field : object.fields().entrySet()) {
          out.ascii(separator);
          out.jsonString(field.getKey());
          out.put(':');
          field.getValue().json(out);
          separator = ",";
        }
        out.ascii(object.fields().isEmpty() ? "{}" : "}");
      }
    }
  }

  /// Appends it for the eye: a list of objects as a table, an object as a line per field.
  private void lines(TextBuffer out) {
    switch (this) {
      case Fields object ->
          object
              .fields()
              .forEach((name, value) -> {
                out.text(name + ": ");
                value.inline(out);
                out.put('\n');
              });
      case Items list -> table(list, "", out);
      case Text _, Whole _, Truth _, None _ -> {
        inline(out);
        out.put('\n');
      }
    }
  }

  private void inline(TextBuffer out) {
    switch (this) {
      case Text text -> out.text(text.value());
      case None _ -> out.put('-');
      case Items list when list.items().isEmpty() -> out.put('-');
      case Fields object when object.fields().isEmpty() -> out.put('-');
      case Whole _, Truth _, Items _, Fields _ -> json(out);
    }
  }

  /// Appends a line per item, the fields of all in columns.
  static void table(Items list, String indent, TextBuffer out) {
    List<List<String>> rows = new ArrayList<>();
    for (Document item : list.items()) {
      if (item instanceof Fields object) {
        if (rows.isEmpty()) {
          rows.add(List.copyOf(object.fields().keySet()));
        }
        rows.add(object.fields().values().stream().map(Document::inlined).toList());
      } else {
        rows.add(List.of(item.inlined()));
      }
    }
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(indent);
      for (int i = 0; i < row.size(); i++) {
        line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
      }
      out.text(line.toString().stripTrailing());
      out.put('\n');
    }
  }

  /// In one line.
  default String inlined() {
    TextBuffer out = new TextBuffer();
    inline(out);
    return out.toString();
  }
}
