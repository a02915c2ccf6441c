package org.lance4j.encoding.structural;

import java.util.Objects;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/// Collects the validity of slots, bit i for slot i. Memory is taken when the first null is met.
/// Confined.
final class ValidityBuilder implements AutoCloseable {
  private final BufferAllocator allocator;
  private final int expected;
  private @Nullable ArrowBuf bits;

  /// The last bits, which are not in the buffer yet: `count % 64` of them.
  private long word;

  private int count;
  private int nullCount;

  /// @param expected how many slots there will probably be
  ValidityBuilder(BufferAllocator allocator, int expected) {
    this.allocator = allocator;
    this.expected = expected;
  }

  int count() {
    return count;
  }

  int nullCount() {
    return nullCount;
  }

  void append(boolean valid) {
    if (bits == null) {
      if (valid) {
        count = Math.addExact(count, 1);
        return;
      }
      start();
    }
    if (valid) {
      word |= 1L << count;
    } else {
      nullCount++;
    }
    count = Math.addExact(count, 1);
    if ((count & 63) == 0) {
      flush();
    }
  }

  void appendValid(int n) {
    if (bits == null) {
      count = Math.addExact(count, n);
    } else {
      appendRun(n, -1L);
    }
  }

  void appendNulls(int n) {
    if (n > 0) {
      if (bits == null) {
        start();
      }
      nullCount += n;
      appendRun(n, 0);
    }
  }

  /// One slot for each of `levels[from, to)`, valid where the level is at most `valid`.
  void appendLevels(short[] levels, int from, int to, int valid) {
    int i = from;
    if (bits == null) {
      while (i < to && Short.toUnsignedInt(levels[i]) <= valid) {
        i++;
      }
      appendValid(i - from);
    }
    for (; to - i >= 64; i += 64) {
      appendBits(pack(levels, i, 64, valid), 64);
    }
    appendBits(pack(levels, i, to - i, valid), to - i);
  }

  private static long pack(short[] levels, int from, int n, int valid) {
    long packed = 0;
    for (int k = 0; k < n; k++) {
      int isValid = (Short.toUnsignedInt(levels[from + k]) - valid - 1) >>> 31;
      packed |= (long) isValid << k;
    }
    return packed;
  }

  /// The `n` lowest bits of `packed`, at most 64; the others must be 0.
  void appendBits(long packed, int n) {
    if (n == 0) {
      return;
    }
    int valid = Long.bitCount(packed);
    if (bits == null) {
      if (valid == n) {
        count = Math.addExact(count, n);
        return;
      }
      start();
    }
    nullCount += n - valid;
    int used = count & 63;
    word |= packed << used;
    count = Math.addExact(count, n);
    if (used + n >= 64) {
      flush();
      word = used == 0 ? 0 : packed >>> (64 - used);
    }
  }

  private void appendRun(int n, long ones) {
    int left = n;
    while (left > 0) {
      int used = count & 63;
      int take = Math.min(left, 64 - used);
      long mask = (take == 64 ? -1L : (1L << take) - 1) << used;
      word |= mask & ones;
      count = Math.addExact(count, take);
      left -= take;
      if ((count & 63) == 0) {
        flush();
      }
    }
  }

  private void flush() {
    ArrowBuf buffer = room();
    buffer.setLong((count >> 6 << 3) - 8L, word);
    word = 0;
  }

  private void start() {
    ArrowBuf buffer = allocator.buffer(bytes(Math.max(expected, count + 1)));
    bits = buffer;
    long full = count >> 6;
    for (long i = 0; i < full; i++) {
      buffer.setLong(i * 8, -1L);
    }
    word = (1L << (count & 63)) - 1;
  }

  /// The buffer, with room for `count` bits.
  private ArrowBuf room() {
    ArrowBuf buffer = Objects.requireNonNull(bits);
    if (buffer.capacity() < bytes(count)) {
      ArrowBuf larger = allocator.buffer(Math.max(bytes(count), buffer.capacity() * 2));
      larger.setBytes(0, buffer, 0, buffer.capacity());
      buffer.close();
      bits = larger;
      return larger;
    }
    return buffer;
  }

  private static long bytes(int slots) {
    return (slots + 63L) / 64 * 8;
  }

  /// The bits, the caller's to close; null when all slots are valid.
  @Nullable ArrowBuf build() {
    if (bits == null) {
      return null;
    }
    ArrowBuf buffer = room();
    if ((count & 63) != 0) {
      buffer.setLong((long) (count >> 6) << 3, word);
    }
    buffer.writerIndex(bytes(count));
    bits = null;
    return buffer;
  }

  @Override
  public void close() {
    if (bits != null) {
      bits.close();
      bits = null;
    }
  }
}
