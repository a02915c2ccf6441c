package org.lance4j.encoding.compression;

import com.google.protobuf.ByteString;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// [CompressiveEncoding.Constant]: one value for all slots, from the description; or none, when no
/// slot has one. No bytes.
record ConstantDecompressor(@Nullable MemorySegment value)
    implements BlockDecompressor, FixedPerValueDecompressor {
  static ConstantDecompressor of(CompressiveEncoding.Constant encoding) {
    @Nullable ByteString bytes = encoding.value();
    return new ConstantDecompressor(bytes == null ? null : segment(bytes));
  }

  private static MemorySegment segment(ByteString bytes) {
    MemorySegment memory = Arena.ofAuto().allocate(Math.max(1, bytes.size()));
    bytes.copyTo(memory.asByteBuffer());
    return memory.asSlice(0, bytes.size());
  }

  @Override
  public boolean hasPayload() {
    return false;
  }

  @Override
  public int bitsPerValue() {
    return 0;
  }

  @Override
  public DataBlock decompress(MemorySegment data, long count, Scratch scratch) {
    if (value == null) {
      return new DataBlock.AllNull(count);
    }
    int bits = Math.toIntExact(8 * value.byteSize());
    return new DataBlock.Constant(count, new DataBlock.FixedWidth(bits, 1, value));
  }
}
