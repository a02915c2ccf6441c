package org.lance4j.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;
import org.lance4j.dataset.Dataset;
import org.lance4j.format.FieldPath;
import org.lance4j.format.LanceField;
import org.lance4j.manifest.IndexEntry;
import org.lance4j.manifest.Refs;
import picocli.CommandLine.Model.CommandSpec;

/// The commands that inform about a table: `info`, `schema`, `versions`, `tags`, `branches`.
///
/// @param document what is said of a table
record AboutCommand(String name, String summary, Function<Dataset, Document> document)
    implements Command {

  static List<Command> all() {
    return List.of(
        new AboutCommand("info", "Prints the size and state of a table.", AboutCommand::info),
        new AboutCommand(
            "schema",
            "Prints the columns and their types.",
            dataset -> schema(dataset.schema().getFields())),
        new AboutCommand(
            "versions", "Prints the versions of a table, oldest first.", AboutCommand::versions),
        new AboutCommand("tags", "Prints the tags of a table.", AboutCommand::tags),
        new AboutCommand("branches", "Prints the branches of a table.", AboutCommand::branches));
  }

  @Override
  public void describe(CommandSpec spec) {
    TableOptions.describe(spec);
    Document.describe(spec);
  }

  @Override
  public int run(Arguments arguments, Streams streams) throws IOException {
    Document said;
    try (Dataset dataset = TableOptions.open(arguments)) {
      said = document.apply(dataset);
    }
    return said.print(arguments, streams);
  }

  private static Document versions(Dataset dataset) {
    List<Document> versions = new ArrayList<>();
    for (Dataset.VersionInfo version : dataset.versions()) {
      versions.add(
          Document.fields()
              .with("version", version.version())
              .with("timestamp", version.timestamp().toString())
              .with("rows", rows(version)));
    }
    return new Document.Items(versions);
  }

  /// Nothing where only the data files knew, and they are gone.
  private static Document rows(Dataset.VersionInfo version) {
    return version.rows() == Dataset.VersionInfo.UNKNOWN_ROWS
        ? new Document.None()
        : new Document.Whole(version.rows());
  }

  private static Document tags(Dataset dataset) {
    List<Document> tags = new ArrayList<>();
    for (Refs.Tag tag : dataset.tags()) {
      tags.add(
          Document.fields()
              .with("name", tag.name())
              .with("version", tag.version())
              .with("branch", unlessMain(tag.branch())));
    }
    return new Document.Items(tags);
  }

  private static Document branches(Dataset dataset) {
    List<Document> branches = new ArrayList<>();
    for (Refs.Branch branch : dataset.branches()) {
      branches.add(
          Document.fields()
              .with("name", branch.name())
              .with("parent_branch", unlessMain(branch.parentBranch()))
              .with("parent_version", branch.parentVersion()));
    }
    return new Document.Items(branches);
  }

  private static @Nullable String unlessMain(String branch) {
    return branch.equals(Refs.MAIN) ? null : branch;
  }

  private static Document info(Dataset dataset) {
    return Document.fields()
        .with("uri", dataset.uri())
        .with("version", dataset.version())
        .with("rows", dataset.countRows())
        .with("deleted_rows", dataset.countDeletedRows())
        .with("fragments", dataset.manifest().fragments().size())
        .with("file_version", dataset.manifest().fileVersion().toString())
        .with("stable_row_ids", dataset.manifest().hasStableRowIds())
        .with("size_bytes", TableSize.dataBytes(dataset))
        .with("indices", indices(dataset));
  }

  private static Document indices(Dataset dataset) {
    List<LanceField> fields = dataset.manifest().schema().fields();
    Map<String, Document> byName = new TreeMap<>();
    for (IndexEntry index : dataset.indexes()) {
      List<String> columns = new ArrayList<>();
      for (int id : index.fieldIds()) {
        List<String> path = path(fields, id);
        columns.add(path.isEmpty() ? "field " + id : FieldPath.format(path));
      }
      byName.putIfAbsent(
          index.name(),
          Document.fields()
              .with("name", index.name())
              .with("type", index.kind())
              .with("columns", Document.texts(columns)));
    }
    return new Document.Items(List.copyOf(byName.values()));
  }

  /// The names down to the field with this id, none when there is no such field.
  private static List<String> path(List<LanceField> fields, int id) {
    for (LanceField field : fields) {
      List<String> names = new ArrayList<>(List.of(field.name()));
      names.addAll(path(field.children(), id));
      if (field.id() == id || names.size() > 1) {
        return names;
      }
    }
    return List.of();
  }

  private static Document schema(List<Field> fields) {
    List<Document> columns = new ArrayList<>();
    for (Field field : fields) {
      Map<String, Document> metadata = new LinkedHashMap<>();
      new TreeMap<>(field.getMetadata())
          .forEach((key, value) -> metadata.put(key, new Document.Text(value)));
      columns.add(
          Document.fields()
              .with("name", field.getName())
              .with("type", TypeText.of(field))
              .with("nullable", field.isNullable())
              .with("metadata", new Document.Fields(metadata)));
    }
    return new Document.Items(columns);
  }
}
