package org.lance4j.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.lance4j.encoding.RowRanges;

/// Reads single rows, given by their addresses, in any order and with repetitions.
final class Take {
  private final Dataset dataset;
  private final Projection projection;

  Take(Dataset dataset, Projection projection) {
    this.dataset = dataset;
    this.projection = projection;
  }

  /// @param addresses of live rows
  /// @return as many rows, in this order; the caller's to close
  VectorSchemaRoot rows(long[] addresses) {
    long[] distinct = distinct(addresses);
    List<Batch> batches = new ArrayList<>();
    try {
      for (int start = 0; start < distinct.length; ) {
        int end = endOfFragment(distinct, start);
        batches.add(read(distinct, start, end));
        start = end;
      }
      if (batches.size() == 1 && Arrays.equals(distinct, addresses)) {
        Batch only = batches.removeFirst();
        return root(only.columns(), only.rowCount());
      }
      return gathered(addresses, distinct, batches);
    } finally {
      batches.forEach(Batch::close);
    }
  }

  private static long[] distinct(long[] addresses) {
    if (addresses.length == 1) {
      return addresses;
    }
    long[] sorted = addresses.clone();
    // by unsigned fragment: an address is positive unless there are 2^31 fragments
    Arrays.sort(sorted);
    int n = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[n - 1]) {
        sorted[n++] = sorted[i];
      }
    }
    return n == sorted.length ? sorted : Arrays.copyOf(sorted, n);
  }

  private static int endOfFragment(long[] addresses, int start) {
    int end = start + 1;
    while (end < addresses.length && addresses[end] >>> 32 == addresses[start] >>> 32) {
      end++;
    }
    return end;
  }

  private Batch read(long[] addresses, int start, int end) {
    LiveFragment fragment = dataset.rows().byId(addresses[start] >>> 32);
    if (fragment == null) {
      throw new AssertionError("addresses are checked before");
    }
    long[] rows = new long[end - start];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = addresses[start + i] & 0xffff_ffffL;
    }
    try (LeasedCache<?, FragmentReader>.Lease lease = dataset.reader(fragment, projection)) {
      return lease.value().read(RowRanges.ofRows(rows), dataset.allocator());
    }
  }

  private VectorSchemaRoot gathered(long[] addresses, long[] distinct, List<Batch> batches) {
    int[] from = new int[addresses.length];
    int[] rows = new int[addresses.length];
    int[] starts = new int[batches.size()];
    for (int i = 1; i < starts.length; i++) {
      starts[i] = starts[i - 1] + batches.get(i - 1).rowCount();
    }
    for (int i = 0; i < addresses.length; i++) {
      int at = Arrays.binarySearch(distinct, addresses[i]);
      int batch = Arrays.binarySearch(starts, at);
      from[i] = batch >= 0 ? batch : -batch - 2;
      rows[i] = at - starts[from[i]];
    }
    BufferAllocator allocator = dataset.allocator();
    List<FieldVector> columns = new ArrayList<>();
    try {
      for (int i = 0; i < projection.columns().size(); i++) {
        int column = i;
        List<FieldVector> sources =
            batches.stream().map(batch -> batch.columns().get(column)).toList();
        columns.add(
            VectorGather.gather(
                projection.columns().get(i).field(), sources, from, rows, allocator));
      }
      return root(columns, addresses.length);
    } catch (RuntimeException | Error e) {
      columns.forEach(FieldVector::close);
      throw e;
    }
  }

  private VectorSchemaRoot root(List<FieldVector> columns, int count) {
    Schema schema = projection.schema();
    return new VectorSchemaRoot(schema, columns, count);
  }
}
