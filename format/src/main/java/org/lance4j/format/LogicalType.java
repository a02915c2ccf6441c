package org.lance4j.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;

/// What a `lance.file.Field` says in `logical_type`, a text.
///
/// | text | type |
/// |---|---|
/// | `null` `bool` `int8` .. `uint64` `halffloat` `float` `double` | as named |
/// | `string` `large_string` `binary` `large_binary` `fixed_size_binary:N` | as named |
/// | `date32:day` `date64:ms` `time32:s` .. `time64:ns` `duration:s` .. `duration:ns` | as named |
/// | `timestamp:UNIT:ZONE` | the zone is all that follows the second colon; `-` is none |
/// | `decimal:128:P:S` `decimal:256:P:S` | precision, scale |
/// | `fixed_size_list:ITEM:N` | item: any of these; `lance.bfloat16`; `struct`: has a child field |
/// | `list` `list.struct` `large_list` `large_list.struct` `struct` `map` | have child fields |
/// | `dict:VALUE:INDEX:ORDERED` | a dictionary |
/// | `blob` `json` | binary with a meaning |
public sealed interface LogicalType {
  /// An Arrow type without children.
  record Primitive(ArrowType type) implements LogicalType {}

  /// The item of a fixed-size list: two bytes, upper half of a float32.
  record BFloat16() implements LogicalType {}

  /// Large values that lie outside of the pages, as bytes.
  record Blob() implements LogicalType {}

  /// JSON in its binary form.
  record Json() implements LogicalType {}

  /// Fields are the children.
  record Struct() implements LogicalType {}

  /// The one child is the item. `large`: 64-bit offsets.
  record ItemList(boolean large) implements LogicalType {}

  /// The one child is the struct of key and value.
  record EntryMap() implements LogicalType {}

  /// The one child is the struct.
  record FixedSizeStructList(int size) implements LogicalType {}

  /// The item is a part of the type, not a child field.
  record FixedSizeList(LogicalType item, int size) implements LogicalType {}

  /// Values once, and for each row an index.
  record Dictionary(LogicalType value, ArrowType.Int index, boolean ordered)
      implements LogicalType {}

  /// Fixed-size lists nested deeper than this are refused.
  int MAX_LIST_DEPTH = 32;

  /// @throws UnsupportedFeatureException for a type that is not known
  /// @throws CorruptFileException for a size, precision or scale that no type has
  static LogicalType parse(String text) {
    LogicalType plain = plain(text);
    if (plain != null) {
      return plain;
    }
    String kind = text.substring(0, Math.max(0, text.indexOf(':')));
    return switch (kind) {
      case "fixed_size_list" -> fixedSizeList(text);
      case "fixed_size_binary" ->
          new Primitive(
              new ArrowType.FixedSizeBinary(
                  number(text, text.substring(kind.length() + 1), 0, Integer.MAX_VALUE)));
      case "timestamp" -> timestamp(text);
      case "decimal" -> decimal(text);
      case "dict" -> dictionary(text);
      default -> throw unknown(text);
    };
  }

