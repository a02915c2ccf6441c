package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;
import org.lance4j.format.BatchTooLargeException;
import org.lance4j.format.Bounds;

/// Memory that grows by doubling: a part of a [SharedBuffer] while it is small, an Arrow buffer of
/// its own afterwards. Confined.
final class GrowableBuffer implements AutoCloseable {
  /// The most that is allocated before there is anything to put in.
  private static final long MAX_FIRST = 16L << 20;

  private final BufferAllocator allocator;
  private final SharedBuffer shared;
  private final SharedBuffer.Part part;
  private final long expectedBytes;
  private boolean started;
  private @Nullable ArrowBuf buffer;
  private MemorySegment segment = MemorySegment.NULL;

  /// @param expectedBytes what the first allocation of an own buffer asks for at least, up to 16
  ///   MiB
  GrowableBuffer(
      BufferAllocator allocator, SharedBuffer shared, SharedBuffer.Part part, long expectedBytes) {
    this.allocator = allocator;
    this.shared = shared;
    this.part = part;
    this.expectedBytes = Math.min(expectedBytes, MAX_FIRST);
  }

  /// The buffer's memory, at least `bytes` long; what was in it is kept. Valid until the next
  /// reservation.
  MemorySegment reserve(long bytes) {
    return bytes <= segment.byteSize() ? segment : grow(bytes);
  }

  private MemorySegment grow(long bytes) {
    if (!started) {
      started = true;
      segment = shared.memory(part);
      if (bytes <= segment.byteSize()) {
        return segment;
      }
    }
    if (bytes > Bounds.MAX_BUFFER) {
      throw new BatchTooLargeException(
          "more than "
              + Bounds.MAX_BUFFER
              + " bytes of a column in one batch: smaller batches are needed");
    }
    long wanted = Math.max(bytes, Math.max(expectedBytes, 2 * segment.byteSize()));
    ArrowBuf next = allocator.buffer(Math.min(wanted, Bounds.MAX_BUFFER));
    MemorySegment memory =
        MemorySegment.ofBuffer(
            next.nioBuffer(0, (int) Math.min(next.capacity(), Bounds.MAX_BUFFER)));
    MemorySegment.copy(segment, 0, memory, 0, segment.byteSize());
    if (buffer != null) {
      buffer.close();
    }
    buffer = next;
    segment = memory;
    return memory;
  }

  MemorySegment segment() {
    return segment;
  }

  /// The first `bytes`, borrowed: still this one's to close.
  ArrowBuf used(long bytes) {
    if (buffer == null) {
      return shared.slice(part, bytes);
    }
    buffer.writerIndex(bytes);
    return buffer;
  }

  @Override
  public void close() {
    if (buffer != null) {
      buffer.close();
      buffer = null;
    }
    segment = MemorySegment.NULL;
    started = false;
  }
}
