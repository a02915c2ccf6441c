package org.lance4j.query;

import java.util.List;
import java.util.function.IntToLongFunction;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.jspecify.annotations.Nullable;
import org.lance4j.kernel.Kernels;

/// Looks at batches of a column and keeps the nearest rows. Confined; made by [FlatSearch#scorer],
/// closed by who asked for it.
///
/// Batches are borrowed. They hold the rows that count and no others: deleted rows and rows that a
/// filter refuses are the caller's to leave out.
public final class FlatScorer implements AutoCloseable {
  private record Batch(FieldVector vectors, boolean nullable, IntToLongFunction rowIds) {
    boolean isValid(int row) {
      return !nullable || !vectors.isNull(row);
    }
  }

  private final VectorColumn column;
  private final List<List<QueryVector>> queries;
  private final DistanceRange range;
  private final List<TopK> nearest;
  private final BlockScorer blocks;
  private final int rowsAtOnce;
  private final @Nullable MultivectorDistances multivectors;
  private final float[] distances;
  private final int[] positions;

  FlatScorer(
      VectorColumn column,
      DistanceMetric metric,
      List<List<QueryVector>> queries,
      DistanceRange range,
      List<TopK> nearest,
      BufferAllocator allocator) {
    this.column = column;
    this.queries = queries;
    this.range = range;
    this.nearest = nearest;
    List<QueryVector> vectors = queries.stream().flatMap(List::stream).toList();
    this.blocks = new BlockScorer(column, metric, vectors, allocator);
    this.multivectors = column.multivector() ? new MultivectorDistances(queries, blocks) : null;
    this.rowsAtOnce = column.multivector() ? MultivectorDistances.MAX_ROWS : blocks.maxVectors();
    this.distances = new float[rowsAtOnce];
    this.positions = new int[rowsAtOnce];
  }

  TopK nearest(int query) {
    return nearest.get(query);
  }

  /// @param vectors of the column's type
  /// @param rowIds the id of each of the rows; only asked for those that come near
  /// @throws IllegalArgumentException when the vector is not of the column's type
  public void score(FieldVector vectors, IntToLongFunction rowIds) {
    VectorColumn found = VectorColumn.of(column.name(), vectors.getField());
    if (!found.equals(column)) {
      throw new IllegalArgumentException(found + " is scored as " + column);
    }
    Batch batch = new Batch(vectors, vectors.getNullCount() > 0, rowIds);
    int rows = vectors.getValueCount();
    for (int first = 0; first < rows; first += rowsAtOnce) {
      int count = Math.min(rowsAtOnce, rows - first);
      load(vectors, first, count);
      for (int query = 0; query < queries.size(); query++) {
        if (multivectors != null) {
          multivectors.sum(query, count, distances);
        } else {
          blocks.distances(query, distances);
        }
        offer(query, first, count, batch);
      }
    }
  }

  private void load(FieldVector vectors, int first, int count) {
    if (multivectors != null) {
      multivectors.load((ListVector) vectors, first, count);
    } else {
      FixedSizeListVector list = (FixedSizeListVector) vectors;
      blocks.load(list.getDataVector().getDataBuffer(), first, count);
    }
  }

  private void offer(int query, int first, int count, Batch batch) {
    TopK top = nearest.get(query);
    float most = Math.min(range.most(), top.threshold());
    int found = Kernels.select().between(distances, count, range.least(), most, positions);
    for (int i = 0; i < found; i++) {
      int row = first + positions[i];
      if (batch.isValid(row)) {
        top.offer(distances[positions[i]], batch.rowIds.applyAsLong(row));
      }
    }
  }

  /// Idempotent.
  @Override
  public void close() {
    blocks.close();
  }
}
