package org.lance4j.bench;

import java.util.function.ObjIntConsumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;

/// A stream of made-up rows.
final class GeneratedReader extends ArrowReader {
  private static final int BATCH_ROWS = 10_000;

  private final Schema schema;
  private final int rows;
  private final ObjIntConsumer<VectorSchemaRoot> fill;
  private int done;

  /// @param fill fills a batch whose first row has the number given
  GeneratedReader(
      BufferAllocator allocator, Schema schema, int rows, ObjIntConsumer<VectorSchemaRoot> fill) {
    super(allocator);
    this.schema = schema;
    this.rows = rows;
    this.fill = fill;
  }

  @Override
  public boolean loadNextBatch() throws java.io.IOException {
    prepareLoadNextBatch();
    if (done == rows) {
      return false;
    }
    VectorSchemaRoot root = getVectorSchemaRoot();
    int count = Math.min(BATCH_ROWS, rows - done);
    root.getFieldVectors()
        .forEach(vector -> {
          vector.setInitialCapacity(count);
          vector.allocateNew();
        });
    root.setRowCount(count);
    fill.accept(root, done);
    root.setRowCount(count);
    done += count;
    return true;
  }

  @Override
  public long bytesRead() {
    return 0;
  }

  @Override
  protected void closeReadSource() {}

  @Override
  protected Schema readSchema() {
    return schema;
  }
}
