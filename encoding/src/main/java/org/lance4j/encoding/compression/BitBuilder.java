package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.Bytes;
import org.lance4j.kernel.BitKernels;

/// Booleans: stored as bits in chunks, as bytes (0 is false) where every value has bytes of its
/// own.
final class BitBuilder implements VectorBuilder {
  private final Field field;
  private final BufferAllocator allocator;
  private final SharedBuffer shared;
  private final GrowableBuffer bits;
  private long count;

  BitBuilder(Field field, BufferAllocator allocator, long expected) {
    this.field = field;
    this.allocator = allocator;
    long bytes = (expected + 7) >>> 3;
    this.shared = new SharedBuffer(allocator, expected, 0, 0, bytes);
    this.bits = new GrowableBuffer(allocator, shared, SharedBuffer.Part.DATA, bytes);
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
    return 8;
  }

  @Override
  public void append(DataBlock block, long from, long more) {
    switch (block) {
      case DataBlock.FixedWidth values -> appendPlain(values, from, more);
      case DataBlock.Dictionary dictionary -> {
        for (long i = from; i < from + more; i++) {
          append(dictionary.items(), Indices.at(dictionary, i), 1);
        }
      }
      case DataBlock.Constant constant -> appendRepeated(constant.value(), more);
      case DataBlock.AllNull _ -> appendNulls(more);
      case DataBlock.VariableWidth _,
          DataBlock.Fsst _,
          DataBlock.FixedSizeList _,
          DataBlock.PackedRows _,
          DataBlock.Struct _ ->
          throw VectorBuilder.mismatch(field, block);
    }
  }

  private MemorySegment reserve(long more) {
    return bits.reserve((VectorBuilder.grown(count, more) + 7) >>> 3);
  }

  private void appendPlain(DataBlock.FixedWidth values, long from, long more) {
    if (values.bits() == 8) {
      appendRows(values.data(), from, 1, more);
    } else if (values.bits() == 1) {
      BitKernels.copyBits(values.data(), from, reserve(more), count, more);
      count += more;
    } else {
      throw VectorBuilder.mismatch(field, values);
    }
  }

  private void appendRepeated(DataBlock value, long more) {
    if (more == 0) {
      return;
    }
    MemorySegment target = reserve(more);
    long start = count;
    append(value, 0, 1);
    BitKernels.fill(target, start, more, BitKernels.get(target, start));
    count = start + more;
  }

  @Override
  public void appendRows(MemorySegment rows, long offset, long stride, long more) {
    MemorySegment target = reserve(more);
    long at = offset;
    for (long i = 0; i < more; i++, at += stride) {
      BitKernels.fill(target, count, 1, rows.get(LittleEndian.BYTE, at) != 0);
      count++;
    }
  }

  @Override
  public void appendNulls(long more) {
    BitKernels.fill(reserve(more), count, more, false);
    count += more;
  }

  /// Never: the bits of a column are far fewer than the bytes of the read that they came with.
  @Override
  public boolean adopt(Bytes values, long more) {
    return false;
  }

  @Override
  public void load(FieldVector vector, @Nullable ArrowBuf validity, int nullCount) {
    ArrowBuf valid = validity != null ? validity : shared.allValid(count);
    VectorBuilder.loadBuffers(
        vector, count, nullCount, List.of(valid, bits.used((count + 7) >>> 3)));
  }

  @Override
  public void close() {
    bits.close();
    shared.close();
    count = 0;
  }
}
