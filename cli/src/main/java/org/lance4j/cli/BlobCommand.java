package org.lance4j.cli;

import java.io.IOException;
import java.io.OutputStream;
import org.lance4j.dataset.Blob;
import org.lance4j.dataset.Dataset;
import org.lance4j.format.NotFoundException;
import picocli.CommandLine.Model.CommandSpec;

/// The bytes of one value, all or some of them, as they are.
final class BlobCommand implements Command {
  private static final int CHUNK_BYTES = 1 << 20;

  @Override
  public String name() {
    return "blob";
  }

  @Override
  public String summary() {
    return "Prints the bytes of one blob.";
  }

  @Override
  public void describe(CommandSpec spec) {
    TableOptions.describe(spec);
    spec.addOption(Command.option("--column", "C", "The column of blobs, or of other bytes."));
    spec.addOption(Command.option("--row", "N", "The row, by position among the live rows."));
    spec.addOption(
        Command.option("--range", "OFFSET:LENGTH", "Only these bytes, as far as they exist."));
    spec.addOption(
        Command.option("-o", "FILE", "Print to a file, which appears whole or not at all."));
  }

  @Override
  public int run(Arguments arguments, Streams streams) throws IOException {
    String column = arguments.text("--column");
    arguments.text("--row");
    long row = arguments.number("--row", 0, 0);
    String file = arguments.textOrNull("-o");
    String range = arguments.textOrNull("--range");
    Range.Bytes wanted =
        range == null ? new Range.Bytes(0, Long.MAX_VALUE) : Range.parseBytes(range);
    if (file == null && streams.captured()) {
      throw new UsageException("a binary result needs -o FILE here");
    }
    try (Dataset dataset = TableOptions.open(arguments);
        Blob blob = dataset.blob(column, row)) {
      if (wanted.offset() > blob.size()) {
        throw new NotFoundException(
            "no byte " + wanted.offset() + " in a blob of " + blob.size() + " bytes");
      }
      Output.to(file, streams, out -> copy(blob, wanted, out));
    }
    return ExitCode.DONE;
  }

  private static void copy(Blob blob, Range.Bytes wanted, OutputStream out) throws IOException {
    long end = wanted.offset() + Math.min(wanted.length(), blob.size() - wanted.offset());
    for (long at = wanted.offset(); at < end; at += CHUNK_BYTES) {
      out.write(blob.range(at, (int) Math.min(CHUNK_BYTES, end - at)));
    }
  }
}
