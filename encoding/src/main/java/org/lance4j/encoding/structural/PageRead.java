package org.lance4j.encoding.structural;

import java.util.List;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.Bytes;

/// One read of some rows of one page: rounds of bytes that it asks for, and then values and levels.
/// Confined.
interface PageRead {
  /// Adds what is needed next to `ranges`; nothing when [#decode] can be called.
  void pending(List<ByteRange> ranges);

  /// What [#pending] added, in its order, from `bytes.get(first)` on.
  void supply(List<Bytes> bytes, int first);

  /// Puts the rows into `sink`, in order.
  void decode(LeafSink sink);
}
