package org.lance4j.format;

import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/// How blobs are described: where their bytes lie.
public final class BlobFields {
  private static final ArrowType UINT8 = new ArrowType.Int(8, false);
  private static final ArrowType UINT32 = new ArrowType.Int(32, false);
  private static final ArrowType UINT64 = new ArrowType.Int(64, false);

  /// First kind: `position` and `size` in the data file.
  public static final List<Field> DESCRIPTION_V1 =
      List.of(Field.nullable("position", UINT64), Field.nullable("size", UINT64));

  /// Second kind. What the numbers mean depends on `kind`: 0 inline (in the data file), 1 packed
  /// (`blob_id` names a blob file shared by several), 2 dedicated (a blob file of its own), 3
  /// external (`blob_uri`; size 0 is all of it), 4 managed (`blob_uri` below the root), 5 managed
  /// with base (the same below the base path `blob_id`).
  public static final List<Field> DESCRIPTION_V2 =
      List.of(
          Field.notNullable("kind", UINT8),
          Field.notNullable("position", UINT64),
          Field.notNullable("size", UINT64),
          Field.notNullable("blob_id", UINT32),
          Field.notNullable("blob_uri", ArrowType.Utf8.INSTANCE));

  private BlobFields() {}

  /// Whether the children are those of [#DESCRIPTION_V2], by name and type.
  static boolean isDescriptor(LanceField field) {
    List<LanceField> children = field.children();
    if (!(field.logicalType() instanceof LogicalType.Struct)
        || children.size() != DESCRIPTION_V2.size()) {
      return false;
    }
    for (int i = 0; i < children.size(); i++) {
      Field expected = DESCRIPTION_V2.get(i);
      if (!children.get(i).name().equals(expected.getName())
          || !children.get(i).logicalType().equals(new LogicalType.Primitive(expected.getType()))) {
        return false;
      }
    }
    return true;
  }
}
