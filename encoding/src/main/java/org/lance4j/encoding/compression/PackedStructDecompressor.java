package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.lance4j.format.Bounds;

/// [CompressiveEncoding.PackedStruct]: rows of fields, nothing between them.
final class PackedStructDecompressor
    implements MiniBlockDecompressor, BlockDecompressor, FixedPerValueDecompressor {
  private final int[] fieldBits;
  private final int rowBits;

  PackedStructDecompressor(List<Integer> fieldBits) {
    this.fieldBits = fieldBits.stream().mapToInt(Integer::intValue).toArray();
    this.rowBits = fieldBits.stream().mapToInt(Integer::intValue).sum();
  }

  @Override
  public int bufferCount() {
    return 1;
  }

  @Override
  public int bitsPerValue() {
    return rowBits;
  }

  @Override
  public DataBlock decompress(MemorySegment[] buffers, long count, Scratch scratch) {
    return decompress(Buffers.only(buffers), count, scratch);
  }

  @Override
  public DataBlock decompress(MemorySegment data, long count, Scratch scratch) {
    long bytes = Buffers.bytes(rowBits, count);
    Bounds.range(0, bytes, data.byteSize(), "packed rows");
    return new DataBlock.PackedRows(fieldBits, count, data.asSlice(0, bytes));
  }
}
