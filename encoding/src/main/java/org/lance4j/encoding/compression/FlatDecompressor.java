package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;
import org.lance4j.format.Bounds;
import org.lance4j.format.UnsupportedFeatureException;

/// [CompressiveEncoding.Flat]: the values as they are.
record FlatDecompressor(int bitsPerValue)
    implements MiniBlockDecompressor, BlockDecompressor, FixedPerValueDecompressor {
  FlatDecompressor {
    if (bitsPerValue != 1 && bitsPerValue % 8 != 0) {
      throw new UnsupportedFeatureException("plain values of " + bitsPerValue + " bits");
    }
  }

  @Override
  public int bufferCount() {
    return 1;
  }

  @Override
  public DataBlock decompress(MemorySegment[] buffers, long count, Scratch scratch) {
    return plain(Buffers.only(buffers), bitsPerValue, count);
  }

  @Override
  public DataBlock decompress(MemorySegment data, long count, Scratch scratch) {
    return plain(data, bitsPerValue, count);
  }

  /// A view of `count` values at the start of `data`.
  static DataBlock.FixedWidth plain(MemorySegment data, int bits, long count) {
    long bytes = Buffers.bytes(bits, count);
    Bounds.range(0, bytes, data.byteSize(), "plain values");
    return new DataBlock.FixedWidth(
        bits, count, bytes == data.byteSize() ? data : data.asSlice(0, bytes));
  }
}
