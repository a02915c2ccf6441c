package org.lance4j.encoding.legacy;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.lance4j.encoding.ColumnRead;
import org.lance4j.encoding.ColumnReader;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.Rows;

/// Fields with pages of values. Immutable and thread-safe.
final class LegacyLeafReader implements ColumnReader {
  private final Field field;
  private final LegacyPages pages;

  LegacyLeafReader(Field field, LegacyPages pages) {
    this.field = field;
    this.pages = pages;
  }

  @Override
  public Field field() {
    return field;
  }

  @Override
  public ColumnRead read(RowRanges rows, BufferAllocator allocator) {
    int count = Rows.count(rows);
    return new LegacyLeafRead(field, source(field, pages, rows), pages, count, allocator);
  }

  static Source source(Field field, LegacyPages pages, RowRanges rows) {
    return switch (field.getType()) {
      case ArrowType.Null _ -> new NullSource(pages, rows);
      case ArrowType.Utf8 _ -> new StringSource(field.isNullable(), pages, rows);
      case ArrowType.LargeUtf8 _ -> new StringSource(field.isNullable(), pages, rows);
      case ArrowType.Binary _ -> new StringSource(field.isNullable(), pages, rows);
      case ArrowType.LargeBinary _ -> new StringSource(field.isNullable(), pages, rows);
      default -> new PlainSource(field, pages, rows);
    };
  }
}
