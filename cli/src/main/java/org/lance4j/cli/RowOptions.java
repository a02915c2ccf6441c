package org.lance4j.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lance4j.file.BlobHandling;
import picocli.CommandLine.Model.CommandSpec;

/// Which columns rows come with, and how they are printed: shared by the commands that give rows.
///
/// @param columns null for all
record RowOptions(
    @Nullable List<String> columns, boolean withRowId, boolean withRowAddress, BlobHandling blobs) {

  static void describe(CommandSpec spec) {
    spec.addOption(
        Command.option(
            "--columns", "LIST", "Only these, in this order: a,b.c; backticks quote a name."));
    spec.addOption(Command.flag("--with-row-id", "Add the column _rowid."));
    spec.addOption(Command.flag("--with-row-address", "Add the column _rowaddr."));
    spec.addOption(
        Command.option("--blobs", "bytes|descriptions", "What blob columns give; their bytes."));
    spec.addOption(
        Command.option(
            "--format",
            "F",
            "table (at a terminal), jsonl (otherwise), csv, arrow or arrow-stream."));
    spec.addOption(
        Command.option("-o", "FILE", "Print to a file, which appears whole or not at all."));
  }

  static RowOptions of(Arguments arguments) {
    String columns = arguments.textOrNull("--columns");
    String blobs = arguments.text("--blobs", "bytes");
    return new RowOptions(
        columns == null ? null : ColumnList.parse(columns),
        arguments.has("--with-row-id"),
        arguments.has("--with-row-address"),
        switch (blobs) {
          case "bytes" -> BlobHandling.BYTES;
          case "descriptions" -> BlobHandling.DESCRIPTIONS;
          default ->
              throw new UsageException("--blobs wants bytes or descriptions, not '" + blobs + "'");
        });
  }
}
