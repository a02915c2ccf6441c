package org.lance4j.encoding.compression;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/// Slabs of native memory that wait for their next use. Thread-safe, bounded.
final class ScratchPool {
  static final long ALIGNMENT = 64;

  /// What a slab of the pool holds: the decoded values of any usual chunk.
  static final long SLAB = 512 * 1024;

  /// The pool of the process. It holds memory and no data: who takes a slab finds undefined
  /// contents.
  static final ScratchPool SHARED = new ScratchPool(32);

  private final ArrayBlockingQueue<MemorySegment> slabs;

  ScratchPool(int capacity) {
    this.slabs = new ArrayBlockingQueue<>(capacity);
  }

  MemorySegment take() {
    @Nullable MemorySegment slab = slabs.poll();
    return slab != null ? slab : Arena.ofAuto().allocate(SLAB, ALIGNMENT);
  }

  /// When the pool is full the slab is left to the garbage collector.
  void give(MemorySegment slab) {
    slabs.offer(slab);
  }
}
