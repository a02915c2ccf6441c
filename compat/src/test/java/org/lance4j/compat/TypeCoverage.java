package org.lance4j.compat;

import java.util.Set;
import java.util.TreeSet;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.ArrowType.ArrowTypeID;

/// Which types occur in the rows that are due, as words: file version, type, where (at the top, or
/// inside another type), and whether there are nulls among the values.
final class TypeCoverage {
  private final Set<String> seen = new TreeSet<>();

  Set<String> seen() {
    return seen;
  }

  void addRows(String fileVersion, VectorSchemaRoot rows) {
    for (FieldVector column : rows.getFieldVectors()) {
      add(fileVersion, column, false);
    }
  }

  private void add(String fileVersion, FieldVector vector, boolean inside) {
    ArrowType type = vector.getField().getType();
    if (vector.getValueCount() > 0) {
      boolean nulls = type instanceof ArrowType.Null || vector.getNullCount() > 0;
      seen.add(word(fileVersion, type.getTypeID(), inside, nulls));
    }
    for (FieldVector child : vector.getChildrenFromFields()) {
      add(fileVersion, child, true);
    }
  }

  static String word(String fileVersion, ArrowTypeID type, boolean inside, boolean nulls) {
    return fileVersion
        + " "
        + type
        + (inside ? " inside another" : "")
        + (nulls ? " with nulls" : " without nulls");
  }
}
