package org.lance4j.encoding.legacy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.Bytes;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.compression.DataBlock;
import org.lance4j.encoding.compression.Scratch;
import org.lance4j.format.CorruptFileException;
import org.lance4j.kernel.BitKernels;

/// Strings and binaries. A page is an array of i64 positions in the file, one more than values;
/// value i is the bytes from position i to position i + 1.
///
/// There is no validity, and yet nullable fields have nulls: their values of no bytes.
final class StringSource implements Source {
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int POSITION_BYTES = 8;

  private final boolean nullable;
  private final LegacyPages pages;
  private final List<Piece> pieces;
  private final Scratch scratch = Scratch.open();
  private final List<Located> located = new ArrayList<>();
  private List<ByteRange> wanted;
  private List<Bytes> values = List.of();
  private boolean positionsSupplied;

  /// A piece with its offsets from 0 on; `supply` is the number of its bytes among those supplied,
  /// -1 when it has none.
  private record Located(
      int count, MemorySegment offsets, @Nullable MemorySegment validity, int supply) {}

  StringSource(boolean nullable, LegacyPages pages, RowRanges rows) {
    this.nullable = nullable;
    this.pages = pages;
    this.pieces = Piece.of(pages, rows);
    this.wanted = new ArrayList<>(pieces.size());
    for (Piece piece : pieces) {
      try {
        wanted.add(pages.entries(piece.page(), POSITION_BYTES, piece.start(), piece.end() + 1));
      } catch (CorruptFileException e) {
        throw pages.located(e, piece.page());
      }
    }
  }

  @Override
  public List<ByteRange> pending() {
    return wanted;
  }

  @Override
  public void supply(List<Bytes> bytes) {
    if (positionsSupplied) {
      values = bytes;
      wanted = List.of();
      return;
    }
    positionsSupplied = true;
    List<ByteRange> next = new ArrayList<>(pieces.size());
    for (int i = 0; i < pieces.size(); i++) {
      try {
        locate(pieces.get(i), bytes.get(i).segment(), next);
      } catch (CorruptFileException e) {
        throw pages.located(e, pieces.get(i).page());
      }
    }
    wanted = next;
  }

  private void locate(Piece piece, MemorySegment positions, List<ByteRange> next) {
    int count = piece.count();
    MemorySegment offsets = scratch.allocate((count + 1L) * 8);
    MemorySegment validity = null;
    long first = positions.get(LONG, 0);
    long last = first;
    offsets.set(LONG, 0, 0);
    for (int i = 1; i <= count; i++) {
      long position = positions.get(LONG, i * 8L);
      if (position < last || position > pages.file().fileLength() || first < 0) {
        throw new CorruptFileException("value ends at " + position + ", begins at " + last);
      }
      if (nullable && position == last) {
        if (validity == null) {
          validity = scratch.allocate((count + 7) >>> 3).fill((byte) -1);
        }
        BitKernels.fill(validity, i - 1L, 1, false);
      }
      offsets.set(LONG, i * 8L, position - first);
      last = position;
    }
    located.add(new Located(count, offsets, validity, last > first ? next.size() : -1));
    if (last > first) {
      next.add(new ByteRange(first, last - first));
    }
  }

  @Override
  public List<Chunk> chunks() {
    List<Chunk> chunks = new ArrayList<>(located.size());
    for (Located piece : located) {
      MemorySegment bytes =
          piece.supply < 0 ? MemorySegment.NULL : values.get(piece.supply).segment();
      chunks.add(
          new Chunk(
              new DataBlock.VariableWidth(64, piece.count, piece.offsets, bytes),
              0,
              piece.count,
              piece.validity));
    }
    return chunks;
  }

  @Override
  public void close() {
    scratch.close();
  }
}
