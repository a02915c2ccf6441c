package org.lance4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lance4j.cli.Rows.field;
import static org.lance4j.cli.Rows.vector;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.Decimal256Vector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.LargeVarBinaryVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampMilliVector;
import org.apache.arrow.vector.TimeStampNanoVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.Types.MinorType;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Each type as the table in the description of the command line has it, by hand.
final class JsonLinesTest {
  private final BufferAllocator allocator = new RootAllocator();

  @AfterEach
  void allMemoryIsBack() {
    allocator.close();
  }

  private static void assertPrints(String expected, FieldVector column) {
    assertEquals(expected, Rows.text(OutputFormat.JSONL, column));
  }

  @Test
  void signedIntegersHaveAllDigits() {
    String text =
        Rows.text(
            OutputFormat.JSONL,
            vector(
                allocator,
                field("a", MinorType.TINYINT.getType()),
                TinyIntVector.class,
                2,
                v -> v.set(0, -128)),
            vector(
                allocator,
                field("b", MinorType.SMALLINT.getType()),
                SmallIntVector.class,
                2,
                v -> v.set(0, 32767)),
            vector(
                allocator,
                field("c", MinorType.INT.getType()),
                IntVector.class,
                2,
                v -> v.set(0, Integer.MIN_VALUE)),
            vector(
                allocator,
                field("d", MinorType.BIGINT.getType()),
                BigIntVector.class,
                2,
                v -> v.set(0, Long.MIN_VALUE)));
    assertEquals(
        """
        {"a":-128,"b":32767,"c":-2147483648,"d":-9223372036854775808}
        {"a":null,"b":null,"c":null,"d":null}
        """,
        text);
  }

  @Test
  void unsignedIntegersHaveNoSign() {
    String text =
        Rows.text(
            OutputFormat.JSONL,
            vector(
                allocator,
                field("a", MinorType.UINT1.getType()),
                UInt1Vector.class,
                1,
                v -> v.set(0, 255)),
            vector(
                allocator,
                field("b", MinorType.UINT2.getType()),
                UInt2Vector.class,
                1,
                v -> v.set(0, 65535)),
            vector(
                allocator,
                field("c", MinorType.UINT4.getType()),
                UInt4Vector.class,
                1,
                v -> v.set(0, -1)),
            vector(
                allocator,
                field("d", MinorType.UINT8.getType()),
                UInt8Vector.class,
                1,
                v -> v.set(0, -1L)));
    assertEquals("{\"a\":255,\"b\":65535,\"c\":4294967295,\"d\":18446744073709551615}\n", text);
  }

  @Test
  void boolsAndNulls() {
    assertPrints(
        "{\"b\":true}\n{\"b\":false}\n{\"b\":null}\n",
        vector(
            allocator,
            field("b", MinorType.BIT.getType()),
            BitVector.class,
            3,
            v -> {
              v.set(0, 1);
              v.set(1, 0);
            }));
    assertPrints("{\"n\":null}\n{\"n\":null}\n", new NullVector("n", 2));
  }

  @Test
  void floatsOfEachWidth() {
    assertPrints(
        "{\"h\":65500.0}\n",
        vector(
            allocator,
            field("h", new ArrowType.FloatingPoint(FloatingPointPrecision.HALF)),
            Float2Vector.class,
            1,
            v -> v.set(0, (short) 0x7bff)));
    assertPrints(
        "{\"f\":0.1}\n{\"f\":-0.0}\n{\"f\":\"NaN\"}\n",
        vector(
            allocator,
            field("f", MinorType.FLOAT4.getType()),
            Float4Vector.class,
            3,
            v -> {
              v.set(0, 0.1f);
              v.set(1, -0f);
              v.set(2, Float.NaN);
            }));
    Field brain =
        new Field(
            "x",
            new FieldType(
                true,
                new ArrowType.FixedSizeBinary(2),
                null,
                Map.of("ARROW:extension:name", "lance.bfloat16")),
            List.of());
    assertPrints(
        "{\"x\":3.14}\n",
        vector(
            allocator,
            brain,
            FixedSizeBinaryVector.class,
            1,
            v -> v.set(0, new byte[] {0x49, 0x40})));
  }

