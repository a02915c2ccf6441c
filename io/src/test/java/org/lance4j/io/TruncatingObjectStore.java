package org.lance4j.io;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.function.Predicate;

/// Shows some objects shorter than they are, as if their end had been lost.
public final class TruncatingObjectStore extends ForwardingObjectStore {
  private final Predicate<Location> which;
  private final long limit;

  /// @param which the objects that are cut
  /// @param limit how many bytes of them remain at most
  public TruncatingObjectStore(ObjectStore store, Predicate<Location> which, long limit) {
    super(store);
    this.which = which;
    this.limit = limit;
  }

  @Override
  public long size(Location location) throws IOException {
    return cut(location, super.size(location));
  }

  private long cut(Location location, long size) {
    return which.test(location) ? Math.min(size, limit) : size;
  }

  @Override
  protected ObjectReader wrap(ObjectReader reader) {
    return new ForwardingReader(reader) {
      @Override
      public long size() {
        return cut(location(), super.size());
      }

      @Override
      public void read(long offset, ByteBuffer target) throws IOException {
        ObjectReader.checkRead(this, offset, target.remaining());
        super.read(offset, target);
      }

      @Override
      public MemorySegment map(long offset, long length, Arena arena) throws IOException {
        ObjectReader.checkRead(this, offset, length);
        return super.map(offset, length, arena);
      }
    };
  }
}
