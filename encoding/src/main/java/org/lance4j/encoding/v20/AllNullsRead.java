package org.lance4j.encoding.v20;

import java.util.List;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.compression.DataBlock;

/// Values that are all null: nothing to read.
final class AllNullsRead implements ValuesRead {
  private final RowRanges ranges;

  AllNullsRead(RowRanges ranges) {
    this.ranges = ranges;
  }

  @Override
  public void request(List<ByteRange> wanted) {}

  @Override
  public void supply(Supply supply) {}

  @Override
  public Piece piece(int range) {
    return Piece.valid(new DataBlock.AllNull(ranges.end(range) - ranges.start(range)), 0);
  }
}
