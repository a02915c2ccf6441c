package org.lance4j.dataset;

import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.lance4j.format.ProjectedColumn;

/// A column of a result: a field of the table, or what the engine knows of each row.
sealed interface OutputColumn {
  /// What the result's schema says.
  Field field();

  /// @param field as users see it
  record Data(ProjectedColumn column, Field field) implements OutputColumn {}

  /// What is known of a row without reading it. All are uint64.
  record Known(Kind kind, Field field) implements OutputColumn {}

  /// System columns by their names.
  enum Kind {
    /// Stable row id where the table has them, else the address.
    ROW_ID("_rowid", true),
    /// `fragment id << 32 | physical row in the fragment`.
    ROW_ADDRESS("_rowaddr", true),
    /// Position among the live rows of the table.
    ROW_OFFSET("_rowoffset", true),
    /// Version of the table that the row was written in.
    CREATED_AT("_row_created_at_version", true),
    /// Version of the table that last changed the row.
    LAST_UPDATED_AT("_row_last_updated_at_version", true);

    private final String columnName;
    private final boolean nullable;

    Kind(String columnName, boolean nullable) {
      this.columnName = columnName;
      this.nullable = nullable;
    }

    String columnName() {
      return columnName;
    }

    OutputColumn column() {
      ArrowType type = new ArrowType.Int(64, false);
      return new Known(this, new Field(columnName, new FieldType(nullable, type, null), List.of()));
    }
  }
}
