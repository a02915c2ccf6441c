package org.lance4j.dataset;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.ColumnReader;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.StoredField;
import org.lance4j.file.FieldLayout;
import org.lance4j.file.LanceFileReader;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.LanceField;
import org.lance4j.manifest.DataFile;

/// Reads a projection of one fragment: which of its data files hold which fields, and the vectors
/// that come of it. Thread-safe.
final class FragmentReader implements AutoCloseable {
  private final LiveFragment fragment;
  private final SystemColumns system;
  private final List<Output> outputs;
  private final List<Part> parts;
  private final long bytesPerRow;

  /// What one data file gives.
  ///
  /// @param outputs for each column reader, which output column it is for
  private record Part(
      LeasedCache<?, LanceFileReader>.Lease file,
      List<ColumnReader> columns,
      List<Integer> outputs) {}

  /// How one output column is made.
  private sealed interface Output {
    record Known(OutputColumn.Kind kind, Field field) implements Output {}

    /// @param root the field at the top as files hold it
    /// @param below names from the root to the field
    /// @param stored the field as files hold it
    record Data(
        LanceField leaf, Field root, List<String> below, Field stored, Field shown, boolean differs)
        implements Output {}
  }

  private FragmentReader(
      SystemColumns system, List<Output> outputs, List<Part> parts, long bytesPerRow) {
    this.fragment = system.fragment();
    this.system = system;
    this.outputs = outputs;
    this.parts = parts;
    this.bytesPerRow = bytesPerRow;
  }

  static FragmentReader open(TableRows table, LiveFragment fragment, Projection projection) {
    List<Part> parts = new ArrayList<>();
    long bytes = 0;
    try {
      for (DataFile file : fragment.fragment().files()) {
        FieldLayout layout = TableFiles.layout(file);
        if (holdsAny(layout, projection)) {
          Part part = new Part(fragment.files().open(file), new ArrayList<>(), new ArrayList<>());
          parts.add(part);
          try {
            bytes += addColumns(part, layout, projection);
          } catch (CorruptFileException e) {
            throw e.at(fragment.files().paths().dataFile(file).toString(), -1);
          }
        }
      }
      long rows = Math.max(1, fragment.physicalRows());
      return new FragmentReader(
          new SystemColumns(table, fragment), outputs(projection), parts, 1 + 2 * bytes / rows);
    } catch (RuntimeException | Error e) {
      parts.forEach(part -> part.file.close());
      throw e;
    }
  }

  private static List<Output> outputs(Projection projection) {
    List<Output> outputs = new ArrayList<>(projection.columns().size());
    for (OutputColumn column : projection.columns()) {
      outputs.add(
          switch (column) {
            case OutputColumn.Known system -> new Output.Known(system.kind(), system.field());
            case OutputColumn.Data data -> {
              LanceField leaf = data.column().field();
              Field stored = StoredShapes.of(leaf, projection.blobs());
              yield new Output.Data(
                  leaf,
                  StoredShapes.of(data.column().root(), projection.blobs()),
                  data.column().path().stream().skip(1).map(LanceField::name).toList(),
                  new Field(data.field().getName(), stored.getFieldType(), stored.getChildren()),
                  data.field(),
                  StoredShapes.differ(leaf, projection.blobs()));
            }
          });
    }
    return outputs;
  }

  private static boolean holdsAny(FieldLayout layout, Projection projection) {
    for (OutputColumn column : projection.columns()) {
      if (column instanceof OutputColumn.Data data && layout.holds(data.column().root())) {
        return true;
      }
    }
    return false;
  }

  /// @return bytes that the columns take in the file
  private static long addColumns(Part part, FieldLayout layout, Projection projection) {
    long bytes = 0;
    for (int i = 0; i < projection.columns().size(); i++) {
      if (projection.columns().get(i) instanceof OutputColumn.Data data) {
        @Nullable StoredField stored =
            layout.store(data.column().root(), projection.whole(), projection.blobs());
        if (stored != null) {
          part.outputs.add(i);
          part.columns.add(part.file.value().column(stored));
          bytes += part.file.value().storedBytes(stored);
        }
      }
    }
    return bytes;
  }

  /// Bytes of memory that a row takes while it is read, about.
  long bytesPerRow() {
    return bytesPerRow;
  }

  /// The output columns of physical rows.
  Batch read(RowRanges rows, BufferAllocator allocator) {
    int count = Math.toIntExact(rows.rowCount());
    List<List<FieldVector>> found = new ArrayList<>(outputs.size());
    for (int i = 0; i < outputs.size(); i++) {
      found.add(new ArrayList<>(1));
    }
    List<FieldVector> results = new ArrayList<>(outputs.size());
    try {
      for (Part part : parts) {
        List<FieldVector> vectors = part.file.value().read(part.columns, rows, allocator);
        for (int i = 0; i < vectors.size(); i++) {
          found.get(part.outputs.get(i)).add(vectors.get(i));
        }
      }
      for (int i = 0; i < outputs.size(); i++) {
        results.add(
            switch (outputs.get(i)) {
              case Output.Known known -> system.vector(known.kind, known.field, rows, allocator);
              case Output.Data data -> shaped(data, handedOver(found.get(i)), count, allocator);
            });
      }
      return new Batch(count, results);
    } catch (RuntimeException | Error e) {
      found.forEach(vectors -> vectors.forEach(FieldVector::close));
      results.forEach(FieldVector::close);
      throw e;
    }
  }

  private static List<FieldVector> handedOver(List<FieldVector> vectors) {
    List<FieldVector> taken = List.copyOf(vectors);
    vectors.clear();
    return taken;
  }

  private FieldVector shaped(
      Output.Data data, List<FieldVector> found, int count, BufferAllocator allocator) {
    FieldVector vector;
    if (data.below.isEmpty()) {
      vector = VectorShaper.merge(found, data.stored, count, allocator);
    } else {
      FieldVector root = VectorShaper.merge(found, data.root, count, allocator);
      vector = VectorShaper.flatten(root, data.below, data.stored, allocator);
    }
    if (!data.differs) {
      return vector;
    }
    UserVectors users = new UserVectors(fragment::blobs);
    return users.convert(vector, data.leaf, data.shown, allocator);
  }

  /// Gives back all files, though one of them fails.
  @Override
  public void close() {
    RuntimeException failure = null;
    for (Part part : parts) {
      failure = Closing.close(part.file::close, failure);
    }
    if (failure != null) {
      throw failure;
    }
  }
}
