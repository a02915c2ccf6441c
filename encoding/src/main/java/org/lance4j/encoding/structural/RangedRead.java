package org.lance4j.encoding.structural;

/// A read whose ranges can be decoded one by one.
interface RangedRead extends PageRead {
  /// Puts the rows of range `range` into `sink`; ranges go in order.
  void decode(int range, LeafSink sink);

  /// How many ranges there are.
  int rangeCount();

  @Override
  default void decode(LeafSink sink) {
    for (int i = 0; i < rangeCount(); i++) {
      decode(i, sink);
    }
  }
}
