package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;
import org.lance4j.format.Bounds;
import org.lance4j.format.CorruptFileException;

/// What zstd frames (RFC 8878) say of themselves without being decompressed.
final class ZstdFrames {
  static final int MAGIC = 0xFD2FB528;
  private static final int SKIPPABLE_MAGIC = 0x184D2A50;
  private static final long MAX_BLOCK = 128 * 1024;
  private static final int[] DICTIONARY_ID_BYTES = {0, 1, 2, 4};

  private final MemorySegment data;
  private long at;

  private ZstdFrames(MemorySegment data) {
    this.data = data;
  }

  /// The most bytes that the frames can hold, from the headers of their blocks: what a stated size
  /// has to be compared with before anything is allocated for it.
  static long mostBytes(MemorySegment data) {
    ZstdFrames frames = new ZstdFrames(data);
    long total = 0;
    while (frames.at < data.byteSize()) {
      total = Bounds.add(total, frames.frame(), "size of zstd frames");
    }
    return total;
  }

  private long take(int bytes) {
    Bounds.range(at, bytes, data.byteSize(), "zstd frame");
    long number = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      number = number << 8 | Byte.toUnsignedLong(data.get(LittleEndian.BYTE, at + i));
    }
    at += bytes;
    return number;
  }

  private void skip(long bytes) {
    Bounds.range(at, bytes, data.byteSize(), "zstd frame");
    at += bytes;
  }

  private long frame() {
    int magic = (int) take(4);
    if ((magic & 0xFFFFFFF0) == SKIPPABLE_MAGIC) {
      skip(take(4));
      return 0;
    }
    Bounds.check(magic == MAGIC, "zstd frame has a wrong magic number");
    int descriptor = (int) take(1);
    boolean single = (descriptor & 0x20) != 0;
    int sizeFlag = descriptor >>> 6;
    skip(single ? 0 : 1);
    skip(DICTIONARY_ID_BYTES[descriptor & 3]);
    skip(sizeFlag == 0 ? (single ? 1 : 0) : 1 << sizeFlag);
    long total = blocks();
    skip((descriptor & 4) != 0 ? 4 : 0);
    return total;
  }

  private long blocks() {
    long total = 0;
    boolean last = false;
    while (!last) {
      int header = (int) take(3);
      last = (header & 1) != 0;
      int size = header >>> 3;
      switch ((header >>> 1) & 3) {
        case 0 -> {
          skip(size);
          total += size;
        }
        case 1 -> {
          skip(1);
          total += size;
        }
        case 2 -> {
          skip(size);
          total += MAX_BLOCK;
        }
        default -> throw new CorruptFileException("zstd block of a reserved type");
      }
    }
    return total;
  }
}
