package org.lance4j.encoding.legacy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.Bytes;
import org.lance4j.encoding.ColumnRead;
import org.lance4j.encoding.NestedVectors;
import org.lance4j.encoding.PageSlice;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.Rows;
import org.lance4j.format.BatchTooLargeException;
import org.lance4j.format.CorruptFileException;

/// A read of lists: first the offsets, then the items that they name.
final class LegacyListRead implements ColumnRead {
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final LegacyListReader reader;
  private final BufferAllocator allocator;
  private final int rowCount;
  private final int width;
  private final List<Piece> pieces;
  private final List<ByteRange> wanted;
  private @Nullable ArrowBuf offsets;
  private @Nullable ColumnRead items;

  LegacyListRead(LegacyListReader reader, RowRanges rows, BufferAllocator allocator) {
    this.reader = reader;
    this.allocator = allocator;
    this.rowCount = Rows.count(rows);
    this.width = reader.field().getType() instanceof ArrowType.LargeList ? 8 : 4;
    this.pieces = Piece.of(reader.pages(), rows);
    this.wanted = new ArrayList<>(pieces.size());
    for (Piece piece : pieces) {
      try {
        wanted.add(reader.pages().entries(piece.page(), width, piece.start(), piece.end() + 1));
      } catch (CorruptFileException e) {
        throw reader.pages().located(e, piece.page());
      }
    }
  }

  @Override
  public List<ByteRange> pending() {
    if (items == null && wanted.isEmpty()) {
      supply(List.of());
    }
    return items == null ? wanted : items.pending();
  }

  @Override
  public void supply(List<Bytes> bytes) {
    if (items != null) {
      items.supply(bytes);
      return;
    }
    ArrowBuf buffer = allocator.buffer((rowCount + 1L) * width);
    offsets = buffer;
    buffer.writerIndex((rowCount + 1L) * width);
    MemorySegment target = MemorySegment.ofBuffer(buffer.nioBuffer(0, (int) buffer.capacity()));
    put(target, 0, 0);
    PageSlice.Cut itemRows = new PageSlice.Cut(Math.max(1, pieces.size()));
    long itemCount = 0;
    long lists = 0;
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      try {
        itemCount = collect(piece, bytes.get(i).segment(), target, lists, itemCount, itemRows);
      } catch (CorruptFileException e) {
        throw reader.pages().located(e, piece.page());
      }
      lists += piece.count();
    }
    items = reader.items().read(itemRows.rows(), allocator);
  }

  /// Copies the offsets of a piece, so that they follow `itemCount` items.
  ///
  /// @return how many items there are with those of the piece
  private long collect(
      Piece piece,
      MemorySegment stored,
      MemorySegment target,
      long lists,
      long itemCount,
      PageSlice.Cut itemRows) {
    long limit = reader.itemCount(piece.page());
    long first = get(stored, 0);
    long last = first;
    for (int i = 1; i <= piece.count(); i++) {
      long end = get(stored, i);
      if (first < 0 || end < last || end > limit) {
        throw new CorruptFileException(
            "list " + (piece.start() + i - 1) + " of a page ends at item " + end + " of " + limit);
      }
      put(target, lists + i, itemCount + end - first);
      last = end;
    }
    if (last - first > Integer.MAX_VALUE - 64L - itemCount) {
      throw new BatchTooLargeException(
          "more than 2^31 items in one batch of lists: smaller batches are needed");
    }
    if (first < last) {
      long base = reader.firstItem(piece.page());
      itemRows.add(base + first, base + last);
    }
    return itemCount + last - first;
  }

  private long get(MemorySegment stored, long index) {
    return width == 4 ? stored.get(INT, index * 4) : stored.get(LONG, index * 8);
  }

  private void put(MemorySegment target, long index, long value) {
    if (width == 4) {
      target.set(INT, index * 4, (int) value);
    } else {
      target.set(LONG, index * 8, value);
    }
  }

  @Override
  public FieldVector finish() {
    ColumnRead read = items;
    ArrowBuf buffer = offsets;
    if (read == null || buffer == null) {
      throw new IllegalStateException("the offsets are not there yet");
    }
    FieldVector itemVector = read.finish();
    offsets = null;
    return NestedVectors.list(reader.field(), allocator, rowCount, null, 0, buffer, itemVector);
  }

  @Override
  public void close() {
    if (items != null) {
      items.close();
    }
    if (offsets != null) {
      offsets.close();
      offsets = null;
    }
  }
}
