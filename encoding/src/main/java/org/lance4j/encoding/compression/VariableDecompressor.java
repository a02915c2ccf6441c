package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;
import org.lance4j.format.Bounds;
import org.lance4j.format.UnsupportedFeatureException;

/// [CompressiveEncoding.Variable] with plain offsets.
///
/// - Mini-block: `offsets | bytes`, the `count + 1` offsets counted from the start of the buffer,
///   so that the first one is the length of the offsets or more.
/// - Block of 32-bit offsets: `u32 32 | u32 start of bytes | offsets | bytes`; of 64-bit ones `u32
///   64 | u32 | u64 start of bytes | offsets | bytes`. The offsets count from the start of the
///   bytes. Files from before 2.1 was final have `u8 32 | u32 count | u32 start of bytes`, or the
///   same with 64 and `u64`s; the second to fourth byte, never zero there and always zero here,
///   tell.
///
/// Offsets are not looked at before the values are: [LeafBuilder] checks those that it follows.
record VariableDecompressor(int offsetBits) implements MiniBlockDecompressor, BlockDecompressor {
  @Override
  public int bufferCount() {
    return 1;
  }

  @Override
  public DataBlock decompress(MemorySegment[] buffers, long count, Scratch scratch) {
    MemorySegment data = Buffers.only(buffers);
    long offsetBytes = offsetBytes(offsetBits, count);
    Bounds.range(0, offsetBytes, data.byteSize(), "offsets of a chunk");
    Bounds.check(
        LittleEndian.unsigned(data, offsetBits, 0) >= offsetBytes,
        "values of a chunk begin inside of its offsets");
    return new DataBlock.VariableWidth(offsetBits, count, data.asSlice(0, offsetBytes), data);
  }

  @Override
  public DataBlock decompress(MemorySegment data, long count, Scratch scratch) {
    Bounds.range(0, 4, data.byteSize(), "header of a variable-width block");
    int first = data.get(LittleEndian.INT, 0);
    boolean old = (first & 0xFFFFFF00) != 0;
    return old ? oldBlock(data, first & 0xFF, count) : block(data, first, count);
  }

  private static DataBlock block(MemorySegment data, int bits, long count) {
    int header = 2 * checkedBits(bits) / 8;
    Bounds.range(0, header, data.byteSize(), "header of a variable-width block");
    return block(data, bits, header, LittleEndian.unsigned(data, bits, 1), count);
  }

  private static DataBlock oldBlock(MemorySegment data, int bits, long count) {
    int word = checkedBits(bits) / 8;
    Bounds.range(0, 1 + 2L * word, data.byteSize(), "header of a variable-width block");
    long stored = LittleEndian.unsigned(data.asSlice(1), bits, 0);
    Bounds.check(stored == count, "variable-width block has " + stored + " values, not " + count);
    return block(data, bits, 1 + 2 * word, LittleEndian.unsigned(data.asSlice(1), bits, 1), count);
  }

  private static int checkedBits(int bits) {
    if (bits != 32 && bits != 64) {
      throw new UnsupportedFeatureException(
          "variable-width block with offsets of " + bits + " bits");
    }
    return bits;
  }

  private static DataBlock block(
      MemorySegment data, int bits, int header, long bytesStart, long count) {
    Bounds.atMost(bytesStart, data.byteSize(), "start of the bytes of a variable-width block");
    long offsetBytes = offsetBytes(bits, count);
    Bounds.check(
        bytesStart == header + offsetBytes,
        "variable-width block of " + count + " values has its bytes at " + bytesStart);
    return new DataBlock.VariableWidth(
        bits, count, data.asSlice(header, offsetBytes), data.asSlice(bytesStart));
  }

  private static long offsetBytes(int bits, long count) {
    return Bounds.multiply(Bounds.add(count, 1, "number of offsets"), bits >>> 3, "offsets");
  }
}
