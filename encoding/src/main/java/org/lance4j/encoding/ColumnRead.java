package org.lance4j.encoding;

import java.util.List;
import org.apache.arrow.vector.FieldVector;

/// One read of some rows: rounds of bytes that it asks for, and then a vector.
///
/// The reader does no I/O: its caller joins what all columns of a file ask for in one round into
/// few requests.
///
/// ```
/// while (!(ranges = read.pending()).isEmpty()) read.supply(bytes of ranges);
/// vector = read.finish();
/// ```
///
/// Fixed-width columns take one round, variable-width ones two (positions, then values), each one
/// more where a page's chunk table or dictionary is not cached yet. Confined to one thread at a
/// time.
public interface ColumnRead extends AutoCloseable {
  /// The bytes that are needed next, in any order, possibly overlapping; empty when [#finish] can
  /// be called. Asking twice gives the same answer.
  List<ByteRange> pending();

  /// The bytes of [#pending], in its order. They stay valid until [#close].
  void supply(List<Bytes> bytes);

  /// The rows as a vector, in the order of the ranges. The caller's to close.
  FieldVector finish();

  /// Gives back all that is held. Idempotent.
  @Override
  void close();
}
