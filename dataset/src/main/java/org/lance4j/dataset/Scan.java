package org.lance4j.dataset;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;
import org.lance4j.file.BlobHandling;
import org.lance4j.format.InvalidQueryException;
import org.lance4j.format.NotFoundException;

/// What to read of a table: build it, then [#open] it. Rows come fragment by fragment, deleted ones
/// never. Confined; open it as often as wanted.
///
/// ```java
/// try (ArrowReader batches = dataset.scan().columns("id", "place.city").limit(100).open()) {
///   while (batches.loadNextBatch()) use(batches.getVectorSchemaRoot());
/// }
/// ```
public final class Scan {
  /// Rows of a batch unless told otherwise.
  public static final int DEFAULT_BATCH_ROWS = 8192;

  /// Memory and blobs that a batch of several rows has at most.
  private static final long MAX_BATCH_BYTES = 64 << 20;

  private static final long MAX_BLOB_BYTES = 16 << 20;

  private final Dataset dataset;
  private @Nullable List<String> columns;
  private @Nullable List<Long> fragments;
  private BlobHandling blobs = BlobHandling.BYTES;
  private boolean withRowId;
  private boolean withRowAddress;
  private boolean ordered = true;
  private int batchRows = DEFAULT_BATCH_ROWS;
  private long offset;
  private long limit = Long.MAX_VALUE;
  private long readAheadBytes;

  Scan(Dataset dataset, long readAheadBytes) {
    this.dataset = dataset;
    this.readAheadBytes = readAheadBytes;
  }

  /// Only these columns, in this order; all unless said. `a.b` names a field of a struct and gives
  /// a column of that name; names with dots or blanks are quoted with backticks. `_rowid`,
  /// `_rowaddr`, `_rowoffset`, `_row_created_at_version` and `_row_last_updated_at_version` name
  /// what is known of rows beside their values.
  public Scan columns(String... paths) {
    return columns(List.of(paths));
  }

  /// See [#columns(String...)]; may be empty.
  public Scan columns(List<String> paths) {
    this.columns = List.copyOf(paths);
    return this;
  }

  /// Only these fragments, by id, in the table's order.
  public Scan fragments(List<Long> ids) {
    this.fragments = List.copyOf(ids);
    return this;
  }

  /// What blob columns give; their bytes unless said.
  public Scan blobs(BlobHandling handling) {
    this.blobs = handling;
    return this;
  }

  /// Adds the column `_rowid` after all others.
  public Scan withRowId() {
    this.withRowId = true;
    return this;
  }

  /// Adds the column `_rowaddr` after all others.
  public Scan withRowAddress() {
    this.withRowAddress = true;
    return this;
  }

  /// Batches come as they are ready, not in the order of rows.
  public Scan unordered() {
    this.ordered = false;
    return this;
  }

  /// Rows of a batch at most; [#DEFAULT_BATCH_ROWS] unless said. Batches do not span fragments, and
  /// have fewer rows where rows are large: 64 MiB of memory or 16 MiB of blobs, and a quarter of
  /// the memory for reading ahead, all of it about.
  ///
  /// @throws IllegalArgumentException when not positive
  public Scan batchRows(int rows) {
    if (rows < 1) {
      throw new IllegalArgumentException("batches of " + rows + " rows");
    }
    this.batchRows = rows;
    return this;
  }

  /// Leaves out the first rows.
  ///
  /// @throws IllegalArgumentException when negative
  public Scan offset(long rows) {
    if (rows < 0) {
      throw new IllegalArgumentException("offset of " + rows + " rows");
    }
    this.offset = rows;
    return this;
  }

  /// At most so many rows.
  ///
  /// @throws IllegalArgumentException when negative
  public Scan limit(long rows) {
    if (rows < 0) {
      throw new IllegalArgumentException("limit of " + rows + " rows");
    }
    this.limit = rows;
    return this;
  }

  /// Memory for batches that are read before they are asked for; that of the dataset unless said.
  ///
  /// @throws IllegalArgumentException when not positive
  public Scan readAheadBytes(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("read-ahead of " + bytes + " bytes");
    }
    this.readAheadBytes = bytes;
    return this;
  }

  /// Starts to read. The reader is the caller's to close, before the dataset.
  ///
  /// @throws InvalidQueryException when a column does not exist
  /// @throws NotFoundException when a fragment does not exist
  public ArrowReader open() {
    Projection projection = projection();
    ScanTasks.Limits limits =
        new ScanTasks.Limits(
            batchRows,
            Math.clamp(readAheadBytes / 4, 1, MAX_BATCH_BYTES),
            Math.clamp(readAheadBytes / 4, 1, MAX_BLOB_BYTES));
    ScanTasks tasks =
        new ScanTasks(dataset, projection, selected(), new ScanTasks.Window(offset, limit), limits);
    return new BatchArrowReader(
        dataset.allocator(),
        projection.schema(),
        dataset.readAhead(tasks, readAheadBytes, ordered));
  }

  private Projection projection() {
    List<String> chosen = columns;
    Projection projection =
        chosen == null
            ? Projection.all(dataset.lanceSchema(), blobs)
            : Projection.of(dataset.lanceSchema(), chosen, blobs);
    return withSystemColumns(projection, withRowId, withRowAddress);
  }

  static Projection withSystemColumns(
      Projection projection, boolean withRowId, boolean withRowAddress) {
    Projection extended = withRowId ? projection.with(OutputColumn.Kind.ROW_ID) : projection;
    return withRowAddress ? extended.with(OutputColumn.Kind.ROW_ADDRESS) : extended;
  }

  private List<LiveFragment> selected() {
    List<Long> ids = fragments;
    if (ids == null) {
      return dataset.rows().fragments();
    }
    for (long id : ids) {
      if (dataset.rows().byId(id) == null) {
        throw new NotFoundException("no fragment " + id + " in version " + dataset.version());
      }
    }
    List<LiveFragment> kept = new ArrayList<>();
    for (LiveFragment fragment : dataset.rows().fragments()) {
      if (ids.contains(fragment.fragment().id())) {
        kept.add(fragment);
      }
    }
    return kept;
  }
}
