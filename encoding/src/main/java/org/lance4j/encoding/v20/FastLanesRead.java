package org.lance4j.encoding.v20;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.Bytes;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.compression.DataBlock;
import org.lance4j.format.Bounds;
import org.lance4j.kernel.FastLanes;
import org.lance4j.kernel.Kernels;

/// Integers in FastLanes blocks of 1024 values: the blocks that each range lies in.
final class FastLanesRead implements ValuesRead {
  private static final long BLOCK = 1024;

  private final ArrayEncoding.BitpackedForNonNeg encoding;
  private final RowRanges ranges;
  private final ReadScope scope;
  private List<Bytes> bytes = List.of();
  private boolean supplied;

  FastLanesRead(ArrayEncoding.BitpackedForNonNeg encoding, RowRanges ranges, ReadScope scope) {
    this.encoding = encoding;
    this.ranges = ranges;
    this.scope = scope;
    // values of no bits have no bytes
    this.supplied = encoding.bits() == 0;
  }

  @Override
  public void request(List<ByteRange> wanted) {
    if (!supplied) {
      for (int i = 0; i < ranges.rangeCount(); i++) {
        wanted.add(blocks(ranges.start(i) / BLOCK, (ranges.end(i) - 1) / BLOCK + 1));
      }
    }
  }

  private ByteRange blocks(long first, long end) {
    long blockBytes = FastLanes.packedBytes(encoding.bits());
    long last = Bounds.multiply(end, blockBytes, "bit-packed blocks");
    long start = first * blockBytes;
    Bounds.range(start, last - start, encoding.buffer().length(), "bit-packed blocks");
    return new ByteRange(encoding.buffer().offset() + start, last - start);
  }

  @Override
  public void supply(Supply supply) {
    if (!supplied) {
      bytes = supply.take(ranges.rangeCount());
      supplied = true;
    }
  }

  @Override
  public Piece piece(int range) {
    long first = ranges.start(range) / BLOCK;
    long blocks = (ranges.end(range) - 1) / BLOCK + 1 - first;
    int typeBits = encoding.uncompressedBits();
    long valueBytes = typeBits * BLOCK / 8;
    MemorySegment values = scope.allocate(Bounds.multiply(blocks, valueBytes, "unpacked values"));
    for (long i = 0; i < blocks; i++) {
      Kernels.bitUnpack()
          .unpack(
              typeBits,
              encoding.bits(),
              packed(range),
              i * FastLanes.packedBytes(encoding.bits()),
              values,
              i * valueBytes);
    }
    return Piece.valid(
        new DataBlock.FixedWidth(typeBits, blocks * BLOCK, values),
        ranges.start(range) - first * BLOCK);
  }

  private MemorySegment packed(int range) {
    return encoding.bits() == 0 ? MemorySegment.NULL : bytes.get(range).segment();
  }
}
