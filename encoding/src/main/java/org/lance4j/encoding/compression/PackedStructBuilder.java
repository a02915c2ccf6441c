package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.Bytes;
import org.lance4j.format.CorruptFileException;

/// A struct whose fields all come from one column; also the struct without fields.
final class PackedStructBuilder implements VectorBuilder {
  private final Field field;
  private final BufferAllocator allocator;
  private final List<VectorBuilder> fields;
  private long count;

  PackedStructBuilder(Field field, BufferAllocator allocator, long expected) {
    this.field = field;
    this.allocator = allocator;
    this.fields = field.getChildren().stream().map(c -> builder(c, allocator, expected)).toList();
  }

  /// Lists cannot be packed, but structs with lists are stored where all of them are null.
  private static VectorBuilder builder(Field child, BufferAllocator allocator, long expected) {
    return switch (child.getType()) {
      case ArrowType.List _, ArrowType.LargeList _, ArrowType.Map _ ->
          new NullBuilder(child, allocator);
      default -> VectorBuilder.of(child, allocator, expected);
    };
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
    long bits = 0;
    for (VectorBuilder child : fields) {
      if (child.plainBits() < 0) {
        return -1;
      }
      bits += child.plainBits();
    }
    return bits;
  }

  @Override
  public void append(DataBlock block, long from, long more) {
    switch (block) {
      case DataBlock.PackedRows rows -> appendPacked(rows, from, more);
      case DataBlock.Struct struct -> appendFields(struct, from, more);
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
      case DataBlock.AllNull _ -> appendNulls(more);
      case DataBlock.VariableWidth _, DataBlock.Fsst _, DataBlock.FixedSizeList _ ->
          throw VectorBuilder.mismatch(field, block);
    }
  }

  private void checkFields(int stored) {
    if (stored != fields.size()) {
      throw new CorruptFileException(
          "packed struct of " + stored + " fields where the type has " + fields.size());
    }
  }

  private void appendPacked(DataBlock.PackedRows rows, long from, long more) {
    int[] bits = rows.bits();
    checkFields(bits.length);
    for (int i = 0; i < bits.length; i++) {
      if (bits[i] != fields.get(i).plainBits()) {
        throw new CorruptFileException(
            "packed field of " + bits[i] + " bits for " + fields.get(i).field().getType());
      }
    }
    long stride = plainBits() >>> 3;
    appendRows(rows.rows(), from * stride, stride, more);
  }

  private void appendPlain(DataBlock.FixedWidth values, long from, long more) {
    if (values.bits() != plainBits()) {
      throw VectorBuilder.mismatch(field, values);
    }
    long stride = (long) values.bits() >>> 3;
    appendRows(values.data(), from * stride, stride, more);
  }

  private void appendFields(DataBlock.Struct struct, long from, long more) {
    checkFields(struct.fields().size());
    for (int i = 0; i < fields.size(); i++) {
      fields.get(i).append(struct.fields().get(i), from, more);
    }
    count += more;
  }

  @Override
  public void appendRows(MemorySegment rows, long offset, long stride, long more) {
    long at = offset;
    for (VectorBuilder child : fields) {
      child.appendRows(rows, at, stride, more);
      at += child.plainBits() >>> 3;
    }
    count += more;
  }

  @Override
  public void appendNulls(long more) {
    fields.forEach(child -> child.appendNulls(more));
    count = VectorBuilder.grown(count, more);
  }

  @Override
  public boolean adopt(Bytes values, long more) {
    return false;
  }

  @Override
  public void load(FieldVector vector, @Nullable ArrowBuf validity, int nullCount) {
    ArrowBuf valid = validity != null ? validity : allocator.getEmpty();
    VectorBuilder.loadBuffers(vector, count, nullCount, List.of(valid));
    List<FieldVector> children = vector.getChildrenFromFields();
    for (int i = 0; i < fields.size(); i++) {
      fields.get(i).load(VectorBuilder.storage(children.get(i)), null, 0);
    }
  }

  @Override
  public void close() {
    fields.forEach(VectorBuilder::close);
    count = 0;
  }
}