  @Test
  void decimalsKeepTheirScale() {
    assertPrints(
        "{\"d\":\"12.50\"}\n{\"d\":\"-0.01\"}\n{\"d\":\"99999999999999999999.99\"}\n",
        vector(
            allocator,
            field("d", new ArrowType.Decimal(22, 2, 128)),
            DecimalVector.class,
            3,
            v -> {
              v.set(0, new BigDecimal("12.50"));
              v.set(1, new BigDecimal("-0.01"));
              v.set(2, new BigDecimal("99999999999999999999.99"));
            }));
    assertPrints(
        "{\"d\":\"0.000000\"}\n",
        vector(
            allocator,
            field("d", new ArrowType.Decimal(60, 6, 256)),
            Decimal256Vector.class,
            1,
            v -> v.set(0, new BigDecimal("0.000000"))));
  }

  @Test
  void stringsAreEscaped() {
    byte[] hard = "a\"b\\c\n\r\t\b\f\u0001\u001f/é😀\u2028\u007f".getBytes(StandardCharsets.UTF_8);
    String expected = "\"a\\\"b\\\\c\\n\\r\\t\\b\\f\\u0001\\u001f/é😀\u2028\u007f\"";
    assertPrints(
        "{\"s \\\"x\\\"\":" + expected + "}\n{\"s \\\"x\\\"\":\"\"}\n{\"s \\\"x\\\"\":\"plain\"}\n",
        vector(
            allocator,
            field("s \"x\"", MinorType.VARCHAR.getType()),
            VarCharVector.class,
            3,
            v -> {
              v.setSafe(0, hard);
              v.setSafe(1, new byte[0]);
              v.setSafe(2, "plain".getBytes(StandardCharsets.UTF_8));
            }));
    assertPrints(
        "{\"s\":" + expected + "}\n",
        vector(
            allocator,
            field("s", MinorType.LARGEVARCHAR.getType()),
            LargeVarCharVector.class,
            1,
            v -> v.setSafe(0, hard)));
  }

  @Test
  void bytesThatAreNoUtf8StayJson() {
    assertPrints(
        "{\"s\":\"a\uFFFDb\"}\n",
        vector(
            allocator,
            field("s", MinorType.VARCHAR.getType()),
            VarCharVector.class,
            1,
            v -> v.setSafe(0, new byte[] {'a', (byte) 0xff, 'b'})));
  }

  @Test
  void bytesAreBase64WithPadding() {
    // RFC 4648, section 10
    assertPrints(
        "{\"b\":\"Zm9v\"}\n{\"b\":\"Zg==\"}\n{\"b\":\"\"}\n",
        vector(
            allocator,
            field("b", MinorType.VARBINARY.getType()),
            VarBinaryVector.class,
            3,
            v -> {
              v.setSafe(0, "foo".getBytes(StandardCharsets.US_ASCII));
              v.setSafe(1, "f".getBytes(StandardCharsets.US_ASCII));
              v.setSafe(2, new byte[0]);
            }));
    assertPrints(
        "{\"b\":\"Zm8=\"}\n",
        vector(
            allocator,
            field("b", MinorType.LARGEVARBINARY.getType()),
            LargeVarBinaryVector.class,
            1,
            v -> v.setSafe(0, "fo".getBytes(StandardCharsets.US_ASCII))));
    assertPrints(
        "{\"b\":\"+/8=\"}\n",
        vector(
            allocator,
            field("b", new ArrowType.FixedSizeBinary(2)),
            FixedSizeBinaryVector.class,
            1,
            v -> v.set(0, new byte[] {(byte) 0xfb, (byte) 0xff})));
  }

  @Test
  void datesTimesAndDurations() {
    assertPrints(
        "{\"d\":\"2026-02-28\"}\n",
        vector(
            allocator,
            field("d", new ArrowType.Date(DateUnit.DAY)),
            DateDayVector.class,
            1,
            v -> v.set(0, 20512)));
    assertPrints(
        "{\"d\":\"1969-12-31\"}\n",
        vector(
            allocator,
            field("d", new ArrowType.Date(DateUnit.MILLISECOND)),
            DateMilliVector.class,
            1,
            v -> v.set(0, -1)));
    assertPrints(
        "{\"t\":\"13:45:10\"}\n",
        vector(
            allocator,
            field("t", new ArrowType.Time(TimeUnit.SECOND, 32)),
            TimeSecVector.class,
            1,
            v -> v.set(0, 49510)));
    assertPrints(
        "{\"t\":\"13:45:10.000001\"}\n",
        vector(
            allocator,
            field("t", new ArrowType.Time(TimeUnit.MICROSECOND, 64)),
            TimeMicroVector.class,
            1,
            v -> v.set(0, 49510000001L)));
    assertPrints(
        "{\"t\":-7}\n",
        vector(
            allocator,
            field("t", new ArrowType.Duration(TimeUnit.NANOSECOND)),
            DurationVector.class,
            1,
            v -> v.set(0, -7L)));
  }

