package org.lance4j.encoding;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Field;

/// Reads rows of one projected field out of one file, whatever columns and pages it is spread over.
///
/// Immutable and thread-safe; holds parsed page descriptions but no bytes of pages (those are in
/// the [PageCache]).
public interface ColumnReader {
  /// What the vectors will be.
  Field field();

  /// Starts to read `rows`. Does no work that grows with the number of rows before the first
  /// [ColumnRead#pending].
  ///
  /// @param allocator where the resulting vector's memory comes from; the caller's
  ColumnRead read(RowRanges rows, BufferAllocator allocator);
}
