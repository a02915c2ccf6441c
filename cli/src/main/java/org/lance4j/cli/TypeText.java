package org.lance4j.cli;

import java.util.Locale;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;

/// The names of types: `struct<a: int64, b: list<utf8> not null>`.
final class TypeText {
  private TypeText() {}

  /// The type of a field, nested types spelled out.
  static String of(Field field) {
    DictionaryEncoding dictionary = field.getDictionary();
    String value = Extension.isBfloat16(field) ? "bfloat16" : plain(field);
    return dictionary == null
        ? value
        : "dictionary<" + simple(dictionary.getIndexType()) + ", " + value + ">";
  }

  private static String plain(Field field) {
    return switch (field.getType()) {
      case ArrowType.List _ -> "list<" + child(field, 0) + ">";
      case ArrowType.LargeList _ -> "large_list<" + child(field, 0) + ">";
      case ArrowType.FixedSizeList list ->
          "fixed_size_list<" + child(field, 0) + ">[" + list.getListSize() + "]";
      case ArrowType.Struct _ -> struct(field);
      case ArrowType.Map _ -> {
        Field entry = field.getChildren().getFirst();
        yield "map<" + of(entry.getChildren().get(0)) + ", " + child(entry, 1) + ">";
      }
      default -> simple(field.getType());
    };
  }

  private static String child(Field parent, int index) {
    Field field = parent.getChildren().get(index);
    return field.isNullable() ? of(field) : of(field) + " not null";
  }

  private static String struct(Field field) {
    StringBuilder text = new StringBuilder("struct<");
    for (int i = 0; i < field.getChildren().size(); i++) {
      text.append(i == 0 ? "" : ", ");
      text.append(name(field.getChildren().get(i).getName())).append(": ").append(child(field, i));
    }
    return text.append('>').toString();
  }

  private static String name(String name) {
    boolean plain = !name.isEmpty() && name.chars().noneMatch(c -> " ,:<>[]()`.".indexOf(c) >= 0);
    return plain ? name : "`" + name.replace("`", "``") + "`";
  }

  private static String simple(ArrowType type) {
    return switch (type) {
      case ArrowType.Int t -> (t.getIsSigned() ? "int" : "uint") + t.getBitWidth();
      case ArrowType.FloatingPoint t -> floating(t.getPrecision());
      case ArrowType.Decimal t ->
          "decimal" + t.getBitWidth() + "(" + t.getPrecision() + ", " + t.getScale() + ")";
      case ArrowType.Utf8 _ -> "utf8";
      case ArrowType.LargeUtf8 _ -> "large_utf8";
      case ArrowType.Binary _ -> "binary";
      case ArrowType.LargeBinary _ -> "large_binary";
      case ArrowType.FixedSizeBinary t -> "fixed_size_binary[" + t.getByteWidth() + "]";
      case ArrowType.Date t ->
          switch (t.getUnit()) {
            case DAY -> "date32";
            case MILLISECOND -> "date64";
          };
      case ArrowType.Time t -> "time" + t.getBitWidth() + "[" + unit(t.getUnit()) + "]";
      case ArrowType.Timestamp t ->
          "timestamp["
              + unit(t.getUnit())
              + (t.getTimezone() == null ? "]" : ", " + t.getTimezone() + "]");
      case ArrowType.Duration t -> "duration[" + unit(t.getUnit()) + "]";
      default -> type.getTypeID().name().toLowerCase(Locale.ROOT);
    };
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