  private static @Nullable LogicalType plain(String text) {
    return switch (text) {
      case "null" -> new Primitive(ArrowType.Null.INSTANCE);
      case "bool" -> new Primitive(ArrowType.Bool.INSTANCE);
      case "int8" -> new Primitive(new ArrowType.Int(8, true));
      case "int16" -> new Primitive(new ArrowType.Int(16, true));
      case "int32" -> new Primitive(new ArrowType.Int(32, true));
      case "int64" -> new Primitive(new ArrowType.Int(64, true));
      case "uint8" -> new Primitive(new ArrowType.Int(8, false));
      case "uint16" -> new Primitive(new ArrowType.Int(16, false));
      case "uint32" -> new Primitive(new ArrowType.Int(32, false));
      case "uint64" -> new Primitive(new ArrowType.Int(64, false));
      case "halffloat" -> new Primitive(new ArrowType.FloatingPoint(FloatingPointPrecision.HALF));
      case "float" -> new Primitive(new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE));
      case "double" -> new Primitive(new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE));
      case "string" -> new Primitive(ArrowType.Utf8.INSTANCE);
      case "large_string" -> new Primitive(ArrowType.LargeUtf8.INSTANCE);
      case "binary" -> new Primitive(ArrowType.Binary.INSTANCE);
      case "large_binary" -> new Primitive(ArrowType.LargeBinary.INSTANCE);
      case "date32:day" -> new Primitive(new ArrowType.Date(DateUnit.DAY));
      case "date64:ms" -> new Primitive(new ArrowType.Date(DateUnit.MILLISECOND));
      case "time32:s" -> new Primitive(new ArrowType.Time(TimeUnit.SECOND, 32));
      case "time32:ms" -> new Primitive(new ArrowType.Time(TimeUnit.MILLISECOND, 32));
      case "time64:us" -> new Primitive(new ArrowType.Time(TimeUnit.MICROSECOND, 64));
      case "time64:ns" -> new Primitive(new ArrowType.Time(TimeUnit.NANOSECOND, 64));
      case "duration:s" -> new Primitive(new ArrowType.Duration(TimeUnit.SECOND));
      case "duration:ms" -> new Primitive(new ArrowType.Duration(TimeUnit.MILLISECOND));
      case "duration:us" -> new Primitive(new ArrowType.Duration(TimeUnit.MICROSECOND));
      case "duration:ns" -> new Primitive(new ArrowType.Duration(TimeUnit.NANOSECOND));
      case "blob" -> new Blob();
      case "json" -> new Json();
      case "struct" -> new Struct();
      case "list", "list.struct" -> new ItemList(false);
      case "large_list", "large_list.struct" -> new ItemList(true);
      case "map" -> new EntryMap();
      default -> null;
    };
  }

  /// `fixed_size_list:` and `:N` around the item, as often as they are nested.
  private static LogicalType fixedSizeList(String text) {
    String prefix = "fixed_size_list:";
    List<Integer> sizes = new ArrayList<>();
    String inner = text;
    while (inner.startsWith(prefix)) {
      int colon = inner.lastIndexOf(':');
      if (colon < prefix.length()) {
        throw unknown(text);
      }
      Bounds.check(sizes.size() < MAX_LIST_DEPTH, "fixed-size lists are nested too deep");
      sizes.add(number(text, inner.substring(colon + 1), 1, Integer.MAX_VALUE));
      inner = inner.substring(prefix.length(), colon);
    }
    if (inner.equals("struct") && sizes.size() == 1) {
      return new FixedSizeStructList(sizes.getFirst());
    }
    LogicalType item = inner.equals("lance.bfloat16") ? new BFloat16() : parse(inner);
    if (!(item instanceof Primitive || item instanceof BFloat16 || item instanceof Dictionary)) {
      throw unknown(text);
    }
    for (int size : sizes.reversed()) {
      item = new FixedSizeList(item, size);
    }
    return item;
  }

  private static LogicalType timestamp(String text) {
    String[] parts = text.split(":", 3);
    if (parts.length < 3) {
      throw unknown(text);
    }
    TimeUnit unit =
        switch (parts[1]) {
          case "s" -> TimeUnit.SECOND;
          case "ms" -> TimeUnit.MILLISECOND;
          case "us" -> TimeUnit.MICROSECOND;
          case "ns" -> TimeUnit.NANOSECOND;
          default -> throw unknown(text);
        };
    return new Primitive(new ArrowType.Timestamp(unit, parts[2].equals("-") ? null : parts[2]));
  }

  private static LogicalType decimal(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 4 || !(parts[1].equals("128") || parts[1].equals("256"))) {
      throw unknown(text);
    }
    int bits = parts[1].equals("128") ? 128 : 256;
    int precision = number(text, parts[2], 1, bits == 128 ? 38 : 76);
    return new Primitive(
        new ArrowType.Decimal(
            precision, number(text, parts[3], Byte.MIN_VALUE, Byte.MAX_VALUE), bits));
  }

  private static LogicalType dictionary(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 4) {
      throw unknown(text);
    }
    LogicalType value = plain(parts[1]);
    LogicalType index = plain(parts[2]);
    if (value instanceof Primitive
        && index instanceof Primitive(ArrowType type)
        && type instanceof ArrowType.Int indexType) {
      boolean ordered = parts[3].toLowerCase(Locale.ROOT).equals("true");
      return new Dictionary(value, indexType, ordered);
    }
    throw unknown(text);
  }

  private static int number(String text, String digits, int min, int max) {
    try {
      int value = Integer.parseInt(digits);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Falls through to the same error.
    }
    throw new CorruptFileException("logical type \"" + text + "\" has a number out of range");
  }

  private static UnsupportedFeatureException unknown(String text) {
    return new UnsupportedFeatureException("logical type \"" + text + "\"");
  }
}
