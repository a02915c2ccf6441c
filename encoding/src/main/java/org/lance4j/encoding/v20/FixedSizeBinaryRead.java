package org.lance4j.encoding.v20;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.compression.DataBlock;
import org.lance4j.format.CorruptFileException;

/// Strings that all have the same length: their bytes, and offsets that are computed.
final class FixedSizeBinaryRead implements ValuesRead {
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final int byteWidth;
  private final RowRanges ranges;
  private final ValuesRead bytes;
  private final ReadScope scope;

  /// @param bytes a read of the bytes of `ranges`
  FixedSizeBinaryRead(int byteWidth, RowRanges ranges, ValuesRead bytes, ReadScope scope) {
    this.byteWidth = byteWidth;
    this.ranges = ranges;
    this.bytes = bytes;
    this.scope = scope;
  }

  @Override
  public void request(List<ByteRange> wanted) {
    bytes.request(wanted);
  }

  @Override
  public void supply(Supply supply) {
    bytes.supply(supply);
  }

  @Override
  public Piece piece(int range) {
    if (!(bytes.piece(range).values() instanceof DataBlock.FixedWidth data) || data.bits() != 8) {
      throw new CorruptFileException("FixedSizeBinary over what are not bytes");
    }
    long count = ranges.end(range) - ranges.start(range);
    MemorySegment offsets = scope.allocate((count + 1) * 8);
    for (long i = 0; i <= count; i++) {
      offsets.set(LONG, i * 8, i * byteWidth);
    }
    return Piece.valid(new DataBlock.VariableWidth(64, count, offsets, data.data()), 0);
  }
}
