package org.lance4j.cli;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;
import org.lance4j.dataset.Dataset;
import org.lance4j.dataset.Scan;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.FieldPath;
import org.lance4j.format.FileVersion;
import org.lance4j.io.Location;
import org.lance4j.io.ObjectStores;
import org.lance4j.io.StorageOptions;
import org.lance4j.manifest.DataFile;
import org.lance4j.manifest.Fragment;
import org.lance4j.manifest.TablePaths;
import picocli.CommandLine.Model.CommandSpec;

/// Reads every value of a version, blobs too, and names what is damaged, each problem on a line.
///
/// A file must have the size that the manifest gives, and strings must be UTF-8; nothing in a table
/// is checksummed, so damage that leaves values that can be is not seen.
final class VerifyCommand implements Command {
  @Override
  public String name() {
    return "verify";
  }

  @Override
  public String summary() {
    return "Reads every byte of a version; names what is damaged.";
  }

  @Override
  public void describe(CommandSpec spec) {
    TableOptions.describe(spec);
  }

  @Override
  public int run(Arguments arguments, Streams streams) throws IOException {
    Set<String> problems = new LinkedHashSet<>();
    String uri;
    try (Dataset dataset = TableOptions.open(arguments);
        ObjectStores stores = ObjectStores.load()) {
      uri = dataset.uri();
      TablePaths paths = new TablePaths(Location.of(uri), dataset.manifest());
      for (Fragment fragment : dataset.manifest().fragments()) {
        for (DataFile file : fragment.files()) {
          // releases that still wrote 0.1 gave such files a size that they do not have
          long known = file.version() == FileVersion.V0_1 ? -1 : file.sizeBytes();
          size(stores, paths.dataFile(file), known, problems);
        }
        fragment(dataset, fragment.id(), problems);
      }
    }
    TextBuffer out = new TextBuffer();
    for (String problem : problems) {
      out.text(problem + "\n");
    }
    out.drainTo(streams.out());
    streams.out().flush();
    if (!problems.isEmpty()) {
      throw new CorruptFileException(uri, -1, "damaged: problems found: " + problems.size());
    }
    return ExitCode.DONE;
  }

  private static void size(
      ObjectStores stores, Location location, long known, Set<String> problems) {
    try {
      long actual = stores.storeOf(location, StorageOptions.none()).size(location);
      if (known >= 0 && actual != known) {
        problems.add(
            "file of %d bytes, where the manifest says %d (%s)".formatted(actual, known, location));
      }
    } catch (IOException e) {
      problems.add("file cannot be read (" + location + ")");
    }
  }

  private static void fragment(Dataset dataset, long id, Set<String> problems) {
    String problem = problem(dataset, id, null);
    if (problem == null) {
      return;
    }
    int before = problems.size();
    for (Field field : dataset.schema().getFields()) {
      String inColumn = problem(dataset, id, field.getName());
      if (inColumn != null) {
        problems.add(inColumn);
      }
    }
    if (problems.size() == before) {
      problems.add(problem);
    }
  }

  /// What is wrong with a column of a fragment, or with any of them; null for nothing.
  private static @Nullable String problem(Dataset dataset, long fragment, @Nullable String column) {
    Scan scan = dataset.scan().fragments(List.of(fragment)).withRowId().withRowAddress();
    if (column != null) {
      scan.columns(FieldPath.format(List.of(column)));
    }
    try (ArrowReader reader = scan.open()) {
      VectorSchemaRoot root = reader.getVectorSchemaRoot();
      while (reader.loadNextBatch()) {
        Strings.check(root);
      }
      return null;
    } catch (RuntimeException | IOException e) {
      return Failure.of(e).line("fragment " + fragment);
    }
  }
}
