package org.lance4j.encoding;

import java.lang.foreign.MemorySegment;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;
import org.lance4j.format.Bounds;
import org.lance4j.kernel.BitKernels;

/// Collects the validity of a known number of slots from runs of bits, bit i for slot i. Memory is
/// taken when the first null is met. Confined.
public final class ValidityBits implements AutoCloseable {
  private final BufferAllocator allocator;
  private final int slots;
  private @Nullable ArrowBuf buffer;
  private MemorySegment bits = MemorySegment.NULL;
  private int count;
  private int nullCount;

  /// @param slots how many there will be at most
  public ValidityBits(BufferAllocator allocator, int slots) {
    this.allocator = allocator;
    this.slots = slots;
  }

  public int nullCount() {
    return nullCount;
  }

  /// Appends the bits `[from, from + more)`.
  public void append(MemorySegment validity, long from, long more) {
    int n = checked(more);
    int nulls = n - (int) BitKernels.count(validity, from, n);
    if (nulls > 0) {
      BitKernels.copyBits(validity, from, started(), count, n);
      nullCount += nulls;
      count += n;
    } else {
      appendValid(n);
    }
  }

  public void appendValid(long more) {
    int n = checked(more);
    if (buffer != null) {
      BitKernels.fill(bits, count, n, true);
    }
    count += n;
  }

  public void appendNulls(long more) {
    int n = checked(more);
    if (n > 0) {
      BitKernels.fill(started(), count, n, false);
      nullCount += n;
      count += n;
    }
  }

  private int checked(long more) {
    return Bounds.toInt(more, (long) slots - count, "number of slots");
  }

  private MemorySegment started() {
    if (buffer == null) {
      ArrowBuf memory = allocator.buffer((slots + 63L) / 64 * 8);
      buffer = memory;
      bits = MemorySegment.ofBuffer(memory.nioBuffer(0, (int) memory.capacity()));
      BitKernels.fill(bits, 0, count, true);
    }
    return bits;
  }

  /// The bits, the caller's to close; null when all slots are valid.
  public @Nullable ArrowBuf build() {
    ArrowBuf built = buffer;
    if (built != null) {
      built.writerIndex((count + 7L) / 8);
      buffer = null;
      bits = MemorySegment.NULL;
    }
    return built;
  }

  /// Gives back what was not built. Idempotent.
  @Override
  public void close() {
    if (buffer != null) {
      buffer.close();
      buffer = null;
      bits = MemorySegment.NULL;
    }
  }
}
