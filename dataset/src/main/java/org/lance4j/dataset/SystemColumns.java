package org.lance4j.dataset;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.types.pojo.Field;
import org.lance4j.encoding.RowRanges;

/// What the engine knows of the rows of a fragment without reading them.
record SystemColumns(TableRows table, LiveFragment fragment) {
  /// Makes the value of one row.
  interface Value {
    long of(long physicalRow);
  }

  /// The values for physical rows.
  FieldVector vector(
      OutputColumn.Kind kind, Field field, RowRanges rows, BufferAllocator allocator) {
    Value value = value(kind);
    UInt8Vector vector = (UInt8Vector) field.createVector(allocator);
    try {
      int count = Math.toIntExact(rows.rowCount());
      vector.allocateNew(count);
      int i = 0;
      for (int range = 0; range < rows.rangeCount(); range++) {
        for (long row = rows.start(range); row < rows.end(range); row++) {
          vector.set(i++, value.of(row));
        }
      }
      vector.setValueCount(count);
      return vector;
    } catch (RuntimeException | Error e) {
      vector.close();
      throw e;
    }
  }

  Value value(OutputColumn.Kind kind) {
    return switch (kind) {
      case ROW_ID -> fragment.hasStableIds() ? fragment::rowId : fragment::address;
      case ROW_ADDRESS -> fragment::address;
      case ROW_OFFSET -> {
        long first = table.start(fragment);
        yield row -> first + fragment.liveBefore(row);
      }
      case CREATED_AT -> fragment.createdAt()::get;
      case LAST_UPDATED_AT -> fragment.lastUpdatedAt()::get;
    };
  }
}
