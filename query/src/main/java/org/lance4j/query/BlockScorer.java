package org.lance4j.query;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.lance4j.kernel.DistanceKernels;
import org.lance4j.kernel.Kernels;
import org.lance4j.kernel.VectorRows;
import org.lance4j.kernel.Widener;

/// Distances from query vectors to a block of stored vectors. Confined; owns the native copies of
/// the query vectors and of widened stored vectors.
///
/// A block is loaded once for all query vectors, and is small enough to stay in the processor's
/// cache while they pass over it.
final class BlockScorer implements AutoCloseable {
  private static final long BLOCK_BYTES = 512 << 10;
  private static final long WIDENED_BYTES = 128 << 10;
  private static final int MOST_VECTORS = 4096;

  private final VectorColumn column;
  private final DistanceMetric metric;
  private final int maxVectors;
  private final long queryBytes;
  private final long widenedAt;
  private final DistanceKernels kernels;
  private final Widener widener = new Widener();
  private final float[] squaredNorms;
  private final float[] queryNorms;

  /// The query vectors, then room for a widened block.
  private final ArrowBuf memory;

  private VectorRows rows;
  private boolean closed;

  BlockScorer(
      VectorColumn column,
      DistanceMetric metric,
      List<QueryVector> vectors,
      BufferAllocator allocator) {
    this.column = column;
    this.metric = metric;
    this.queryBytes = (long) column.dimension() * QueryElements.bytes(column.element());
    this.kernels =
        column.element() == VectorElement.FLOAT64
            ? Kernels.float64Distances()
            : Kernels.float32Distances();
    long budget = isWidened() ? WIDENED_BYTES : BLOCK_BYTES;
    this.maxVectors = wholeFours(Math.clamp(budget / queryBytes, 1, MOST_VECTORS));
    this.squaredNorms = new float[metric == DistanceMetric.COSINE ? maxVectors : 0];
    this.queryNorms = new float[vectors.size()];
    this.rows = new VectorRows(MemorySegment.NULL, 0, 0, column.dimension(), 0);
    this.widenedAt = queryBytes * vectors.size();
    this.memory = allocator.buffer(widenedAt + (isWidened() ? queryBytes * maxVectors : 0));
    for (int i = 0; i < vectors.size(); i++) {
      prepare(i, vectors.get(i));
    }
  }

  /// The kernels take four vectors at a time.
  private static int wholeFours(int vectors) {
    return vectors < 4 ? vectors : vectors & ~3;
  }

  private boolean isWidened() {
    return switch (column.element()) {
      case FLOAT16, BFLOAT16, INT8 -> true;
      case FLOAT32, FLOAT64, UINT8 -> false;
    };
  }

  private void prepare(int query, QueryVector vector) {
    MemorySegment segment = query(query);
    QueryElements.write(vector, column.element(), segment, 0);
    if (metric == DistanceMetric.COSINE) {
      float[] squared = new float[1];
      kernels.dot(segment, new VectorRows(segment, 0, queryBytes, column.dimension(), 1), squared);
      queryNorms[query] = (float) Math.sqrt(squared[0]);
    }
  }

  private MemorySegment query(int query) {
    return segment(memory, query * queryBytes, queryBytes);
  }

  private static MemorySegment segment(ArrowBuf buffer, long offset, long length) {
    return MemorySegment.ofBuffer(buffer.nioBuffer(offset, Math.toIntExact(length)));
  }

  /// How many vectors can be loaded at once.
  int maxVectors() {
    return maxVectors;
  }

  /// Makes stored vectors `[first, first + count)` the block that [#distances] is about.
  ///
  /// @param data the elements of all vectors, borrowed until the next load
  void load(ArrowBuf data, long first, int count) {
    long bytes = column.vectorBytes();
    MemorySegment stored = segment(data, first * bytes, bytes * count);
    int elements = column.dimension() * count;
    MemorySegment target = isWidened() ? segment(memory, widenedAt, queryBytes * count) : stored;
    switch (column.element()) {
      case FLOAT16 -> widener.float16(stored, 0, target, 0, elements);
      case BFLOAT16 -> widener.bfloat16(stored, 0, target, 0, elements);
      case INT8 -> widener.int8(stored, 0, target, 0, elements);
      case FLOAT32, FLOAT64, UINT8 -> {}
    }
    rows = new VectorRows(target, 0, queryBytes, column.dimension(), count);
  }

  /// Distances from one query vector to the loaded block; NaN where there is none.
  void distances(int query, float[] distances) {
    MemorySegment vector = query(query);
    switch (metric) {
      case L2 -> kernels.squaredL2(vector, rows, distances);
      case DOT -> dotDistances(vector, distances);
      case COSINE -> cosineDistances(vector, queryNorms[query], distances);
      case HAMMING -> Kernels.hamming().differingBits(vector, rows, distances);
    }
  }

  /// Whether a loaded vector contains NaN.
  boolean containsNan(int vector) {
    if (column.element() == VectorElement.UINT8) {
      return false;
    }
    long at = vector * queryBytes;
    int bytes = QueryElements.bytes(column.element());
    for (long end = at + queryBytes; at < end; at += bytes) {
      if (Double.isNaN(QueryElements.read(column.element(), rows.data(), at))) {
        return true;
      }
    }
    return false;
  }

  private void dotDistances(MemorySegment vector, float[] distances) {
    kernels.dot(vector, rows, distances);
    for (int i = 0; i < rows.count(); i++) {
      distances[i] = 1 - distances[i];
    }
  }

  /// In the order of upstream's operations, which decides what overflows and what is NaN.
  private void cosineDistances(MemorySegment vector, float queryNorm, float[] distances) {
    kernels.dotAndSquaredNorm(vector, rows, distances, squaredNorms);
    for (int i = 0; i < rows.count(); i++) {
      distances[i] = 1 - distances[i] / queryNorm / (float) Math.sqrt(squaredNorms[i]);
    }
  }

  /// Idempotent.
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      memory.close();
    }
  }
}
