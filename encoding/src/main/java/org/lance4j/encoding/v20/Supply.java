package org.lance4j.encoding.v20;

import java.util.List;
import org.lance4j.encoding.Bytes;

/// The bytes of one round, handed out in the order in which they were asked for.
final class Supply {
  private final List<Bytes> bytes;
  private int next;

  Supply(List<Bytes> bytes) {
    this.bytes = bytes;
  }

  Bytes take() {
    return bytes.get(next++);
  }

  /// The next `count`, as a view.
  List<Bytes> take(int count) {
    next += count;
    return bytes.subList(next - count, next);
  }
}
