package org.lance4j.dataset;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.Types.MinorType;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.lance4j.file.BlobHandling;
import org.lance4j.format.BlobFields;
import org.lance4j.format.LanceField;

/// What the vectors of a field look like when they come from files that hold all of it: JSON is
/// binary still, and blobs of the second kind are descriptions.
final class StoredShapes {
  private StoredShapes() {}

  static Field of(LanceField field, BlobHandling blobs) {
    Field arrow = field.toStoredArrow();
    if (field.isBlobV2()) {
      return struct(arrow, BlobFields.DESCRIPTION_V2);
    }
    if (field.isBlobV1()) {
      return switch (blobs) {
        case BYTES -> typed(arrow, MinorType.LARGEVARBINARY.getType(), List.of());
        case DESCRIPTIONS -> struct(arrow, BlobFields.DESCRIPTION_V1);
      };
    }
    if (field.children().isEmpty() || field.isJson()) {
      return arrow;
    }
    List<Field> children = new ArrayList<>(field.children().size());
    for (LanceField child : field.children()) {
      children.add(of(child, blobs));
    }
    return typed(arrow, arrow.getType(), children);
  }

  /// Whether users see something else than what files hold.
  static boolean differ(LanceField field, BlobHandling blobs) {
    return field.isJson()
        || (field.isBlobV2() && blobs == BlobHandling.BYTES)
        || field.children().stream().anyMatch(child -> differ(child, blobs));
  }

  private static Field struct(Field field, List<Field> children) {
    return typed(field, ArrowType.Struct.INSTANCE, children);
  }

  private static Field typed(Field field, ArrowType type, List<Field> children) {
    return new Field(
        field.getName(),
        new FieldType(field.isNullable(), type, null, field.getMetadata()),
        children);
  }
}
