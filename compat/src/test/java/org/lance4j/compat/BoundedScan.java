package org.lance4j.compat;

import java.io.IOException;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.lance4j.dataset.Dataset;
import org.lance4j.dataset.OpenOptions;

/// Scans the table of [MemoryTest] to its end in a process of little memory, and says how many rows
/// it had and how much memory vectors took at most.
final class BoundedScan {
  private static final long BUDGET = 64 << 20;

  private BoundedScan() {}

  /// @param arguments the table
  public static void main(String[] arguments) throws IOException {
    long rows = 0;
    try (RootAllocator allocator = new RootAllocator(BUDGET)) {
      OpenOptions options =
          OpenOptions.DEFAULT.withAllocator(allocator).withReadAheadBytes(BUDGET).withThreads(4);
      try (Dataset dataset = Dataset.open(arguments[0], options);
          ArrowReader batches = dataset.scan().open()) {
        while (batches.loadNextBatch()) {
          rows = check(batches.getVectorSchemaRoot(), rows);
        }
      }
      System.out.println(rows + " rows, " + allocator.getPeakMemoryAllocation() + " bytes");
    }
  }

  private static long check(VectorSchemaRoot batch, long first) {
    BigIntVector ids = (BigIntVector) batch.getVector("id");
    VarCharVector texts = (VarCharVector) batch.getVector("text");
    FixedSizeListVector vectors = (FixedSizeListVector) batch.getVector("vector");
    Float4Vector items = (Float4Vector) vectors.getDataVector();
    for (int i = 0; i < batch.getRowCount(); i++) {
      long row = first + i;
      int last = MemoryTest.DIMENSION - 1;
      boolean right =
          ids.get(i) == row
              && texts.getObject(i).toString().equals(MemoryTest.text(row))
              && items.get(i * MemoryTest.DIMENSION) == MemoryTest.item(row, 0)
              && items.get(i * MemoryTest.DIMENSION + last) == MemoryTest.item(row, last);
      if (!right) {
        throw new AssertionError("row " + row + " is read as " + ids.get(i));
      }
    }
    return first + batch.getRowCount();
  }
}
