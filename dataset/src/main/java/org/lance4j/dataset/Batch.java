package org.lance4j.dataset;

import java.util.List;
import org.apache.arrow.vector.FieldVector;

/// Rows of a result: one vector per column, all of `rowCount` rows. Owns the vectors.
record Batch(int rowCount, List<FieldVector> columns) implements AutoCloseable {
  Batch {
    columns = List.copyOf(columns);
  }

  @Override
  public void close() {
    columns.forEach(FieldVector::close);
  }
}
