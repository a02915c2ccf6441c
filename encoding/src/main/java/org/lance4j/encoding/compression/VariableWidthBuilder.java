package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.Bytes;
import org.lance4j.format.BatchTooLargeException;
import org.lance4j.format.Bounds;

/// Strings and binaries, with Arrow offsets of 32 or 64 bits, whatever width those of the file
/// have.
final class VariableWidthBuilder implements VectorBuilder {
  private static final int GUESSED_LENGTH = 32;
  private static final int LEAST_DATA = 512;

  private final Field field;
  private final BufferAllocator allocator;
  private final int offsetBits;
  private final SharedBuffer shared;
  private final GrowableBuffer offsets;
  private final GrowableBuffer data;
  private long count;
  private long dataEnd;
  private @Nullable ShortWords shortWords;

  VariableWidthBuilder(Field field, BufferAllocator allocator, int offsetBits, long expected) {
    this.field = field;
    this.allocator = allocator;
    this.offsetBits = offsetBits;
    long offsetBytes = (expected + 1) * (offsetBits >>> 3);
    long guess = Math.max(LEAST_DATA, expected * GUESSED_LENGTH);
    this.shared = new SharedBuffer(allocator, expected, 0, offsetBytes, guess);
    this.offsets = new GrowableBuffer(allocator, shared, SharedBuffer.Part.OFFSETS, offsetBytes);
    this.data = new GrowableBuffer(allocator, shared, SharedBuffer.Part.DATA, 0);
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
    switch (block) {
      case DataBlock.VariableWidth values -> appendPlain(values, from, more);
      case DataBlock.Fsst values -> appendCoded(values, from, more);
      case DataBlock.Dictionary dictionary -> appendItems(dictionary, from, more);
      case DataBlock.Constant constant -> appendRepeated(constant.value(), more);
      case DataBlock.AllNull _ -> appendNulls(more);
      case DataBlock.FixedWidth values -> appendFixed(values, from, more);
      case DataBlock.FixedSizeList _, DataBlock.PackedRows _, DataBlock.Struct _ ->
          throw VectorBuilder.mismatch(field, block);
    }
  }

  /// Room for `more` offsets behind those that there are; the first of all is written.
  private MemorySegment reserveOffsets(long more) {
    long total = VectorBuilder.grown(count, more);
    MemorySegment memory = offsets.reserve((total + 1) * (offsetBits >>> 3));
    if (count == 0) {
      LittleEndian.set(memory, offsetBits, 0, 0);
    }
    return memory;
  }

  private MemorySegment reserveData(long more) {
    if (offsetBits == 32 && more > Integer.MAX_VALUE - dataEnd) {
      throw new BatchTooLargeException(
          "more than "
              + Integer.MAX_VALUE
              + " bytes of strings with 32-bit offsets in one batch: smaller batches are needed");
    }
    return data.reserve(Bounds.add(dataEnd, more, "size of values") + SmallCopies.SLACK);
  }

  private void appendPlain(DataBlock.VariableWidth values, long from, long more) {
    long start = LittleEndian.unsigned(values.offsets(), values.offsetBits(), from);
    long end = LittleEndian.unsigned(values.offsets(), values.offsetBits(), from + more);
    long length = checkedLength(start, end, values.bytes().byteSize());
    MemorySegment target = reserveOffsets(more);
    MemorySegment bytes = reserveData(length);
    SmallCopies.copy(values.bytes(), start, bytes, dataEnd, length);
    if (more == 1) {
      LittleEndian.set(target, offsetBits, count + 1, dataEnd + length);
    } else {
      Offsets.rebase(values, from, more, target, offsetBits, count + 1, dataEnd - start);
    }
    dataEnd += length;
    count += more;
  }

  static long checkedLength(long start, long end, long size) {
    if (start < 0 || end < start || end > size) {
      Bounds.check(false, "value offsets " + start + " to " + end + " in " + size + " bytes");
    }
    return end - start;
  }

  private void appendCoded(DataBlock.Fsst values, long from, long more) {
    DataBlock.VariableWidth coded = values.compressed();
    long at = LittleEndian.unsigned(coded.offsets(), coded.offsetBits(), from);
    long last = LittleEndian.unsigned(coded.offsets(), coded.offsetBits(), from + more);
    long length = checkedLength(at, last, coded.bytes().byteSize());
    MemorySegment target = reserveOffsets(more);
    MemorySegment bytes = data.reserve(Bounds.add(dataEnd, FsstSymbols.room(length), "values"));
    long out = dataEnd;
    for (long i = 1; i <= more; i++) {
      long next = LittleEndian.unsigned(coded.offsets(), coded.offsetBits(), from + i);
      Bounds.check(next >= at && next <= last, "value offsets decrease");
      out = values.symbols().decode(coded.bytes(), at, next, bytes, out);
      LittleEndian.set(target, offsetBits, count + i, out);
      at = next;
    }
    reserveData(out - dataEnd);
    dataEnd = out;
    count += more;
  }

