package org.lance4j.dataset;

import java.io.IOException;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/// The batches of a scan as Arrow's own reader, which engines and exports know.
final class BatchArrowReader extends ArrowReader {
  private final Schema schema;
  private final ReadAhead batches;
  private long bytesRead;

  BatchArrowReader(BufferAllocator allocator, Schema schema, ReadAhead batches) {
    super(allocator);
    this.schema = schema;
    this.batches = batches;
  }

  @Override
  protected Schema readSchema() {
    return schema;
  }

  @Override
  public boolean loadNextBatch() throws IOException {
    prepareLoadNextBatch();
    @Nullable Batch batch = batches.next();
    if (batch == null) {
      return false;
    }
    VectorSchemaRoot root = getVectorSchemaRoot();
    try (batch) {
      List<FieldVector> columns = batch.columns();
      for (int i = 0; i < columns.size(); i++) {
        bytesRead += columns.get(i).getBufferSize();
        columns.get(i).makeTransferPair(root.getVector(i)).transfer();
      }
    }
    root.setRowCount(batch.rowCount());
    return true;
  }

  /// Bytes of the vectors that were handed out.
  @Override
  public long bytesRead() {
    return bytesRead;
  }

  @Override
  protected void closeReadSource() {
    batches.close();
  }
}
