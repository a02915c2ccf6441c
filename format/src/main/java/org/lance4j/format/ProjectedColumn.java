package org.lance4j.format;

import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/// A column that a query asks for: a field at the top, or one inside of structs.
///
/// @param path from the field at the top to the one asked for; at least one
public record ProjectedColumn(List<LanceField> path) {
  public ProjectedColumn {
    path = List.copyOf(path);
  }

  /// The names of the path with dots between them, without quotes: what the result is called.
  public String name() {
    return String.join(".", path.stream().map(LanceField::name).toList());
  }

  /// The field that is asked for.
  public LanceField field() {
    return path.getLast();
  }

  /// The field at the top with nothing below it but the way to the field asked for, and all that is
  /// below that.
  public LanceField root() {
    LanceField kept = path.getLast();
    for (LanceField above : path.reversed().subList(1, path.size())) {
      kept = above.withChildren(List.of(kept));
    }
    return kept;
  }

  /// The resulting column as users see it: named by [#name], null where any struct on the way is.
  public Field toArrow() {
    Field arrow = field().toArrow();
    boolean nullable = path.stream().anyMatch(LanceField::nullable);
    return new Field(
        name(),
        new FieldType(nullable, arrow.getType(), null, arrow.getMetadata()),
        arrow.getChildren());
  }
}
