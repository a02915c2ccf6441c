package org.lance4j.encoding.compression;

import java.util.concurrent.ArrayBlockingQueue;

/// Bounded pools of things that are expensive to make.
final class Pools {
  private Pools() {}

  /// @return false when the pool is full: the thing is the caller's to dispose of
  static <T> boolean giveBack(ArrayBlockingQueue<T> pool, T thing) {
    return pool.offer(thing);
  }
}
