package org.lance4j.encoding.compression;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.Bytes;

/// Collects the values of one leaf field, in order, and gives them as an Arrow vector. Confined.
///
/// A leaf is what owns one column: a primitive, string or binary, a fixed-size list of primitives
/// (nested ones too), a packed struct, a null column. Dictionary blocks are collected as the values
/// that they stand for.
public sealed interface LeafBuilder extends AutoCloseable permits VectorBuilder {
  /// @param field the vector that is wanted
  /// @param allocator where its memory comes from
  /// @param expected how many values will come: a hint for the first allocation, not trusted with
  ///   more than that
  /// @throws org.lance4j.format.UnsupportedFeatureException for types that Lance does not store
  static LeafBuilder of(Field field, BufferAllocator allocator, long expected) {
    return VectorBuilder.of(field, allocator, expected);
  }

  Field field();

  long count();

  /// Values `[from, from + count)` of the block, which must exist.
  ///
  /// @throws org.lance4j.format.CorruptFileException when the block cannot be values of the field
  void append(DataBlock block, long from, long count);

  /// Slots whose contents do not matter: zeros, empty strings.
  void appendNulls(long count);

  /// Takes `count` plain fixed-width values without copying, when that can be (nothing collected
  /// yet, whole bytes, aligned). The bytes stay the supplier's too: they are retained here.
  ///
  /// @return false when it cannot be: append them then
  boolean adopt(Bytes values, long count);

  /// The collected values as a vector, the caller's to close. Nothing is collected any more then.
  ///
  /// @param validity bit i for value i; ownership moves here; null when all are valid
  /// @param nullCount how many are not valid
  FieldVector finish(@Nullable ArrowBuf validity, int nullCount);

  /// Gives back what was collected, when [#finish] was not reached. Idempotent.
  @Override
  void close();
}
