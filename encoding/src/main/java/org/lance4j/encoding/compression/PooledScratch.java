package org.lance4j.encoding.compression;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lance4j.format.Bounds;

/// A slab of the pool that is handed out from front to back; what does not fit has memory of its
/// own, freed when the scratch is reset.
final class PooledScratch implements Scratch {
  private final ScratchPool pool;
  private final List<Arena> large = new ArrayList<>(0);
  private @Nullable MemorySegment slab;
  private long used;
  private boolean closed;

  PooledScratch(ScratchPool pool) {
    this.pool = pool;
  }

  @Override
  public MemorySegment allocate(long bytes) {
    if (closed) {
      throw new IllegalStateException("scratch memory is closed");
    }
    Bounds.atMost(bytes, Bounds.MAX_BUFFER, "size of decoded values");
    MemorySegment memory = slab;
    if (memory == null) {
      memory = pool.take();
      slab = memory;
    }
    if (bytes > memory.byteSize() - used) {
      return allocateLarge(bytes);
    }
    MemorySegment part = memory.asSlice(used, bytes);
    used = Math.min(memory.byteSize(), (used + bytes + 63) & -ScratchPool.ALIGNMENT);
    return part;
  }

  /// Shared, not confined: a scratch may wander from thread to thread, though it serves one at a
  /// time.
  private MemorySegment allocateLarge(long bytes) {
    Arena arena = Arena.ofShared();
    large.add(arena);
    return arena.allocate(bytes, ScratchPool.ALIGNMENT);
  }

  @Override
  public void reset() {
    used = 0;
    if (!large.isEmpty()) {
      large.forEach(Arena::close);
      large.clear();
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    reset();
    if (slab != null) {
      pool.give(slab);
      slab = null;
    }
  }
}
