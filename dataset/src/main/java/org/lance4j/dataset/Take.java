package org.lance4j.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.RowRanges;

/// Reads single rows, given by their addresses, in any order and with repetitions.
final class Take {
  /// Fewer rows are not worth another thread.
  private static final int MIN_PART_ROWS = 256;

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
    List<Part> parts = parts(distinct);
    @Nullable Batch[] batches = new Batch[parts.size()];
    try {
      read(distinct, parts, batches);
      List<Batch> all = Arrays.stream(batches).map(Objects::requireNonNull).toList();
      if (all.size() == 1 && Arrays.equals(distinct, addresses)) {
        Batch only = all.getFirst();
        batches[0] = null;
        return root(only.columns(), only.rowCount());
      }
      return gathered(addresses, distinct, all);
    } finally {
      for (Batch batch : batches) {
        if (batch != null) {
          batch.close();
        }
      }
    }
  }

  /// Addresses `[start, end)`, of one fragment.
  private record Part(int start, int end) {}

  /// What is read at a time: rows of one fragment, and not too many of them for the other threads
  /// to have their share.
  private List<Part> parts(long[] addresses) {
    int rows = Math.max(MIN_PART_ROWS, Math.ceilDiv(addresses.length, dataset.threads()));
    List<Part> parts = new ArrayList<>();
    for (int start = 0; start < addresses.length; ) {
      int fragmentEnd = endOfFragment(addresses, start);
      int count = Math.ceilDiv(fragmentEnd - start, rows);
      for (int i = 1; i <= count; i++) {
        int end = i == count ? fragmentEnd : start + (fragmentEnd - start) / (count - i + 1);
        parts.add(new Part(start, end));
        start = end;
      }
    }
    return parts;
  }

  /// @param batches one per part, filled here, also when it fails
  private void read(long[] addresses, List<Part> parts, @Nullable Batch[] batches) {
    AtomicInteger next = new AtomicInteger();
    Runnable work =
        () -> {
          for (int i = next.getAndIncrement(); i < batches.length; i = next.getAndIncrement()) {
            batches[i] = read(addresses, parts.get(i).start, parts.get(i).end);
          }
        };
    if (addresses.length < 2 * MIN_PART_ROWS) {
      work.run();
    } else {
      dataset.inParallel(work);
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
