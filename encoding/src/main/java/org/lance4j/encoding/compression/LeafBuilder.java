package org.lance4j.encoding.compression;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.Bytes;

/// Collects the values of one leaf field, in order, and gives them as an Arrow vector. Confined.
///
/// A leaf is what owns one column: a primitive, string or binary, a fixed-size list of primitives
/// (nested ones too), a packed struct, a dictionary.
public interface LeafBuilder extends AutoCloseable {
  Field field();

  long count();

  /// Values `[from, from + count)` of the block.
  void append(DataBlock block, long from, long count);

  /// Slots whose contents do not matter: zeros, empty strings.
  void appendNulls(long count);

  /// Takes `count` plain fixed-width values without copying, when that can be (nothing collected
  /// yet, whole bytes).
  ///
  /// @return false when it cannot be: append them then
  boolean adopt(Bytes values, long count);

  /// The collected values as a vector, the caller's to close.
  ///
  /// @param validity bit i for value i; ownership moves here; null when all are valid
  /// @param nullCount how many are not valid
  FieldVector finish(@Nullable ArrowBuf validity, int nullCount);

  /// Gives back what was collected, when [#finish] was not reached. Idempotent.
  @Override
  void close();
}
