package org.lance4j.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.lance4j.dataset.Dataset;
import org.lance4j.dataset.RowSelection;
import org.lance4j.format.FieldPath;
import picocli.CommandLine.Model.CommandSpec;

/// Single rows, in the order asked for, as often as asked for.
final class TakeCommand implements Command {
  @Override
  public String name() {
    return "take";
  }

  @Override
  public String summary() {
    return "Prints single rows, in the order asked for.";
  }

  @Override
  public void describe(CommandSpec spec) {
    TableOptions.describe(spec);
    spec.addOption(Command.option("--rows", "LIST", "Positions among the live rows: 5,1,1."));
    spec.addOption(Command.option("--row-ids", "LIST", "Row ids instead."));
    spec.addOption(Command.option("--row-addresses", "LIST", "Row addresses instead."));
    RowOptions.describe(spec);
  }

  @Override
  public int run(Arguments arguments, Streams streams) throws IOException {
    RowOptions options = RowOptions.of(arguments);
    Output output = Output.of(arguments, streams);
    RowSelection selection = selection(arguments);
    try (Dataset dataset = TableOptions.open(arguments);
        VectorSchemaRoot rows =
            dataset.take(selection, columns(dataset, options), options.blobs())) {
      output.rows(rows);
    }
    return ExitCode.DONE;
  }

  private static RowSelection selection(Arguments arguments) {
    long asked = Stream.of("--rows", "--row-ids", "--row-addresses").filter(arguments::has).count();
    if (asked != 1) {
      throw new UsageException("one of --rows, --row-ids and --row-addresses says which rows");
    }
    if (arguments.has("--rows")) {
      return RowSelection.positions(
          arguments.numbers("--rows").stream().mapToLong(Long::longValue).toArray());
    }
    return arguments.has("--row-ids")
        ? RowSelection.ids(arguments.unsignedNumbers("--row-ids"))
        : RowSelection.addresses(arguments.unsignedNumbers("--row-addresses"));
  }

  private static List<String> columns(Dataset dataset, RowOptions options) {
    List<String> columns = new ArrayList<>();
    if (options.columns() != null) {
      columns.addAll(options.columns());
    } else {
      dataset
          .schema()
          .getFields()
          .forEach(field -> columns.add(FieldPath.format(List.of(field.getName()))));
    }
    if (options.withRowId()) {
      columns.add("_rowid");
    }
    if (options.withRowAddress()) {
      columns.add("_rowaddr");
    }
    return columns;
  }
}
