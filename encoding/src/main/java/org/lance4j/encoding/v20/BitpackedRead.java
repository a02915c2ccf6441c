package org.lance4j.encoding.v20;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.Bytes;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.compression.DataBlock;

/// Integers of a few bits each without gaps, unpacked range by range.
final class BitpackedRead implements ValuesRead {
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final ArrayEncoding.Bitpacked encoding;
  private final RowRanges ranges;
  private final ReadScope scope;
  private List<Bytes> bytes = List.of();
  private boolean supplied;

  BitpackedRead(ArrayEncoding.Bitpacked encoding, RowRanges ranges, ReadScope scope) {
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
        wanted.add(
            PackedBits.range(encoding.buffer(), encoding.bits(), ranges.start(i), ranges.end(i)));
      }
    }
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
    long count = ranges.end(range) - ranges.start(range);
    MemorySegment packed = encoding.bits() == 0 ? MemorySegment.NULL : bytes.get(range).segment();
    MemorySegment values = scope.allocate(count * (encoding.uncompressedBits() / 8));
    int bits = encoding.bits();
    int signShift = encoding.signed() ? 64 - bits : 0;
    long bit = (ranges.start(range) * bits) & 7;
    for (long i = 0; i < count; i++, bit += bits) {
      put(values, i, (PackedBits.get(packed, bit, bits) << signShift) >> signShift);
    }
    return Piece.valid(new DataBlock.FixedWidth(encoding.uncompressedBits(), count, values), 0);
  }

  private void put(MemorySegment values, long index, long value) {
    switch (encoding.uncompressedBits()) {
      case 8 -> values.set(ValueLayout.JAVA_BYTE, index, (byte) value);
      case 16 -> values.set(SHORT, index * 2, (short) value);
      case 32 -> values.set(INT, index * 4, (int) value);
      default -> values.set(LONG, index * 8, value);
    }
  }
}
