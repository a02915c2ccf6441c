package org.lance4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lance4j.cli.Rows.field;

import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.Types.MinorType;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.Test;

/// The names that the description of the command line lists.
final class TypeTextTest {
  private static void assertNamed(String name, ArrowType type, Field... children) {
    assertEquals(name, TypeText.of(field("x", type, children)));
  }

  @Test
  void namesOfPlainTypes() {
    assertNamed("bool", MinorType.BIT.getType());
    assertNamed("int8", MinorType.TINYINT.getType());
    assertNamed("uint64", MinorType.UINT8.getType());
    assertNamed("float16", new ArrowType.FloatingPoint(FloatingPointPrecision.HALF));
    assertNamed("float64", MinorType.FLOAT8.getType());
    assertNamed("utf8", MinorType.VARCHAR.getType());
    assertNamed("large_binary", MinorType.LARGEVARBINARY.getType());
    assertNamed("fixed_size_binary[16]", new ArrowType.FixedSizeBinary(16));
    assertNamed("decimal128(22, 4)", new ArrowType.Decimal(22, 4, 128));
    assertNamed("decimal256(60, 6)", new ArrowType.Decimal(60, 6, 256));
    assertNamed("date32", new ArrowType.Date(DateUnit.DAY));
    assertNamed("date64", new ArrowType.Date(DateUnit.MILLISECOND));
    assertNamed("time32[ms]", new ArrowType.Time(TimeUnit.MILLISECOND, 32));
    assertNamed("time64[ns]", new ArrowType.Time(TimeUnit.NANOSECOND, 64));
    assertNamed("timestamp[us]", new ArrowType.Timestamp(TimeUnit.MICROSECOND, null));
    assertNamed("timestamp[us, UTC]", new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC"));
    assertNamed("duration[ns]", new ArrowType.Duration(TimeUnit.NANOSECOND));
    assertNamed("null", new ArrowType.Null());
  }

  @Test
  void namesOfNestedTypes() {
    Field number = new Field("b", FieldType.notNullable(MinorType.INT.getType()), List.of());
    Field text = field("a", MinorType.VARCHAR.getType());
    assertNamed("list<utf8>", new ArrowType.List(), text);
    assertNamed("list<int32 not null>", new ArrowType.List(), number);
    assertNamed("large_list<utf8>", new ArrowType.LargeList(), text);
    assertNamed("fixed_size_list<utf8>[4]", new ArrowType.FixedSizeList(4), text);
    assertNamed("struct<a: utf8, b: int32 not null>", new ArrowType.Struct(), text, number);
    assertNamed("struct<>", new ArrowType.Struct());
    assertNamed(
        "struct<`a.b, ``c```: utf8>",
        new ArrowType.Struct(),
        field("a.b, `c`", MinorType.VARCHAR.getType()));
    assertNamed(
        "map<int32, utf8>",
        new ArrowType.Map(false),
        field("entries", new ArrowType.Struct(), number, text));
  }

  @Test
  void namesOfExtensionsAndDictionaries() {
    FieldType brain =
        new FieldType(
            true,
            new ArrowType.FixedSizeBinary(2),
            null,
            Map.of("ARROW:extension:name", "lance.bfloat16"));
    assertEquals("bfloat16", TypeText.of(new Field("x", brain, List.of())));
    FieldType dictionary =
        new FieldType(
            true,
            MinorType.VARCHAR.getType(),
            new DictionaryEncoding(1, false, new ArrowType.Int(16, true)));
    assertEquals("dictionary<int16, utf8>", TypeText.of(new Field("x", dictionary, List.of())));
  }
}
