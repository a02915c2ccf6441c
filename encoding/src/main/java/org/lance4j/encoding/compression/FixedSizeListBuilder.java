package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.Bytes;
import org.lance4j.format.Bounds;
import org.lance4j.format.CorruptFileException;
import org.lance4j.kernel.BitKernels;

/// Lists of as many items each, the items being any leaf. Validity of the items is collected here,
/// once a block has some.
final class FixedSizeListBuilder implements VectorBuilder {
  private final Field field;
  private final int dimension;
  private final BufferAllocator allocator;
  private final VectorBuilder items;
  private final SharedBuffer shared;
  private final GrowableBuffer validity;
  private boolean hasValidity;
  private long count;

  FixedSizeListBuilder(Field field, int dimension, BufferAllocator allocator, long expected) {
    this.field = field;
    this.dimension = dimension;
    this.allocator = allocator;
    long expectedItems = Math.min(expected * dimension, MAX_COUNT);
    this.items =
        VectorBuilder.of(field.getChildren().getFirst(), allocator, expectedItems, expected);
    long bitmapBytes = (expectedItems + 7) >>> 3;
    this.shared = new SharedBuffer(allocator, 0, 0, 0, bitmapBytes);
    this.validity = new GrowableBuffer(allocator, shared, SharedBuffer.Part.DATA, bitmapBytes);
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
    return items.plainBits() < 0 || items instanceof BitBuilder
        ? -1
        : items.plainBits() * dimension;
  }

  @Override
  public void append(DataBlock block, long from, long more) {
    switch (block) {
      case DataBlock.FixedSizeList lists -> appendLists(lists, from, more);
      case DataBlock.FixedWidth values -> appendPlain(values, from, more);
      case DataBlock.Dictionary dictionary -> {
        for (long i = from; i < from + more; i++) {
          append(dictionary.items(), Indices.at(dictionary, i), 1);
        }
      }
      case DataBlock.Constant constant -> {
        for (long i = 0; i < more; i++) {
          append(constant.value(), 0, 1);
        }
      }
      case DataBlock.AllNull _ -> appendNullItems(more);
      case DataBlock.VariableWidth _,
          DataBlock.Fsst _,
          DataBlock.PackedRows _,
          DataBlock.Struct _ ->
          throw VectorBuilder.mismatch(field, block);
    }
  }

  /// Lists of nulls: releases before 11.0 say of their items only that there are none.
  private void appendNullItems(long more) {
    if (!field.getChildren().getFirst().isNullable()) {
      appendNulls(more);
      return;
    }
    long itemCount = Bounds.multiply(more, dimension, "number of list items");
    VectorBuilder.grown(items.count(), itemCount);
    BitKernels.fill(reserveValidity(itemCount), items.count(), itemCount, false);
    items.appendNulls(itemCount);
    count += more;
  }

  private void appendLists(DataBlock.FixedSizeList lists, long from, long more) {
    if (lists.dimension() != dimension) {
      throw new CorruptFileException(
          "lists of " + lists.dimension() + " items where the type has " + dimension);
    }
    long first = from * dimension;
    long itemCount = Bounds.multiply(more, dimension, "number of list items");
    VectorBuilder.grown(items.count(), itemCount);
    if (lists.validity() != null) {
      MemorySegment bits = reserveValidity(itemCount);
      BitKernels.copyBits(lists.validity(), first, bits, items.count(), itemCount);
    } else if (hasValidity) {
      BitKernels.fill(reserveValidity(itemCount), items.count(), itemCount, true);
    }
    items.append(lists.items(), first, itemCount);
    count += more;
  }

  /// Room for the validity of `more` items; those that came before any had validity are valid.
  private MemorySegment reserveValidity(long more) {
    MemorySegment bits = validity.reserve((items.count() + more + 7) >>> 3);
    if (!hasValidity) {
      hasValidity = true;
      BitKernels.fill(bits, 0, items.count(), true);
    }
    return bits;
  }

  private void markValid(long moreItems) {
    VectorBuilder.grown(items.count(), moreItems);
    if (hasValidity) {
      BitKernels.fill(reserveValidity(moreItems), items.count(), moreItems, true);
    }
  }

  /// A list as one wide value.
  private void appendPlain(DataBlock.FixedWidth values, long from, long more) {
    if (items instanceof BitBuilder && values.bits() == dimension) {
      markValid(more * dimension);
      items.append(bits(values), from * dimension, more * dimension);
      count += more;
    } else if (values.bits() == plainBits()) {
      long width = (long) values.bits() >>> 3;
      appendRows(values.data(), from * width, width, more);
    } else {
      throw VectorBuilder.mismatch(field, values);
    }
  }

  private static DataBlock bits(DataBlock.FixedWidth values) {
    return new DataBlock.FixedWidth(1, values.count() * values.bits(), values.data());
  }

  @Override
  public void appendRows(MemorySegment rows, long offset, long stride, long more) {
    long itemBytes = items.plainBits() >>> 3;
    markValid(Bounds.multiply(more, dimension, "number of list items"));
    long at = offset;
    for (long i = 0; i < more; i++, at += stride) {
      items.appendRows(rows, at, itemBytes, dimension);
    }
    count += more;
  }

  @Override
  public void appendNulls(long more) {
    long itemCount = Bounds.multiply(more, dimension, "number of list items");
    markValid(itemCount);
    items.appendNulls(itemCount);
    count += more;
  }

  @Override
  public boolean adopt(Bytes values, long more) {
    if (count != 0 || !items.adopt(values, Bounds.multiply(more, dimension, "list items"))) {
      return false;
    }
    count = more;
    return true;
  }

  @Override
  public void load(FieldVector vector, @Nullable ArrowBuf listValidity, int nullCount) {
    ArrowBuf valid = listValidity != null ? listValidity : items.allListsValid(count);
    VectorBuilder.loadBuffers(vector, count, nullCount, List.of(valid));
    FieldVector itemVector =
        VectorBuilder.storage(((FixedSizeListVector) vector).getChildrenFromFields().getFirst());
    if (hasValidity) {
      long nulls = items.count() - BitKernels.count(validity.segment(), 0, items.count());
      ArrowBuf bits = validity.used((items.count() + 7) >>> 3);
      items.load(itemVector, nulls == 0 ? null : bits, (int) nulls);
    } else {
      items.load(itemVector, null, 0);
    }
  }

  @Override
  public void close() {
    items.close();
    validity.close();
    shared.close();
    hasValidity = false;
    count = 0;
  }
}
