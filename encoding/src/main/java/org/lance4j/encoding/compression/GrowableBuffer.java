package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;
import org.lance4j.format.Bounds;
import org.lance4j.format.UnsupportedFeatureException;

/// An Arrow buffer that grows by doubling. Confined.
final class GrowableBuffer implements AutoCloseable {
  /// The most that is allocated before there is anything to put in.
  private static final long MAX_FIRST = 16L << 20;

  private final BufferAllocator allocator;
  private final long expectedBytes;
  private @Nullable ArrowBuf buffer;
  private MemorySegment segment = MemorySegment.NULL;

  /// @param expectedBytes what the first allocation asks for at least, up to 16 MiB
  GrowableBuffer(BufferAllocator allocator, long expectedBytes) {
    this.allocator = allocator;
    this.expectedBytes = Math.min(expectedBytes, MAX_FIRST);
  }

  /// The buffer's memory, at least `bytes` long; what was in it is kept. Valid until the next
  /// reservation.
  MemorySegment reserve(long bytes) {
    return bytes <= segment.byteSize() ? segment : grow(bytes);
  }

  private MemorySegment grow(long bytes) {
    if (bytes > Bounds.MAX_BUFFER) {
      throw new UnsupportedFeatureException(
          "more than "
              + Bounds.MAX_BUFFER
              + " bytes of a column in one batch: smaller batches are"
              + " needed");
    }
    long wanted = Math.max(bytes, Math.max(expectedBytes, 2 * segment.byteSize()));
    ArrowBuf next = allocator.buffer(Math.min(wanted, Bounds.MAX_BUFFER));
    MemorySegment memory =
        MemorySegment.ofBuffer(
            next.nioBuffer(0, (int) Math.min(next.capacity(), Bounds.MAX_BUFFER)));
    MemorySegment.copy(segment, 0, memory, 0, segment.byteSize());
    close();
    buffer = next;
    segment = memory;
    return memory;
  }

  MemorySegment segment() {
    return segment;
  }

  /// The buffer with `bytes` of it used, borrowed: still this one's to close.
  ArrowBuf used(long bytes) {
    if (buffer == null) {
      return allocator.getEmpty();
    }
    buffer.writerIndex(bytes);
    return buffer;
  }

  @Override
  public void close() {
    if (buffer != null) {
      buffer.close();
      buffer = null;
      segment = MemorySegment.NULL;
    }
  }
}
