package org.lance4j.cli;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

/// Where the rows of a command go, and in which format: `--format` and `-o`.
final class Output {
  private final OutputFormat format;
  private final @Nullable String file;
  private final Streams streams;

  private Output(OutputFormat format, @Nullable String file, Streams streams) {
    this.format = format;
    this.file = file;
    this.streams = streams;
  }

  /// @throws UsageException for an unknown format, or bytes where only text can go
  static Output of(Arguments arguments, Streams streams) {
    String file = arguments.textOrNull("-o");
    String asked = arguments.textOrNull("--format");
    OutputFormat format;
    if (asked != null) {
      format = OutputFormat.parse(asked);
    } else if (file != null) {
      format = OutputFormat.ofFileName(file);
    } else {
      format = streams.terminal() ? OutputFormat.TABLE : OutputFormat.JSONL;
    }
    if (format.binary() && file == null && streams.captured()) {
      throw new UsageException("a binary result needs -o FILE here");
    }
    return new Output(format, file, streams);
  }

  /// Prints all batches of a reader; it stays the caller's to close.
  void rows(ArrowReader reader) throws IOException {
    VectorSchemaRoot root = reader.getVectorSchemaRoot();
    to(out -> {
      try (ResultWriter writer = format.open(root, reader, out)) {
        while (reader.loadNextBatch()) {
          writer.write();
        }
        writer.end();
      }
    });
  }

  /// Prints one batch; it stays the caller's to close.
  void rows(VectorSchemaRoot batch) throws IOException {
    to(out -> {
      try (ResultWriter writer =
          format.open(batch, new DictionaryProvider.MapDictionaryProvider(), out)) {
        writer.write();
        writer.end();
      }
    });
  }

  private void to(Print print) throws IOException {
    to(file, streams, print);
  }

  /// Prints to a file that appears whole or not at all, or to standard output.
  static void to(@Nullable String file, Streams streams, Print print) throws IOException {
    if (file == null) {
      print.to(streams.out());
      streams.out().flush();
      return;
    }
    try (OutputFile target = OutputFile.create(file)) {
      print.to(target.stream());
      target.commit();
    }
  }

  /// Something that writes its result.
  @FunctionalInterface
  interface Print {
    void to(OutputStream out) throws IOException;
  }
}
