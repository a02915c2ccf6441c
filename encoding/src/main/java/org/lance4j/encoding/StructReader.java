package org.lance4j.encoding;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Field;

/// Structs whose fields have columns of their own; nothing but their length is stored of the
/// structs themselves. Immutable and thread-safe.
public final class StructReader implements ColumnReader {
  private final Field field;
  private final List<ColumnReader> children;

  /// @param children readers of the field's children, in their order
  public StructReader(Field field, List<ColumnReader> children) {
    this.field = field;
    this.children = List.copyOf(children);
  }

  @Override
  public Field field() {
    return field;
  }

  @Override
  public ColumnRead read(RowRanges rows, BufferAllocator allocator) {
    List<ColumnRead> reads = new ArrayList<>(children.size());
    try {
      for (ColumnReader child : children) {
        reads.add(child.read(rows, allocator));
      }
    } catch (RuntimeException e) {
      reads.forEach(ColumnRead::close);
      throw e;
    }
    return new StructRead(field, reads, Rows.count(rows), allocator);
  }
}
