package org.lance4j.encoding.v20;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.Bytes;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.compression.DataBlock;
import org.lance4j.kernel.BitKernels;

/// Lists of one length: a read of their items.
final class FixedSizeListRead implements ValuesRead {
  private final int dimension;
  private final RowRanges ranges;
  private final ValuesRead items;
  private final ReadScope scope;

  FixedSizeListRead(int dimension, RowRanges ranges, ValuesRead items, ReadScope scope) {
    this.dimension = dimension;
    this.ranges = ranges;
    this.items = items;
    this.scope = scope;
  }

  @Override
  public void request(List<ByteRange> wanted) {
    items.request(wanted);
  }

  @Override
  public void supply(Supply supply) {
    items.supply(supply);
  }

  @Override
  public Piece piece(int range) {
    long count = ranges.end(range) - ranges.start(range);
    Piece piece = items.piece(range);
    MemorySegment validity = piece.validity();
    if (piece.values() instanceof DataBlock.AllNull) {
      validity = scope.allocate((count * dimension + 7) >>> 3).fill((byte) 0);
    } else if (validity != null) {
      validity = aligned(validity, piece.validityFrom(), count * dimension);
    }
    return Piece.valid(
        new DataBlock.FixedSizeList(dimension, count, validity, aligned(piece, count * dimension)),
        0);
  }

  /// The items from 0 on: only bit maps can begin elsewhere.
  private DataBlock aligned(Piece piece, long count) {
    return piece.from() != 0 && piece.values() instanceof DataBlock.FixedWidth block
        ? new DataBlock.FixedWidth(1, count, aligned(block.data(), piece.from(), count))
        : piece.values();
  }

  private MemorySegment aligned(MemorySegment bits, long from, long count) {
    if (from == 0) {
      return bits;
    }
    MemorySegment copy = scope.allocate((count + 7) >>> 3);
    BitKernels.copyBits(bits, from, copy, 0, count);
    return copy;
  }

  @Override
  public @Nullable Bytes plain(int range) {
    Bytes plain = items.plain(range);
    return plain != null && items.piece(range).validity() == null ? plain : null;
  }
}
