package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;
import org.lance4j.format.Bounds;
import org.lance4j.kernel.FastLanes;
import org.lance4j.kernel.Kernels;

/// [CompressiveEncoding.InlineBitpacking]: one FastLanes block of up to 1024 values.
///
/// ```
/// word of `bits`: the packed width W | 128 * W bytes
/// ```
///
/// Values past the end of a last block are padding. No values means no bytes.
record InlineBitpackingDecompressor(int bits) implements MiniBlockDecompressor, BlockDecompressor {
  private static final int BLOCK = 1024;

  @Override
  public int bufferCount() {
    return 1;
  }

  @Override
  public DataBlock decompress(MemorySegment[] buffers, long count, Scratch scratch) {
    return decompress(Buffers.only(buffers), count, scratch);
  }

  @Override
  public DataBlock decompress(MemorySegment data, long count, Scratch scratch) {
    if (count == 0) {
      return new DataBlock.FixedWidth(bits, 0, MemorySegment.NULL);
    }
    int values = Bounds.toInt(count, BLOCK, "number of bit-packed values in a block");
    int wordBytes = bits >>> 3;
    Bounds.range(0, wordBytes, data.byteSize(), "width of bit-packed values");
    int width =
        Bounds.toInt(LittleEndian.unsigned(data, bits, 0), bits, "width of bit-packed values");
    Bounds.range(wordBytes, FastLanes.packedBytes(width), data.byteSize(), "bit-packed values");
    MemorySegment unpacked = scratch.allocate((long) BLOCK * wordBytes);
    Kernels.bitUnpack().unpack(bits, width, data, wordBytes, unpacked, 0);
    return FlatDecompressor.plain(unpacked, bits, values);
  }
}
