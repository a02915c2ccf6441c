package org.lance4j.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.RowRanges;
import org.lance4j.file.BlobHandling;
import org.lance4j.format.BatchTooLargeException;
import org.lance4j.query.DistanceMetric;
import org.lance4j.query.DistanceRange;
import org.lance4j.query.FlatScorer;
import org.lance4j.query.FlatSearch;
import org.lance4j.query.Neighbors;
import org.lance4j.query.QueryVectors;
import org.lance4j.query.VectorQuery;

/// A search for the rows whose vectors are nearest to a query: build it, then [#search]. Every
/// vector is looked at. Confined.
///
/// ```java
/// try (VectorSchemaRoot rows = dataset.nearest("vec", query).k(5).columns("id").search()) { ... }
/// ```
public final class Nearest {
  /// Bytes of vectors that are read at a time: they stay in the processor's cache until they are
  /// scored.
  private static final long TARGET_BYTES = 1 << 20;

  /// What several rows of many vectors each may take, about.
  private static final long MOST_BYTES = 8 << 20;

  private final Dataset dataset;
  private VectorQuery query;
  private @Nullable List<String> columns;
  private BlobHandling blobs = BlobHandling.BYTES;
  private boolean withRowId;
  private boolean withRowAddress;

  Nearest(Dataset dataset, String column, QueryVectors vectors) {
    this.dataset = dataset;
    this.query = VectorQuery.of(column, vectors, 10);
  }

  /// How many rows; 10 unless said.
  ///
  /// @throws IllegalArgumentException when not positive
  public Nearest k(int rows) {
    query = new VectorQuery(query.column(), query.vectors(), rows, query.metric(), query.range());
    return this;
  }

  /// What "near" means. Unless said, it is the metric of the column's vector index; without an
  /// index it is L2, and hamming for uint8.
  public Nearest metric(DistanceMetric metric) {
    query = query.withMetric(metric);
    return this;
  }

  /// Only rows at such distances.
  public Nearest range(DistanceRange range) {
    query = query.withRange(range);
    return this;
  }

  /// Which columns come with the rows; all unless said. See [Scan#columns(String...)].
  public Nearest columns(String... paths) {
    return columns(List.of(paths));
  }

  /// See [#columns(String...)].
  public Nearest columns(List<String> paths) {
    this.columns = List.copyOf(paths);
    return this;
  }

  /// What blob columns give; their bytes unless said.
  public Nearest blobs(BlobHandling handling) {
    this.blobs = handling;
    return this;
  }

  /// Adds the column `_rowid` after `_distance`.
  public Nearest withRowId() {
    this.withRowId = true;
    return this;
  }

  /// Adds the column `_rowaddr` after `_distance`.
  public Nearest withRowAddress() {
    this.withRowAddress = true;
    return this;
  }

  /// Searches.
  ///
  /// @return the rows, nearest first, of equal distances the least row id first: for a batch of
  ///   queries a column `query_index` (int32), the columns chosen, `_distance` (float32), `_rowid`,
  ///   `_rowaddr`. Rows without a vector are never among them. The caller's to close
  /// @throws org.lance4j.format.InvalidQueryException when the column does not exist, holds no
  ///   vectors, or vectors of another dimension
  public VectorSchemaRoot search() {
    Projection vectors =
        Projection.of(dataset.lanceSchema(), List.of(query.column()), BlobHandling.BYTES);
    OutputColumn column = vectors.columns().getFirst();
    FlatSearch search = FlatSearch.of(withMetric(column), column.field());
    score(search, vectors);
    return rows(search);
  }

  private VectorQuery withMetric(OutputColumn column) {
    if (query.metric() != null || !(column instanceof OutputColumn.Data data)) {
      return query;
    }
    return switch (dataset.metrics().of(data.column().field().id())) {
      case IndexMetrics.OfIndex(DistanceMetric metric) -> query.withMetric(metric);
      case IndexMetrics.NoIndex _ -> query;
    };
  }

