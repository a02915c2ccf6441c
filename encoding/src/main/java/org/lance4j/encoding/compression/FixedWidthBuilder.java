package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.Bytes;

/// Values of a fixed number of bytes.
final class FixedWidthBuilder implements VectorBuilder {
  /// Below this it is cheaper to copy than to keep the bytes that were read alive.
  private static final long LEAST_ADOPTED = 4096;

  private final Field field;
  private final int width;
  private final BufferAllocator allocator;
  private final SharedBuffer shared;
  private final GrowableBuffer data;
  private @Nullable ArrowBuf adopted;
  private long count;

  /// @param lists how many lists are expected around the values
  FixedWidthBuilder(Field field, int width, BufferAllocator allocator, long expected, long lists) {
    this.field = field;
    this.width = width;
    this.allocator = allocator;
    long bytes = expected * width;
    this.shared = new SharedBuffer(allocator, expected, lists, 0, bytes);
    this.data = new GrowableBuffer(allocator, shared, SharedBuffer.Part.DATA, bytes);
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
    return 8L * width;
  }

  @Override
  public void append(DataBlock block, long from, long more) {
    switch (block) {
      case DataBlock.FixedWidth values -> appendPlain(checked(values), from, more);
      case DataBlock.Dictionary dictionary -> appendItems(dictionary, from, more);
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

  private DataBlock.FixedWidth checked(DataBlock.FixedWidth values) {
    if (values.bits() != 8 * width) {
      throw VectorBuilder.mismatch(field, values);
    }
    return values;
  }

  /// Room for `more` values, behind those that there are.
  private MemorySegment reserve(long more) {
    long total = VectorBuilder.grown(count, more);
    if (adopted != null) {
      unadopt(adopted, total);
    }
    return data.reserve(total * width);
  }

  private void unadopt(ArrowBuf values, long total) {
    long bytes = count * width;
    MemorySegment memory = data.reserve(total * width);
    MemorySegment.copy(
        MemorySegment.ofBuffer(values.nioBuffer(0, (int) bytes)), 0, memory, 0, bytes);
    values.close();
    adopted = null;
  }

  private void appendPlain(DataBlock.FixedWidth values, long from, long more) {
    MemorySegment target = reserve(more);
    if (more == 1) {
      copyOne(values.data(), from, target);
    } else {
      MemorySegment.copy(values.data(), from * width, target, count * width, more * width);
    }
    count += more;
  }

  private void copyOne(MemorySegment source, long index, MemorySegment target) {
    switch (width) {
      case 4 -> target.set(LittleEndian.INT, count << 2, source.get(LittleEndian.INT, index << 2));
      case 8 ->
          target.set(LittleEndian.LONG, count << 3, source.get(LittleEndian.LONG, index << 3));
      default -> MemorySegment.copy(source, index * width, target, count * width, width);
    }
  }

  private void appendItems(DataBlock.Dictionary dictionary, long from, long more) {
    if (!(dictionary.items() instanceof DataBlock.FixedWidth items)) {
      for (long i = from; i < from + more; i++) {
        append(dictionary.items(), Indices.at(dictionary, i), 1);
      }
      return;
    }
    checked(items);
    MemorySegment target = reserve(more);
    for (long i = from; i < from + more; i++) {
      copyOne(items.data(), Indices.at(dictionary, i), target);
      count++;
    }
  }

  private void appendRepeated(DataBlock value, long more) {
    if (more == 0) {
      return;
    }
    MemorySegment target = reserve(more);
    long start = count;
    append(value, 0, 1);
    Repeat.first(target, start * width, width, more);
    count = start + more;
  }

  @Override
  public void appendRows(MemorySegment rows, long offset, long stride, long more) {
    MemorySegment target = reserve(more);
    long at = offset;
    for (long i = 0; i < more; i++, at += stride) {
      MemorySegment.copy(rows, at, target, count * width, width);
      count++;
    }
  }

  @Override
  public void appendNulls(long more) {
    reserve(more).asSlice(count * width, more * width).fill((byte) 0);
    count += more;
  }

  @Override
  public boolean adopt(Bytes values, long more) {
    long bytes = more * width;
    if (count != 0
        || adopted != null
        || bytes < LEAST_ADOPTED
        || bytes > values.length()
        || !usable(values)) {
      return false;
    }
    ArrowBuf slice = values.buffer().slice(values.start(), bytes);
    slice.getReferenceManager().retain();
    adopted = slice;
    count = more;
    return true;
  }

  @Override
  public ArrowBuf allListsValid(long lists) {
    return shared.allListsValid(lists);
  }

  /// Whether a vector can refer to the bytes: what vectors go to expects them aligned, and an
  /// allocator takes over memory of its own family only.
  private boolean usable(Bytes values) {
    BufferAllocator supplier = values.buffer().getReferenceManager().getAllocator();
    return (values.segment().address() & 7) == 0 && supplier.getRoot().equals(allocator.getRoot());
  }

  @Override
  public void load(FieldVector vector, @Nullable ArrowBuf validity, int nullCount) {
    ArrowBuf values = adopted != null ? adopted : data.used(count * width);
    ArrowBuf valid = validity != null ? validity : shared.allValid(count);
    VectorBuilder.loadBuffers(vector, count, nullCount, List.of(valid, values));
  }

  @Override
  public void close() {
    data.close();
    shared.close();
    if (adopted != null) {
      adopted.close();
      adopted = null;
    }
    count = 0;
  }
}
