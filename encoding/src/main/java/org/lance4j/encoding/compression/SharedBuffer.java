package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;
import org.lance4j.kernel.BitKernels;

/// One small Arrow buffer in place of the two or three that a leaf has: an allocation costs 0.2 us
/// and more, which is most of what a read of one row costs. A leaf that is expected to be larger,
/// or becomes so, has buffers of its own. Confined.
///
/// ```
/// validity, all ones | more of that, for the list around | offsets, if any | data, to the end
/// ```
final class SharedBuffer implements AutoCloseable {
  private static final long MOST = 16 * 1024;

  private final BufferAllocator allocator;
  private final long spareStart;
  private final long offsetsStart;
  private final long dataStart;
  private final long end;
  private @Nullable ArrowBuf buffer;
  private MemorySegment segment = MemorySegment.NULL;

  /// A part of the buffer.
  enum Part {
    VALIDITY,
    SPARE,
    OFFSETS,
    DATA
  }

  /// @param expected values
  /// @param spare lists around the values that may want their validity here
  SharedBuffer(
      BufferAllocator allocator, long expected, long spare, long offsetBytes, long dataBytes) {
    this.allocator = allocator;
    this.spareStart = aligned((expected + 7) >>> 3);
    this.offsetsStart = spareStart + aligned((spare + 7) >>> 3);
    this.dataStart = offsetsStart + aligned(offsetBytes);
    this.end = dataStart + aligned(dataBytes);
  }

  private static long aligned(long bytes) {
    return (bytes + 7) & -8;
  }

  /// The memory of a part, empty when everything together would not be small.
  MemorySegment memory(Part part) {
    if (end > MOST || end < 0) {
      return MemorySegment.NULL;
    }
    if (buffer == null) {
      buffer = allocator.buffer(end);
      segment = MemorySegment.ofBuffer(buffer.nioBuffer(0, (int) buffer.capacity()));
    }
    return segment.asSlice(start(part), length(part));
  }

  private long start(Part part) {
    return switch (part) {
      case VALIDITY -> 0;
      case SPARE -> spareStart;
      case OFFSETS -> offsetsStart;
      case DATA -> dataStart;
    };
  }

  private long length(Part part) {
    return switch (part) {
      case VALIDITY -> spareStart;
      case SPARE -> offsetsStart - spareStart;
      case OFFSETS -> dataStart - offsetsStart;
      case DATA -> segment.byteSize() - dataStart;
    };
  }

  /// The first `bytes` of a part, borrowed.
  ArrowBuf slice(Part part, long bytes) {
    return buffer == null ? allocator.getEmpty() : buffer.slice(start(part), bytes);
  }

  /// Validity of `count` valid values, borrowed; empty when there is no room for it here.
  ArrowBuf allValid(long count) {
    return ones(Part.VALIDITY, count);
  }

  /// The same for lists around the values.
  ArrowBuf allListsValid(long count) {
    return ones(Part.SPARE, count);
  }

  private ArrowBuf ones(Part part, long count) {
    if (buffer == null || count > 8 * length(part)) {
      return allocator.getEmpty();
    }
    BitKernels.fill(segment, 8 * start(part), count, true);
    return slice(part, (count + 7) >>> 3);
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
