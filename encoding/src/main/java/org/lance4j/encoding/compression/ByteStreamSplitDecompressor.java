package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;
import org.lance4j.format.Bounds;

/// [CompressiveEncoding.ByteStreamSplit]: byte 0 of all values, then byte 1 of all values, and so
/// on.
record ByteStreamSplitDecompressor(int bits) implements MiniBlockDecompressor {
  @Override
  public int bufferCount() {
    return 1;
  }

  @Override
  public DataBlock decompress(MemorySegment[] buffers, long count, Scratch scratch) {
    MemorySegment data = Buffers.only(buffers);
    long bytes = Buffers.bytes(bits, count);
    Bounds.range(0, bytes, data.byteSize(), "byte-split values");
    MemorySegment values = scratch.allocate(bytes);
    switch (bits) {
      case 32 -> join4(data, count, values);
      case 64 -> join8(data, count, values);
      default -> join(data, count, bits >>> 3, values);
    }
    return new DataBlock.FixedWidth(bits, count, values);
  }

  private static long part(MemorySegment data, long at) {
    return Byte.toUnsignedLong(data.get(LittleEndian.BYTE, at));
  }

  private static void join4(MemorySegment data, long count, MemorySegment values) {
    for (long i = 0; i < count; i++) {
      long low = part(data, i) | part(data, i + count) << 8;
      long high = part(data, i + 2 * count) | part(data, i + 3 * count) << 8;
      values.set(LittleEndian.INT, i << 2, (int) (low | high << 16));
    }
  }

  private static void join8(MemorySegment data, long count, MemorySegment values) {
    for (long i = 0; i < count; i++) {
      long a = part(data, i) | part(data, i + count) << 8;
      long b = part(data, i + 2 * count) | part(data, i + 3 * count) << 8;
      long c = part(data, i + 4 * count) | part(data, i + 5 * count) << 8;
      long d = part(data, i + 6 * count) | part(data, i + 7 * count) << 8;
      values.set(LittleEndian.LONG, i << 3, a | b << 16 | c << 32 | d << 48);
    }
  }

  private static void join(MemorySegment data, long count, int width, MemorySegment values) {
    for (int j = 0; j < width; j++) {
      for (long i = 0; i < count; i++) {
        values.set(LittleEndian.BYTE, i * width + j, data.get(LittleEndian.BYTE, j * count + i));
      }
    }
  }
}
