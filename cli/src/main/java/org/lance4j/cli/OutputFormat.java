package org.lance4j.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.ArrowWriter;

/// The formats of rows.
enum OutputFormat {
  TABLE("table", false),
  JSONL("jsonl", false),
  CSV("csv", false),
  ARROW("arrow", true),
  ARROW_STREAM("arrow-stream", true);

  private final String text;
  private final boolean binary;

  OutputFormat(String text, boolean binary) {
    this.text = text;
    this.binary = binary;
  }

  /// Whether the output is no text.
  boolean binary() {
    return binary;
  }

  /// @throws UsageException for another name
  static OutputFormat parse(String text) {
    for (OutputFormat format : values()) {
      if (format.text.equals(text)) {
        return format;
      }
    }
    String known = Arrays.stream(values()).map(f -> f.text).collect(Collectors.joining(", "));
    throw new UsageException("unknown format '" + text + "', known are " + known);
  }

  /// What the ending of a file's name says; JSON lines when it says nothing.
  static OutputFormat ofFileName(String name) {
    if (name.endsWith(".csv")) {
      return CSV;
    }
    if (name.endsWith(".arrow")) {
      return ARROW;
    }
    return name.endsWith(".arrows") ? ARROW_STREAM : JSONL;
  }

  /// A writer of the batches that the root will hold.
  ResultWriter open(VectorSchemaRoot root, DictionaryProvider dictionaries, OutputStream out) {
    return switch (this) {
      case TABLE -> new TableWriter(root, dictionaries, out);
      case JSONL -> new JsonLinesWriter(root, dictionaries, out);
      case CSV -> new CsvWriter(root, dictionaries, out);
      case ARROW ->
          new IpcWriter(new ArrowFileWriter(root, dictionaries, Channels.newChannel(out)));
      case ARROW_STREAM ->
          new IpcWriter(new ArrowStreamWriter(root, dictionaries, Channels.newChannel(out)));
    };
  }

  private record IpcWriter(ArrowWriter writer) implements ResultWriter {
    @Override
    public void write() throws IOException {
      writer.writeBatch();
    }

    @Override
    public void end() throws IOException {
      writer.end();
    }

    @Override
    public void close() {
      writer.close();
    }
  }
}