  @Test
  void timestampsWithAndWithoutZone() {
    assertPrints(
        "{\"t\":\"2026-02-28T13:45:10.123\"}\n",
        vector(
            allocator,
            field("t", new ArrowType.Timestamp(TimeUnit.MILLISECOND, null)),
            TimeStampMilliVector.class,
            1,
            v -> v.set(0, 1772286310123L)));
    assertPrints(
        "{\"t\":\"1970-01-01T00:00:00.000000001\"}\n",
        vector(
            allocator,
            field("t", new ArrowType.Timestamp(TimeUnit.NANOSECOND, null)),
            TimeStampNanoVector.class,
            1,
            v -> v.set(0, 1L)));
    assertPrints(
        "{\"t\":\"2026-02-28T13:45:10.123456Z\"}\n",
        vector(
            allocator,
            field("t", new ArrowType.Timestamp(TimeUnit.MICROSECOND, "+05:30")),
            TimeStampMicroTZVector.class,
            1,
            v -> v.set(0, 1772286310123456L)));
  }

  @Test
  void listsOfEachKind() {
    Field list = field("l", new ArrowType.List(), field("item", MinorType.INT.getType()));
    assertPrints(
        "{\"l\":[1,null,3]}\n{\"l\":[]}\n{\"l\":null}\n",
        vector(
            allocator,
            list,
            ListVector.class,
            3,
            v -> {
              IntVector items = (IntVector) v.getDataVector();
              v.startNewValue(0);
              items.setSafe(0, 1);
              items.setNull(1);
              items.setSafe(2, 3);
              v.endValue(0, 3);
              v.startNewValue(1);
              v.endValue(1, 0);
            }));
    Field pair = field("l", new ArrowType.FixedSizeList(2), field("item", MinorType.INT.getType()));
    assertPrints(
        "{\"l\":[1,2]}\n{\"l\":null}\n{\"l\":[5,6]}\n",
        vector(
            allocator,
            pair,
            FixedSizeListVector.class,
            3,
            v -> {
              IntVector items = (IntVector) v.getDataVector();
              for (int i = 0; i < 6; i++) {
                items.setSafe(i, i + 1);
              }
              v.setNotNull(0);
              v.setNotNull(2);
            }));
  }

  @Test
  void structsAndMaps() {
    Field struct =
        field(
            "s",
            new ArrowType.Struct(),
            field("b", MinorType.INT.getType()),
            field("a", MinorType.BIT.getType()));
    assertPrints(
        "{\"s\":{\"b\":5,\"a\":null}}\n{\"s\":null}\n",
        vector(
            allocator,
            struct,
            StructVector.class,
            2,
            v -> {
              v.setIndexDefined(0);
              ((IntVector) v.getChild("b")).setSafe(0, 5);
            }));
    Field entries =
        new Field(
            "entries",
            FieldType.notNullable(new ArrowType.Struct()),
            List.of(
                new Field("key", FieldType.notNullable(MinorType.INT.getType()), List.of()),
                field("value", MinorType.INT.getType())));
    assertPrints(
        "{\"m\":[{\"key\":1,\"value\":2},{\"key\":3,\"value\":null}]}\n",
        vector(
            allocator,
            field("m", new ArrowType.Map(false), entries),
            MapVector.class,
            1,
            v -> {
              StructVector pairs = (StructVector) v.getDataVector();
              IntVector keys = (IntVector) pairs.getChild("key");
              keys.setSafe(0, 1);
              keys.setSafe(1, 3);
              ((IntVector) pairs.getChild("value")).setSafe(0, 2);
              v.startNewValue(0);
              pairs.setIndexDefined(0);
              pairs.setIndexDefined(1);
              v.endValue(0, 2);
              pairs.setValueCount(2);
            }));
  }
}