  private void score(FlatSearch search, Projection projection) {
    long rowBytes = Math.max(1, search.column().vectorBytes());
    int batchRows = Math.clamp(TARGET_BYTES / rowBytes, 64, Scan.DEFAULT_BATCH_ROWS);
    ScanTasks.Window all = new ScanTasks.Window(0, Long.MAX_VALUE);
    ScanTasks.Limits limits = new ScanTasks.Limits(batchRows, MOST_BYTES, Long.MAX_VALUE);
    ScanTasks tasks = new ScanTasks(dataset, projection, dataset.rows().fragments(), all, limits);
    dataset.inParallel(() -> {
      try (FlatScorer scorer = search.scorer(dataset.allocator())) {
        for (ScanTasks.Run run = next(tasks); run != null; run = next(tasks)) {
          score(scorer, run);
        }
        search.add(scorer);
      }
    });
  }

  private static void score(FlatScorer scorer, ScanTasks.Run run) {
    RowRanges rows = run.rows();
    SystemColumns.Value id = run.system().value(OutputColumn.Kind.ROW_ID);
    try (Batch batch = run.read()) {
      scorer.score(batch.columns().getFirst(), row -> id.of(rows.row(row)));
    } catch (BatchTooLargeException e) {
      List<ScanTasks.Run> halves = run.halves();
      if (halves.isEmpty()) {
        throw e;
      }
      halves.forEach(half -> score(scorer, half));
    }
  }

  private static ScanTasks.@Nullable Run next(ScanTasks tasks) {
    synchronized (tasks) {
      return tasks.hasNext() ? tasks.next() : null;
    }
  }

  private VectorSchemaRoot rows(FlatSearch search) {
    List<Neighbors> answers = search.neighbors();
    int count = answers.stream().mapToInt(Neighbors::count).sum();
    long[] ids = new long[count];
    float[] distances = new float[count];
    int[] queries = new int[count];
    int n = 0;
    for (int i = 0; i < answers.size(); i++) {
      Neighbors answer = answers.get(i);
      System.arraycopy(answer.rowIds(), 0, ids, n, answer.count());
      System.arraycopy(answer.distances(), 0, distances, n, answer.count());
      Arrays.fill(queries, n, n + answer.count(), i);
      n += answer.count();
    }
    return assemble(search.isBatch() ? queries : null, ids, distances);
  }

  private VectorSchemaRoot assemble(int @Nullable [] queries, long[] ids, float[] distances) {
    List<String> chosen = columns;
    Projection data =
        chosen == null
            ? Projection.all(dataset.lanceSchema(), blobs)
            : Projection.of(dataset.lanceSchema(), chosen, blobs);
    Projection projection = Scan.withSystemColumns(data, withRowId, withRowAddress);
    VectorSchemaRoot rows = new Take(dataset, projection).rows(dataset.addressesOfIds(ids));
    List<FieldVector> vectors = new ArrayList<>(rows.getFieldVectors());
    try {
      BufferAllocator allocator = dataset.allocator();
      vectors.add(data.columns().size(), distances(distances, allocator));
      if (queries != null) {
        vectors.addFirst(queryIndex(queries, allocator));
      }
      List<Field> fields = vectors.stream().map(FieldVector::getField).toList();
      return new VectorSchemaRoot(
          new Schema(fields, rows.getSchema().getCustomMetadata()), vectors, ids.length);
    } catch (RuntimeException | Error e) {
      vectors.forEach(FieldVector::close);
      throw e;
    }
  }

  private static Float4Vector distances(float[] values, BufferAllocator allocator) {
    Field field =
        Field.nullable("_distance", new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE));
    Float4Vector vector = (Float4Vector) field.createVector(allocator);
    vector.allocateNew(values.length);
    for (int i = 0; i < values.length; i++) {
      vector.set(i, values[i]);
    }
    vector.setValueCount(values.length);
    return vector;
  }

  private static IntVector queryIndex(int[] values, BufferAllocator allocator) {
    Field field = Field.notNullable("query_index", new ArrowType.Int(32, true));
    IntVector vector = (IntVector) field.createVector(allocator);
    vector.allocateNew(values.length);
    for (int i = 0; i < values.length; i++) {
      vector.set(i, values[i]);
    }
    vector.setValueCount(values.length);
    return vector;
  }
}
