package org.lance4j.encoding.v20;

import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.Bytes;
import org.lance4j.encoding.ColumnRead;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.Rows;
import org.lance4j.encoding.ValidityBits;
import org.lance4j.encoding.compression.DataBlock;
import org.lance4j.encoding.compression.LeafBuilder;

/// A read of values that lie in one column.
final class LeafRead implements ColumnRead {
  private final Field field;
  private final PagesRead pages;
  private final BufferAllocator allocator;
  private final int rowCount;

  /// @param pages closed with this
  LeafRead(Field field, PagesRead pages, RowRanges rows, BufferAllocator allocator) {
    this.field = field;
    this.pages = pages;
    this.allocator = allocator;
    this.rowCount = Rows.count(rows);
  }

  @Override
  public List<ByteRange> pending() {
    return pages.pending();
  }

  @Override
  public void supply(List<Bytes> bytes) {
    pages.supply(bytes);
  }

  @Override
  public FieldVector finish() {
    try (LeafBuilder values = LeafBuilder.of(field, allocator, rowCount);
        ValidityBits validity = new ValidityBits(allocator, rowCount)) {
      Bytes plain = pages.plain();
      boolean adopted = plain != null && values.adopt(plain, rowCount);
      pages.visit(
          (read, range, count) -> collect(read.piece(range), count, adopted, values, validity));
      return values.finish(validity.build(), validity.nullCount());
    }
  }

  private static void collect(
      ValuesRead.Piece piece,
      long count,
      boolean adopted,
      LeafBuilder values,
      ValidityBits validity) {
    if (piece.values() instanceof DataBlock.AllNull) {
      values.appendNulls(count);
      validity.appendNulls(count);
      return;
    }
    if (!adopted) {
      values.append(piece.values(), piece.from(), count);
    }
    if (piece.validity() != null) {
      validity.append(piece.validity(), piece.validityFrom(), count);
    } else {
      validity.appendValid(count);
    }
  }

  @Override
  public void close() {
    pages.close();
  }
}
