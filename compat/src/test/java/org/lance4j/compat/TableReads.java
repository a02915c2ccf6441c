package org.lance4j.compat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;
import org.lance4j.dataset.Dataset;
import org.lance4j.dataset.OpenOptions;
import org.lance4j.dataset.RowSelection;
import org.lance4j.dataset.Scan;
import org.lance4j.dataset.VersionRef;
import org.lance4j.file.BlobHandling;
import org.lance4j.testdata.ArrowDifference;
import org.lance4j.testdata.Question;

/// Our own implementation, asked in every way of reading that it has, and compared with rows that
/// are due. Each method gives the differences that it found, none when all is well.
final class TableReads {
  private static final List<String> SYSTEM = List.of("_rowid", "_rowaddr");

  private TableReads() {}

  /// Opens a table in a state.
  static Dataset open(Path table, Question.State state, BufferAllocator allocator) {
    return Dataset.open(
        table.toString(), OpenOptions.DEFAULT.withRef(ref(state)).withAllocator(allocator));
  }

  private static VersionRef ref(Question.State state) {
    return switch (state) {
      case Question.State.Latest _ -> VersionRef.latest();
      case Question.State.AtVersion at -> VersionRef.version(at.version());
      case Question.State.AtTag tag -> VersionRef.tag(tag.tag());
      case Question.State.OnBranch branch -> VersionRef.branch(branch.branch());
      case Question.State.OnBranchAt at ->
          VersionRef.branch(at.branch(), VersionRef.version(at.version()));
      case Question.State.AsOf time -> VersionRef.asOf(Instant.parse(time.instant()));
    };
  }

  /// The columns of expected rows that are the table's own.
  static List<String> ownColumns(VectorSchemaRoot expected) {
    return expected.getSchema().getFields().stream()
        .map(f -> f.getName())
        .filter(n -> !SYSTEM.contains(n))
        .toList();
  }

  /// A scan that gives the same columns as expected rows have.
  static Scan scan(Dataset dataset, VectorSchemaRoot expected) {
    Scan scan = dataset.scan();
    List<String> names = expected.getSchema().getFields().stream().map(f -> f.getName()).toList();
    if (names.contains("_rowid")) {
      scan = scan.withRowId();
    }
    return names.contains("_rowaddr") ? scan.withRowAddress() : scan;
  }

  /// Reads a scan to its end.
  static List<String> compare(Scan scan, VectorSchemaRoot expected, int[] places) {
    int done = 0;
    try (ArrowReader reader = scan.open()) {
      VectorSchemaRoot rows = reader.getVectorSchemaRoot();
      List<String> found = ArrowDifference.ofTypes(expected.getSchema(), rows.getSchema());
      while (found.isEmpty() && reader.loadNextBatch()) {
        int end = Math.min(places.length, done + rows.getRowCount());
        found = ArrowDifference.ofRows(expected, Arrays.copyOfRange(places, done, end), rows);
        done = end;
      }
      if (found.isEmpty() && done != places.length) {
        return List.of(places.length + " rows expected, " + done + " read");
      }
      int from = done;
      return found.stream().map(x -> "in the batch that ends at row " + from + ": " + x).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Scans in batches of odd sizes, with an offset and a limit, column by column.
  static List<String> scans(
      Dataset dataset, VectorSchemaRoot expected, int[] places, Random random) {
    List<String> found = new ArrayList<>();
    for (int batch : new int[] {7, 33, 1024}) {
      if (batch * 400 > places.length) {
        found.addAll(
            named(
                "batches of " + batch,
                compare(scan(dataset, expected).batchRows(batch), expected, places)));
      }
    }
    if (places.length > 0) {
      int offset = random.nextInt(places.length);
      int limit = 1 + random.nextInt(places.length);
      int[] part = Arrays.copyOfRange(places, offset, Math.min(places.length, offset + limit));
      found.addAll(
          named(
              "offset " + offset + " limit " + limit,
              compare(
                  scan(dataset, expected).offset(offset).limit(limit).batchRows(50),
                  expected,
                  part)));
    }
    return found;
  }

  /// Scans of one column alone.
  static List<String> columns(Dataset dataset, VectorSchemaRoot expected, int[] places) {
    List<String> found = new ArrayList<>();
    for (String name : ownColumns(expected)) {
      VectorSchemaRoot one = new VectorSchemaRoot(List.of(expected.getVector(name)));
      one.setRowCount(expected.getRowCount());
      VectorSchemaRoot bare =
          new VectorSchemaRoot(
              new Schema(one.getSchema().getFields(), expected.getSchema().getCustomMetadata()),
              one.getFieldVectors(),
              expected.getRowCount());
      found.addAll(
          named("column " + name, compare(dataset.scan().columns(quoted(name)), bare, places)));
    }
    return found;
  }

  private static String quoted(String name) {
    return "`" + name + "`";
  }

  /// Takes of single rows, of many with duplicates, by position and by row id.
  static List<String> takes(
      Dataset dataset, VectorSchemaRoot expected, int[] places, Random random) {
    List<String> found = new ArrayList<>();
    if (places.length == 0) {
      return found;
    }
    List<String> own = ownColumns(expected);
    for (int count : new int[] {1, 2, 40}) {
      long[] positions = random.longs(count, 0, places.length).toArray();
      positions[count - 1] = positions[0];
      int[] wanted = Arrays.stream(positions).mapToInt(i -> places[(int) i]).toArray();
      try (VectorSchemaRoot rows =
          dataset.take(positions, own.stream().map(TableReads::quoted).toList())) {
        found.addAll(
            named(
                "take " + Arrays.toString(positions),
                ArrowDifference.ofRows(only(expected, own), wanted, rows)));
      }
      for (String system : SYSTEM) {
        if (expected.getVector(system) instanceof UInt8Vector) {
          long[] named =
              Arrays.stream(wanted).mapToLong(i -> unsigned(expected, system, i)).toArray();
          RowSelection selection =
              system.equals("_rowid") ? RowSelection.ids(named) : RowSelection.addresses(named);
          try (VectorSchemaRoot rows =
              dataset.take(
                  selection, own.stream().map(TableReads::quoted).toList(), BlobHandling.BYTES)) {
            found.addAll(
                named(
                    "take by " + system,
                    ArrowDifference.ofRows(only(expected, own), wanted, rows)));
          }
        }
      }
    }
    return found;
  }

  private static long unsigned(VectorSchemaRoot rows, String column, int row) {
    return rows.getVector(column).getDataBuffer().getLong((long) row * Long.BYTES);
  }

  /// A view of some columns; not to be closed.
  private static VectorSchemaRoot only(VectorSchemaRoot rows, List<String> names) {
    return new VectorSchemaRoot(names.stream().map(n -> rows.getVector(n)).toList());
  }

  static List<String> named(String what, List<String> differences) {
    return differences.stream().map(x -> what + ": " + x).toList();
  }

  /// Work with an allocator of its own that must end at zero.
  static List<String> counted(Function<RootAllocator, List<String>> work) {
    RootAllocator allocator = new RootAllocator();
    List<String> found = new ArrayList<>();
    try {
      found.addAll(work.apply(allocator));
    } catch (RuntimeException | Error e) {
      found.add("failed: " + e + " at " + Arrays.stream(e.getStackTrace()).limit(8).toList());
    }
    if (allocator.getAllocatedMemory() != 0) {
      found.add(allocator.getAllocatedMemory() + " bytes not freed");
      return found;
    }
    allocator.close();
    return found;
  }
}
