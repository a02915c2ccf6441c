package org.lance4j.dataset;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.ColumnReader;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.StoredField;
import org.lance4j.file.BlobHandling;
import org.lance4j.file.LanceFileReader;
import org.lance4j.format.LanceField;
import org.lance4j.format.LanceSchema;
import org.lance4j.io.Location;
import org.lance4j.manifest.DataFile;
import org.lance4j.manifest.DeletionVector;

/// Reads a field of a data file from the first row to the last, and what its blobs point to.
record ColumnVerifier(
    LiveFragment fragment,
    DataFile file,
    LanceField field,
    LanceSchema schema,
    long rows,
    DeletionVector deleted,
    BufferAllocator allocator,
    Findings findings) {
  /// Bytes in the file that a batch is about, and rows that it has at most.
  private static final long BATCH_BYTES = 8 << 20;

  private static final int MAX_BATCH_ROWS = 64 << 10;

  /// A column of this many damaged batches is not read to its end.
  private static final int MAX_PROBLEMS = 8;

  /// @param stopped asked between batches
  void verify(BooleanSupplier stopped) {
    Location place = fragment.files().paths().dataFile(file);
    String column = "column " + field.name();
    findings.attempt(
        place,
        column + ": ",
        () -> {
          try (LeasedCache<?, LanceFileReader>.Lease lease = fragment.files().open(file)) {
            @Nullable StoredField stored =
                TableFiles.layout(file).store(field, schema, BlobHandling.DESCRIPTIONS);
            if (stored != null) {
              read(lease.value(), stored, place, stopped);
            }
          }
        });
  }

  private void read(
      LanceFileReader reader, StoredField stored, Location place, BooleanSupplier stopped) {
    ColumnReader column = reader.column(stored);
    long bytesPerRow = reader.storedBytes(stored) / Math.max(1, rows) + 1;
    long batch = Math.clamp(BATCH_BYTES / bytesPerRow, 1, MAX_BATCH_ROWS);
    int problems = 0;
    for (long start = 0; start < rows && !stopped.getAsBoolean(); start += batch) {
      RowRanges range = RowRanges.of(start, Math.min(rows, start + batch));
      String where =
          "column " + field.name() + ", rows " + start + " to " + (range.end(0) - 1) + ": ";
      if (!findings.attempt(place, where, () -> read(reader, column, range, where, stopped))
          && ++problems == MAX_PROBLEMS
          && range.end(0) < rows) {
        findings.problem(place, where + "too much of the column is damaged to read on");
        return;
      }
    }
  }

  private void read(
      LanceFileReader reader,
      ColumnReader column,
      RowRanges range,
      String where,
      BooleanSupplier stopped) {
    for (FieldVector vector : reader.read(List.of(column), range, allocator)) {
      try (vector;
          BlobVerifier blobs =
              new BlobVerifier(fragment.files(), file, deleted, where, findings, stopped)) {
        new TextVerifier().verify(vector);
        blobs.verify(field, vector, range.start(0), true);
      }
    }
  }
}
