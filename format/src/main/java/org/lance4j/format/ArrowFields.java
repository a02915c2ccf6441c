package org.lance4j.format;

import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/// Arrow fields of logical types.
final class ArrowFields {
  private ArrowFields() {}

  /// @param children the Arrow fields of the child fields
  static Field of(
      String name,
      boolean nullable,
      LogicalType type,
      Map<String, String> metadata,
      List<Field> children) {
    return switch (type) {
      case LogicalType.Primitive(ArrowType arrow) ->
          field(name, nullable, arrow, metadata, List.of());
      case LogicalType.Blob _, LogicalType.Json _ ->
          field(name, nullable, ArrowType.LargeBinary.INSTANCE, metadata, List.of());
      case LogicalType.BFloat16 _ ->
          field(name, nullable, new ArrowType.FixedSizeBinary(2), metadata, List.of());
      case LogicalType.Dictionary(LogicalType value, _, _) ->
          of(name, nullable, value, metadata, children);
      case LogicalType.Struct _ ->
          field(name, nullable, ArrowType.Struct.INSTANCE, metadata, children);
      case LogicalType.ItemList(boolean large) ->
          field(
              name,
              nullable,
              large ? ArrowType.LargeList.INSTANCE : ArrowType.List.INSTANCE,
              metadata,
              children);
      case LogicalType.EntryMap _ ->
          field(name, nullable, new ArrowType.Map(false), metadata, children);
      case LogicalType.FixedSizeStructList(int size) ->
          field(name, nullable, new ArrowType.FixedSizeList(size), metadata, children);
      case LogicalType.FixedSizeList(LogicalType item, int size) ->
          field(name, nullable, new ArrowType.FixedSizeList(size), metadata, List.of(item(item)));
    };
  }

  /// The item of a fixed-size list is always named so and nullable.
  private static Field item(LogicalType type) {
    Map<String, String> metadata =
        type instanceof LogicalType.BFloat16
            ? Map.of(
                LanceField.EXTENSION_NAME, LanceField.BFLOAT16, LanceField.EXTENSION_METADATA, "")
            : Map.of();
    return of("item", true, type, metadata, List.of());
  }

  private static Field field(
      String name,
      boolean nullable,
      ArrowType type,
      Map<String, String> metadata,
      List<Field> children) {
    return new Field(name, new FieldType(nullable, type, null, metadata), children);
  }
}
