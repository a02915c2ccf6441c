package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.Bytes;

/// What is null throughout, a count and nothing else: the column of type null, and lists in packed
/// structs.
final class NullBuilder implements VectorBuilder {
  private final Field field;
  private final BufferAllocator allocator;
  private long count;

  NullBuilder(Field field, BufferAllocator allocator) {
    this.field = field;
    this.allocator = allocator;
  }

  @Override
  public Field field() {
    return field;
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public BufferAllocator allocator() {
    return allocator;
  }

  @Override
  public long plainBits() {
    return -1;
  }

  @Override
  public void append(DataBlock block, long from, long more) {
    if (!(block instanceof DataBlock.AllNull)) {
      throw VectorBuilder.mismatch(field, block);
    }
    appendNulls(more);
  }

  @Override
  public void appendRows(MemorySegment rows, long offset, long stride, long more) {
    throw new AssertionError("nulls have no plain form");
  }

  @Override
  public void appendNulls(long more) {
    count = VectorBuilder.grown(count, more);
  }

  @Override
  public boolean adopt(Bytes values, long more) {
    return false;
  }

  @Override
  public void load(FieldVector vector, @Nullable ArrowBuf validity, int nullCount) {
    int rows = Math.toIntExact(count);
    vector.setInitialCapacity(rows);
    vector.allocateNew();
    vector.setValueCount(rows);
  }

  @Override
  public void close() {
    count = 0;
  }
}
