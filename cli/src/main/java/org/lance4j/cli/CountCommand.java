package org.lance4j.cli;

import java.io.IOException;
import org.lance4j.dataset.Dataset;
import picocli.CommandLine.Model.CommandSpec;

/// The number of rows.
final class CountCommand implements Command {
  @Override
  public String name() {
    return "count";
  }

  @Override
  public String summary() {
    return "Prints the number of rows.";
  }

  @Override
  public void describe(CommandSpec spec) {
    TableOptions.describe(spec);
    spec.addOption(Command.option("--fragments", "IDS", "Only in these fragments: 0,2."));
  }

  @Override
  public int run(Arguments arguments, Streams streams) throws IOException {
    long count;
    try (Dataset dataset = TableOptions.open(arguments)) {
      count =
          arguments.has("--fragments")
              ? dataset.countRows(arguments.numbers("--fragments"))
              : dataset.countRows();
    }
    TextBuffer out = new TextBuffer();
    out.number(count);
    out.put('\n');
    out.drainTo(streams.out());
    streams.out().flush();
    return ExitCode.DONE;
  }
}
