package org.lance4j.encoding;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/// Reads of the fields of a struct, side by side.
final class StructRead implements ColumnRead {
  private final Field field;
  private final List<ColumnRead> reads;
  private final int rowCount;
  private final BufferAllocator allocator;
  private final int[] asked;
  private @Nullable List<ByteRange> wanted;

  /// @param reads closed with this
  StructRead(Field field, List<ColumnRead> reads, int rowCount, BufferAllocator allocator) {
    this.field = field;
    this.reads = reads;
    this.rowCount = rowCount;
    this.allocator = allocator;
    this.asked = new int[reads.size()];
  }

  @Override
  public List<ByteRange> pending() {
    List<ByteRange> known = wanted;
    if (known == null) {
      known = new ArrayList<>();
      for (int i = 0; i < asked.length; i++) {
        List<ByteRange> ranges = reads.get(i).pending();
        known.addAll(ranges);
        asked[i] = ranges.size();
      }
      wanted = known;
    }
    return known;
  }

  @Override
  public void supply(List<Bytes> bytes) {
    int from = 0;
    for (int i = 0; i < asked.length; i++) {
      if (asked[i] > 0) {
        reads.get(i).supply(bytes.subList(from, from + asked[i]));
        from += asked[i];
      }
    }
    wanted = null;
  }

  @Override
  public FieldVector finish() {
    List<FieldVector> vectors = new ArrayList<>(reads.size());
    try {
      for (ColumnRead read : reads) {
        vectors.add(read.finish());
      }
    } catch (RuntimeException e) {
      vectors.forEach(FieldVector::close);
      throw e;
    }
    return NestedVectors.struct(field, allocator, rowCount, null, 0, vectors);
  }

  @Override
  public void close() {
    reads.forEach(ColumnRead::close);
  }
}
