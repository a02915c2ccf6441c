package org.lance4j.file;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.ForeignAllocation;
import org.jspecify.annotations.Nullable;
import org.lance4j.io.ObjectReader;

/// The mapping of one file, made when it is first needed, if it is to be mapped at all.
/// Thread-safe. The mapping ends when nothing refers to it any more, so a vector that shows mapped
/// bytes may outlive the reader of the file.
final class MappedFile {
  /// Shorter reads are copied: a mapping pays for bulk only.
  private static final int MIN_LENGTH = 64 << 10;

  private final ObjectReader reader;
  private final boolean wanted;
  private volatile @Nullable MemorySegment mapping;

  MappedFile(ObjectReader reader, ReadMode mode) {
    this.reader = reader;
    this.wanted = mode == ReadMode.MAP && reader.traits().canMap();
  }

  /// Whether a read of this length comes from the mapping.
  boolean serves(int length) {
    return wanted && length >= MIN_LENGTH;
  }

  /// Bytes of the file as a buffer of the allocator's, the caller's to close.
  ArrowBuf buffer(long offset, int length, BufferAllocator allocator) throws IOException {
    MemorySegment bytes = mapped().asSlice(offset, length);
    return allocator.wrapForeignAllocation(new Mapped(bytes));
  }

  private MemorySegment mapped() throws IOException {
    MemorySegment known = mapping;
    if (known != null) {
      return known;
    }
    synchronized (this) {
      known = mapping;
      if (known == null) {
        known = reader.map(0, reader.size(), Arena.ofAuto());
        mapping = known;
      }
      return known;
    }
  }

  /// Keeps the mapping alive for as long as a buffer shows a part of it.
  private static final class Mapped extends ForeignAllocation {
    /// Keeps the mapping alive.
    @SuppressWarnings("UnusedVariable")
    private final MemorySegment bytes;

    Mapped(MemorySegment bytes) {
      super(bytes.byteSize(), bytes.address());
      this.bytes = bytes;
    }

    @Override
    protected void release0() {}
  }
}
