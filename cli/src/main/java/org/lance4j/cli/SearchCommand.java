package org.lance4j.cli;

import java.io.IOException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.lance4j.dataset.Dataset;
import org.lance4j.dataset.Nearest;
import org.lance4j.query.DistanceMetric;
import org.lance4j.query.QueryVectors;
import picocli.CommandLine.Model.CommandSpec;

/// The rows whose vectors are nearest to a query, nearest first.
final class SearchCommand implements Command {
  @Override
  public String name() {
    return "search";
  }

  @Override
  public String summary() {
    return "Prints the rows whose vectors are nearest to a query.";
  }

  @Override
  public void describe(CommandSpec spec) {
    TableOptions.describe(spec);
    spec.addOption(Command.option("--column", "C", "The column of vectors."));
    spec.addOption(
        Command.option("--query", "JSON", "A vector, [0.1, 2]; a list of vectors is a batch."));
    spec.addOption(
        Command.option("--query-file", "F", "The query: .npy, or the first column of .arrow."));
    spec.addOption(Command.option("-k", "N", "How many rows; 10."));
    spec.addOption(
        Command.option(
            "--metric",
            "M",
            "l2 (squared), cosine, dot (both 1 minus) or hamming; by default that of the column's"
                + " index, without one l2, or hamming for uint8."));
    spec.addOption(
        Command.option(
            "--distance-range", "LO:HI", "Only such distances, LO inclusive, HI exclusive."));
    spec.addOption(Command.flag("--no-index", "Look at every vector."));
    RowOptions.describe(spec);
  }

  @Override
  public int run(Arguments arguments, Streams streams) throws IOException {
    RowOptions rows = RowOptions.of(arguments);
    Output output = Output.of(arguments, streams);
    QueryVectors query = query(arguments);
    int k = (int) Math.min(Integer.MAX_VALUE, arguments.number("-k", 10, 1));
    try (Dataset dataset = TableOptions.open(arguments)) {
      Nearest nearest = dataset.nearest(arguments.text("--column"), query).k(k).blobs(rows.blobs());
      if (arguments.has("--metric")) {
        nearest.metric(DistanceMetric.parse(arguments.text("--metric")));
      }
      if (arguments.has("--distance-range")) {
        nearest.range(Range.parseDistances(arguments.text("--distance-range")));
      }
      if (rows.columns() != null) {
        nearest.columns(rows.columns());
      }
      if (rows.withRowId()) {
        nearest.withRowId();
      }
      if (rows.withRowAddress()) {
        nearest.withRowAddress();
      }
      try (VectorSchemaRoot found = nearest.search()) {
        output.rows(found);
      }
    }
    return ExitCode.DONE;
  }

  private static QueryVectors query(Arguments arguments) throws IOException {
    arguments.text("--column");
    if (arguments.has("--query") == arguments.has("--query-file")) {
      throw new UsageException("either --query or --query-file says what to search for");
    }
    if (arguments.has("--query")) {
      return QueryArray.parse(arguments.text("--query")).toQuery();
    }
    try (BufferAllocator allocator = new RootAllocator()) {
      return QueryFile.read(arguments.text("--query-file"), allocator).toQuery();
    }
  }
}