  private void appendItems(DataBlock.Dictionary dictionary, long from, long more) {
    if (dictionary.items() instanceof DataBlock.VariableWidth items
        && items.offsetBits() == 32
        && dictionary.indices().bits() == 32) {
      @Nullable ShortWords known = shortWords(items, more);
      if (known == null) {
        appendWords(dictionary.indices().data(), items, from, more);
      } else {
        appendShortWords(dictionary.indices().data(), known, from, more);
      }
      return;
    }
    for (long i = from; i < from + more; i++) {
      append(dictionary.items(), Indices.at(dictionary, i), 1);
    }
  }

  private @Nullable ShortWords shortWords(DataBlock.VariableWidth items, long values) {
    if (shortWords == null || !shortWords.isOf(items)) {
      shortWords = ShortWords.of(items, values);
    }
    return shortWords;
  }

  private void appendShortWords(MemorySegment indices, ShortWords items, long from, long more) {
    MemorySegment target = reserveOffsets(more);
    MemorySegment bytes = reserveData(more * ShortWords.MAX_LENGTH);
    int known = items.count();
    long end = dataEnd;
    for (long i = from; i < from + more; i++) {
      int item = indices.get(LittleEndian.INT, i << 2);
      Indices.check(item, known);
      end = items.write(item, bytes, end);
      LittleEndian.set(target, offsetBits, ++count, end);
    }
    dataEnd = end;
  }

  /// The dictionaries that writers make: first how long everything is, then the bytes.
  private void appendWords(
      MemorySegment indices, DataBlock.VariableWidth items, long from, long more) {
    MemorySegment ends = items.offsets();
    long size = items.bytes().byteSize();
    long total = 0;
    for (long i = from; i < from + more; i++) {
      int item = indices.get(LittleEndian.INT, i << 2);
      Indices.check(item, items.count());
      int start = ends.get(LittleEndian.INT, (long) item << 2);
      int end = ends.get(LittleEndian.INT, (item + 1L) << 2);
      total += checkedLength(start, end, size);
    }
    MemorySegment target = reserveOffsets(more);
    MemorySegment bytes = reserveData(total);
    for (long i = from; i < from + more; i++) {
      long item = indices.get(LittleEndian.INT, i << 2);
      int start = ends.get(LittleEndian.INT, item << 2);
      int length = ends.get(LittleEndian.INT, (item + 1) << 2) - start;
      SmallCopies.copy(items.bytes(), start, bytes, dataEnd, length);
      dataEnd += length;
      LittleEndian.set(target, offsetBits, ++count, dataEnd);
    }
  }

  /// Binary values that all have one length may come without offsets.
  private void appendFixed(DataBlock.FixedWidth values, long from, long more) {
    if (values.bits() % 8 != 0) {
      throw VectorBuilder.mismatch(field, values);
    }
    long width = (long) values.bits() >>> 3;
    MemorySegment target = reserveOffsets(more);
    MemorySegment bytes = reserveData(Bounds.multiply(width, more, "size of values"));
    MemorySegment.copy(values.data(), from * width, bytes, dataEnd, more * width);
    for (long i = 0; i < more; i++) {
      dataEnd += width;
      LittleEndian.set(target, offsetBits, ++count, dataEnd);
    }
  }

  private void appendRepeated(DataBlock value, long more) {
    if (more == 0) {
      return;
    }
    long start = dataEnd;
    append(value, 0, 1);
    long width = dataEnd - start;
    MemorySegment target = reserveOffsets(more - 1);
    MemorySegment bytes = reserveData(Bounds.multiply(width, more - 1, "size of values"));
    if (width > 0) {
      Repeat.first(bytes, start, width, more);
    }
    for (long i = 1; i < more; i++) {
      dataEnd += width;
      LittleEndian.set(target, offsetBits, ++count, dataEnd);
    }
  }

  @Override
  public void appendRows(MemorySegment rows, long offset, long stride, long more) {
    throw new AssertionError("variable-width values have no plain form");
  }

  @Override
  public void appendNulls(long more) {
    MemorySegment target = reserveOffsets(more);
    for (long i = 0; i < more; i++) {
      LittleEndian.set(target, offsetBits, ++count, dataEnd);
    }
  }

  @Override
  public boolean adopt(Bytes values, long more) {
    return false;
  }

  @Override
  public void load(FieldVector vector, @Nullable ArrowBuf validity, int nullCount) {
    reserveOffsets(0);
    ArrowBuf ends = offsets.used((count + 1) * (offsetBits >>> 3));
    ArrowBuf valid = validity != null ? validity : shared.allValid(count);
    VectorBuilder.loadBuffers(vector, count, nullCount, List.of(valid, ends, data.used(dataEnd)));
  }

  @Override
  public void close() {
    offsets.close();
    data.close();
    shared.close();
    count = 0;
    dataEnd = 0;
  }
}
