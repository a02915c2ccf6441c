package org.lance4j.encoding.v20;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.Bytes;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.compression.DataBlock;

/// Values of one width that are not compressed: the bytes of each range, at computed positions.
final class FlatRead implements ValuesRead {
  private final ByteRange buffer;
  private final int bits;
  private final RowRanges ranges;
  private List<Bytes> bytes = List.of();
  private boolean supplied;

  /// @param bits 1 or a multiple of 8
  FlatRead(ByteRange buffer, int bits, RowRanges ranges) {
    this.buffer = buffer;
    this.bits = bits;
    this.ranges = ranges;
  }

  @Override
  public void request(List<ByteRange> wanted) {
    if (!supplied) {
      for (int i = 0; i < ranges.rangeCount(); i++) {
        wanted.add(PackedBits.range(buffer, bits, ranges.start(i), ranges.end(i)));
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
    long shift = bits == 1 ? ranges.start(range) % 8 : 0;
    long count = shift + ranges.end(range) - ranges.start(range);
    return Piece.valid(new DataBlock.FixedWidth(bits, count, bytes.get(range).segment()), shift);
  }

  @Override
  public @Nullable Bytes plain(int range) {
    return bits == 1 ? null : bytes.get(range);
  }
}
