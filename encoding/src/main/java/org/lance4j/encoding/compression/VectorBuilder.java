package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ExtensionTypeVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;
import org.lance4j.format.BatchTooLargeException;
import org.lance4j.format.CorruptFileException;

/// What the builders of nested leaves need of the builders of their parts.
sealed interface VectorBuilder extends LeafBuilder
    permits FixedWidthBuilder,
        BitBuilder,
        VariableWidthBuilder,
        FixedSizeListBuilder,
        PackedStructBuilder,
        NullBuilder {
  /// The most bytes and values that one vector holds.
  long MAX_COUNT = Integer.MAX_VALUE - 64;

  static VectorBuilder of(Field field, BufferAllocator allocator, long expected) {
    return of(field, allocator, expected, 0);
  }

  /// @param lists how many lists are expected around the values
  static VectorBuilder of(Field field, BufferAllocator allocator, long expected, long lists) {
    long hint = Math.max(0, Math.min(expected, MAX_COUNT));
    ArrowType type =
        field.getType() instanceof ArrowType.ExtensionType extension
            ? extension.storageType()
            : field.getType();
    return switch (type) {
      case ArrowType.Null _ -> new NullBuilder(field, allocator);
      case ArrowType.Bool _ -> new BitBuilder(field, allocator, hint);
      case ArrowType.Utf8 _ -> new VariableWidthBuilder(field, allocator, 32, hint);
      case ArrowType.Binary _ -> new VariableWidthBuilder(field, allocator, 32, hint);
      case ArrowType.LargeUtf8 _ -> new VariableWidthBuilder(field, allocator, 64, hint);
      case ArrowType.LargeBinary _ -> new VariableWidthBuilder(field, allocator, 64, hint);
      case ArrowType.FixedSizeList list ->
          new FixedSizeListBuilder(field, list.getListSize(), allocator, hint);
      case ArrowType.Struct _ -> new PackedStructBuilder(field, allocator, hint);
      default -> new FixedWidthBuilder(field, FixedWidths.bytes(type), allocator, hint, lists);
    };
  }

  /// Bits of one value where it lies among others in a row, or -1 when that is not fixed.
  long plainBits();

  /// Values of [#plainBits] bits that lie `stride` bytes apart, the first one at `offset`.
  void appendRows(MemorySegment rows, long offset, long stride, long count);

  /// Puts what was collected into a vector of the field.
  ///
  /// @param validity borrowed
  void load(FieldVector vector, @Nullable ArrowBuf validity, int nullCount);

  BufferAllocator allocator();

  /// Validity of as many valid lists around the values, borrowed; empty where there is no room.
  default ArrowBuf allListsValid(long lists) {
    return allocator().getEmpty();
  }

  @Override
  default FieldVector finish(@Nullable ArrowBuf validity, int nullCount) {
    FieldVector vector = field().createVector(allocator());
    boolean done = false;
    try {
      load(storage(vector), validity, nullCount);
      done = true;
      return vector;
    } finally {
      if (validity != null) {
        validity.close();
      }
      close();
      if (!done) {
        vector.close();
      }
    }
  }

  /// The vector that holds the values of an extension vector, else the vector itself.
  static FieldVector storage(FieldVector vector) {
    if (vector instanceof ExtensionTypeVector<?> extension) {
      return extension.getUnderlyingVector();
    }
    return vector;
  }

  static void loadBuffers(FieldVector vector, long count, int nullCount, List<ArrowBuf> buffers) {
    vector.loadFieldBuffers(new ArrowFieldNode(Math.toIntExact(count), nullCount), buffers);
  }

  /// `a + b` values, while they fit a vector.
  static long grown(long collected, long more) {
    if (more > MAX_COUNT - collected) {
      throw new BatchTooLargeException(
          "more than " + MAX_COUNT + " values in one batch: smaller batches are needed");
    }
    return collected + more;
  }

  static CorruptFileException mismatch(Field field, DataBlock block) {
    return new CorruptFileException(
        "values of type " + field.getType() + " are stored as " + describe(block));
  }

  private static String describe(DataBlock block) {
    return switch (block) {
      case DataBlock.FixedWidth fixed -> "plain values of " + fixed.bits() + " bits";
      case DataBlock.VariableWidth _ -> "variable-width values";
      case DataBlock.Fsst _ -> "FSST values";
      case DataBlock.FixedSizeList list -> "lists of " + list.dimension();
      case DataBlock.PackedRows _ -> "packed rows";
      case DataBlock.Struct struct -> "structs of " + struct.fields().size() + " fields";
      case DataBlock.Dictionary dictionary -> "a dictionary of " + describe(dictionary.items());
      case DataBlock.Constant constant -> "one of " + describe(constant.value());
      case DataBlock.AllNull _ -> "nulls";
    };
  }
}
