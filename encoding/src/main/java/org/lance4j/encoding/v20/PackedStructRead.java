package org.lance4j.encoding.v20;

import java.util.List;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.compression.DataBlock;

/// Rows of a packed struct.
final class PackedStructRead implements ValuesRead {
  private final int[] bits;
  private final RowRanges ranges;
  private final FlatRead rows;

  /// @param bits of each field, multiples of 8
  PackedStructRead(ByteRange buffer, int[] bits, int rowBits, RowRanges ranges) {
    this.bits = bits;
    this.ranges = ranges;
    this.rows = new FlatRead(buffer, rowBits, ranges);
  }

  @Override
  public void request(List<ByteRange> wanted) {
    rows.request(wanted);
  }

  @Override
  public void supply(Supply supply) {
    rows.supply(supply);
  }

  @Override
  public Piece piece(int range) {
    DataBlock.FixedWidth block = (DataBlock.FixedWidth) rows.piece(range).values();
    return Piece.valid(
        new DataBlock.PackedRows(bits, ranges.end(range) - ranges.start(range), block.data()), 0);
  }
}
