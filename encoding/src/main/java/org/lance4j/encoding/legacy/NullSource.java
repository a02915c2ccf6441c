package org.lance4j.encoding.legacy;

import java.util.List;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.Bytes;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.compression.DataBlock;

/// Values of the null type: pages of them have a length and no bytes.
final class NullSource implements Source {
  private final List<Piece> pieces;

  NullSource(LegacyPages pages, RowRanges rows) {
    this.pieces = Piece.of(pages, rows);
  }

  @Override
  public List<ByteRange> pending() {
    return List.of();
  }

  @Override
  public void supply(List<Bytes> bytes) {}

  @Override
  public List<Chunk> chunks() {
    return pieces.stream()
        .map(p -> new Chunk(new DataBlock.AllNull(p.count()), 0, p.count(), null))
        .toList();
  }
}
