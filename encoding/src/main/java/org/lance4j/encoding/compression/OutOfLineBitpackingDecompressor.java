package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;
import org.lance4j.format.Bounds;
import org.lance4j.kernel.FastLanes;
import org.lance4j.kernel.Kernels;

/// [CompressiveEncoding.OutOfLineBitpacking]: FastLanes blocks of 1024 values, `128 * packedBits`
/// bytes each.
///
/// The last, incomplete block is padded and packed like the others, or its values lie there plain:
/// the length of the buffer tells. When both forms have the same length it is the plain one.
record OutOfLineBitpackingDecompressor(int bits, int packedBits) implements BlockDecompressor {
  private static final int BLOCK = 1024;

  @Override
  public DataBlock decompress(MemorySegment data, long count, Scratch scratch) {
    int wordBytes = bits >>> 3;
    long packedBytes = FastLanes.packedBytes(packedBits);
    long whole = count / BLOCK;
    long tail = count % BLOCK;
    long wholeBytes = Bounds.multiply(whole, packedBytes, "size of bit-packed values");
    boolean plainTail = data.byteSize() == wholeBytes + tail * wordBytes;
    long blocks = plainTail || tail == 0 ? whole : whole + 1;
    Bounds.range(
        0,
        plainTail ? data.byteSize() : blocks * packedBytes,
        data.byteSize(),
        "bit-packed values");
    long blockBytes = (long) BLOCK * wordBytes;
    MemorySegment values =
        scratch.allocate(Bounds.multiply(whole + 1, blockBytes, "size of bit-packed values"));
    for (long i = 0; i < blocks; i++) {
      Kernels.bitUnpack().unpack(bits, packedBits, data, i * packedBytes, values, i * blockBytes);
    }
    if (plainTail) {
      MemorySegment.copy(data, wholeBytes, values, whole * blockBytes, tail * wordBytes);
    }
    return FlatDecompressor.plain(values, bits, count);
  }
}
