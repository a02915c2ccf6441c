package org.lance4j.cli;

import java.io.IOException;
import java.util.List;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.lance4j.dataset.Dataset;
import org.lance4j.dataset.Scan;
import picocli.CommandLine.Model.CommandSpec;

/// Rows in the order of fragments and of rows in them: `scan`, and `head` with a limit of its own.
///
/// @param limitOption how many rows at most
/// @param limit unless the option says otherwise
record ScanCommand(String name, String summary, String limitOption, long limit) implements Command {
  static ScanCommand scan() {
    return new ScanCommand("scan", "Prints the rows of a table.", "--limit", Long.MAX_VALUE);
  }

  static ScanCommand head() {
    return new ScanCommand("head", "Prints the first rows of a table.", "-n", 10);
  }

  @Override
  public void describe(CommandSpec spec) {
    TableOptions.describe(spec);
    spec.addOption(Command.option(limitOption, "N", "At most so many rows."));
    spec.addOption(Command.option("--offset", "N", "Leave out the first rows."));
    spec.addOption(Command.option("--fragments", "IDS", "Only these fragments: 0,2."));
    RowOptions.describe(spec);
  }

  @Override
  public int run(Arguments arguments, Streams streams) throws IOException {
    RowOptions rows = RowOptions.of(arguments);
    Output output = Output.of(arguments, streams);
    long most = arguments.number(limitOption, limit, 0);
    long offset = arguments.number("--offset", 0, 0);
    List<Long> fragments =
        arguments.has("--fragments") ? arguments.numbers("--fragments") : List.of();
    try (Dataset dataset = TableOptions.open(arguments)) {
      Scan scan = dataset.scan().limit(most).offset(offset).blobs(rows.blobs());
      if (arguments.has("--fragments")) {
        scan.fragments(fragments);
      }
      if (rows.columns() != null) {
        scan.columns(rows.columns());
      }
      if (rows.withRowId()) {
        scan.withRowId();
      }
      if (rows.withRowAddress()) {
        scan.withRowAddress();
      }
      try (ArrowReader reader = scan.open()) {
        output.rows(reader);
      }
    }
    return ExitCode.DONE;
  }
}
