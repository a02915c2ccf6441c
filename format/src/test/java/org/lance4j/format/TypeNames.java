package org.lance4j.format;

import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/// Types spelled out for people: `int32`, `timestamp[us, UTC]`, `list<struct<a: utf8 not null>>`.
final class TypeNames {
  private TypeNames() {}

  /// The type of a field of a table: as [#of(Field)], and `dictionary<I, V>` for dictionaries.
  public static String of(LanceField field) {
    return switch (field.logicalType()) {
      case LogicalType.Dictionary(LogicalType value, ArrowType.Int index, _) ->
          "dictionary<" + integer(index) + ", " + item(value) + ">";
      case LogicalType.Struct _ -> "struct<" + lanceMembers(field.children()) + ">";
      case LogicalType.ItemList(boolean large) ->
          (large ? "large_list<" : "list<") + of(field.children().getFirst()) + ">";
      case LogicalType.EntryMap _ -> {
        List<LanceField> entry = field.children().getFirst().children();
        yield "map<" + of(entry.get(0)) + ", " + of(entry.get(1)) + ">";
      }
      case LogicalType.FixedSizeStructList(int size) ->
          "fixed_size_list<" + of(field.children().getFirst()) + ">[" + size + "]";
      case LogicalType.FixedSizeList list -> item(list);
      case LogicalType.Primitive _,
          LogicalType.BFloat16 _,
          LogicalType.Blob _,
          LogicalType.Json _ ->
          of(field.toArrow());
    };
  }

  private static String item(LogicalType type) {
    return switch (type) {
      case LogicalType.FixedSizeList(LogicalType inner, int size) ->
          "fixed_size_list<" + item(inner) + ">[" + size + "]";
      case LogicalType.Dictionary(LogicalType value, ArrowType.Int index, _) ->
          "dictionary<" + integer(index) + ", " + item(value) + ">";
      case LogicalType.BFloat16 _ -> "bfloat16";
      case LogicalType.Primitive _,
          LogicalType.Blob _,
          LogicalType.Json _,
          LogicalType.Struct _,
          LogicalType.ItemList _,
          LogicalType.EntryMap _,
          LogicalType.FixedSizeStructList _ ->
          of(ArrowFields.of("item", true, type, Map.of(), List.of()));
    };
  }

  private static String lanceMembers(List<LanceField> fields) {
    return String.join(
        ", ",
        fields.stream()
            .map(f -> f.name() + ": " + of(f) + (f.nullable() ? "" : " not null"))
            .toList());
  }

  /// The type of an Arrow field. Types that Lance does not store are spelled as Arrow does.
  public static String of(Field field) {
    if (field.getDictionary() != null) {
      return "dictionary<"
          + integer(field.getDictionary().getIndexType())
          + ", "
          + type(field)
          + ">";
    }
    return type(field);
  }

  private static String type(Field field) {
    List<Field> children = field.getChildren();
    return switch (field.getType()) {
      case ArrowType.Null _ -> "null";
      case ArrowType.Bool _ -> "bool";
      case ArrowType.Int type -> integer(type);
      case ArrowType.FloatingPoint type -> floating(type.getPrecision());
      case ArrowType.Utf8 _ -> "utf8";
      case ArrowType.LargeUtf8 _ -> "large_utf8";
      case ArrowType.Binary _ -> "binary";
      case ArrowType.LargeBinary _ -> "large_binary";
      case ArrowType.FixedSizeBinary type ->
          LanceField.BFLOAT16.equals(field.getMetadata().get(LanceField.EXTENSION_NAME))
              ? "bfloat16"
              : "fixed_size_binary[" + type.getByteWidth() + "]";
      case ArrowType.Decimal type ->
          "decimal" + type.getBitWidth() + "(" + type.getPrecision() + ", " + type.getScale() + ")";
      case ArrowType.Date type -> type.getUnit() == DateUnit.DAY ? "date32" : "date64";
      case ArrowType.Time type -> "time" + type.getBitWidth() + "[" + unit(type.getUnit()) + "]";
      case ArrowType.Timestamp type ->
          "timestamp["
              + unit(type.getUnit())
              + (type.getTimezone() == null ? "" : ", " + type.getTimezone())
              + "]";
      case ArrowType.Duration type -> "duration[" + unit(type.getUnit()) + "]";
      case ArrowType.List _ -> "list<" + of(children.getFirst()) + ">";
      case ArrowType.LargeList _ -> "large_list<" + of(children.getFirst()) + ">";
      case ArrowType.FixedSizeList type ->
          "fixed_size_list<" + of(children.getFirst()) + ">[" + type.getListSize() + "]";
      case ArrowType.Struct _ -> "struct<" + members(children) + ">";
      case ArrowType.Map _ -> {
        List<Field> entry = children.getFirst().getChildren();
        yield "map<" + of(entry.get(0)) + ", " + of(entry.get(1)) + ">";
      }
      default -> field.getType().toString();
    };
  }

  private static String members(List<Field> fields) {
    return String.join(
        ", ",
        fields.stream()
            .map(f -> f.getName() + ": " + of(f) + (f.isNullable() ? "" : " not null"))
            .toList());
  }

  private static String integer(ArrowType.Int type) {
    return (type.getIsSigned() ? "int" : "uint") + type.getBitWidth();
  }

  private static String floating(FloatingPointPrecision precision) {
    return switch (precision) {
      case HALF -> "float16";
      case SINGLE -> "float32";
      case DOUBLE -> "float64";
    };
  }

  private static String unit(TimeUnit unit) {
    return switch (unit) {
      case SECOND -> "s";
      case MILLISECOND -> "ms";
      case MICROSECOND -> "us";
      case NANOSECOND -> "ns";
    };
  }
}
