package org.lance4j.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.Decimal256Vector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.ExtensionTypeVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.LargeVarBinaryVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeMilliVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.lance4j.format.UnsupportedFeatureException;

/// How the values of each Arrow type are printed as JSON.
///
/// Cells read the vectors of one batch; confined to one thread.
final class JsonCells {
  private final DictionaryProvider dictionaries;
  private final FloatText floats = new FloatText();

  JsonCells(DictionaryProvider dictionaries) {
    this.dictionaries = dictionaries;
  }

  /// The printer of a column, nulls included.
  ///
  /// @throws UnsupportedFeatureException for a type that no Lance table has
  Cell of(FieldVector vector) {
    if (vector instanceof NullVector) {
      return (row, out) -> out.ascii("null");
    }
    Cell value = value(vector);
    if (vector.getNullCount() == 0) {
      return value;
    }
    return (row, out) -> {
      if (vector.isNull(row)) {
        out.ascii("null");
      } else {
        value.write(row, out);
      }
    };
  }

  private Cell value(FieldVector vector) {
    if (vector.getField().getDictionary() != null) {
      return dictionary(vector);
    }
    return switch (vector) {
      case BitVector v -> (row, out) -> out.ascii(v.get(row) == 0 ? "false" : "true");
      case TinyIntVector v -> (row, out) -> out.number(v.get(row));
      case SmallIntVector v -> (row, out) -> out.number(v.get(row));
      case IntVector v -> (row, out) -> out.number(v.get(row));
      case BigIntVector v -> (row, out) -> out.number(v.get(row));
      case UInt1Vector v -> (row, out) -> out.number(v.get(row) & 0xff);
      case UInt2Vector v -> (row, out) -> out.number(v.get(row));
      case UInt4Vector v -> (row, out) -> out.number(v.get(row) & 0xffff_ffffL);
      case UInt8Vector v -> (row, out) -> out.unsignedNumber(v.get(row));
      case Float2Vector v -> (row, out) -> floats.float16(out, v.get(row));
      case Float4Vector v -> (row, out) -> floats.float32(out, v.get(row));
      case Float8Vector v -> (row, out) -> floats.float64(out, v.get(row));
      case DecimalVector v -> (row, out) -> decimal(out, v.getObjectNotNull(row));
      case Decimal256Vector v -> (row, out) -> decimal(out, v.getObjectNotNull(row));
      case VarCharVector v -> utf8(v);
      case LargeVarCharVector v -> largeUtf8(v);
      case VarBinaryVector v -> (row, out) -> base64(out, v.get(row));
      case LargeVarBinaryVector v -> (row, out) -> base64(out, v.get(row));
      case FixedSizeBinaryVector v -> fixedSizeBinary(v);
      case DurationVector v -> (row, out) -> out.number(v.getDataBuffer().getLong(row * 8L));
      case NullVector v -> of(v);
      case MapVector v -> map(v);
      case ListVector v -> list(v);
      case LargeListVector v -> largeList(v);
      case FixedSizeListVector v -> fixedSizeList(v);
      case StructVector v -> struct(v);
      case ExtensionTypeVector<?> v when v.getUnderlyingVector() instanceof FieldVector storage ->
          value(storage);
      default -> temporal(vector);
    };
  }

  private static Cell temporal(FieldVector vector) {
    return switch (vector) {
      case DateDayVector v -> quoted((row, out) -> TimeText.date(out, v.get(row)));
      case DateMilliVector v ->
          quoted((row, out) -> TimeText.date(out, Math.floorDiv(v.get(row), 86_400_000L)));
      case TimeSecVector v -> quoted((row, out) -> TimeText.time(out, v.get(row), 0));
      case TimeMilliVector v -> quoted((row, out) -> TimeText.time(out, v.get(row), 3));
      case TimeMicroVector v -> quoted((row, out) -> TimeText.time(out, v.get(row), 6));
      case TimeNanoVector v -> quoted((row, out) -> TimeText.time(out, v.get(row), 9));
      case TimeStampVector v -> timestamp(v);
      default ->
          throw new UnsupportedFeatureException(
              "printing of type " + TypeText.of(vector.getField()));
    };
  }

  private static Cell timestamp(TimeStampVector vector) {
    ArrowType.Timestamp type = (ArrowType.Timestamp) vector.getField().getType();
    int digits = digits(type.getUnit());
    boolean zoned = type.getTimezone() != null;
    return quoted((row, out) -> TimeText.timestamp(out, vector.get(row), digits, zoned));
  }

  private static int digits(TimeUnit unit) {
    return switch (unit) {
      case SECOND -> 0;
      case MILLISECOND -> 3;
      case MICROSECOND -> 6;
      case NANOSECOND -> 9;
    };
  }

  private static Cell quoted(Cell inner) {
    return (row, out) -> {
      out.put('"');
      inner.write(row, out);
      out.put('"');
    };
  }

  private static void decimal(TextBuffer out, BigDecimal value) {
    out.put('"');
    out.ascii(value.toPlainString());
    out.put('"');
  }

  private static void base64(TextBuffer out, byte[] value) {
    out.put('"');
    out.put(Base64.getEncoder().encode(value));
    out.put('"');
  }

  private static Cell utf8(VarCharVector vector) {
    return (row, out) -> {
      ArrowBuf offsets = vector.getOffsetBuffer();
      int start = offsets.getInt(row * 4L);
      out.jsonString(vector.getDataBuffer(), start, offsets.getInt((row + 1) * 4L) - start);
    };
  }

  private static Cell largeUtf8(LargeVarCharVector vector) {
    return (row, out) -> {
      ArrowBuf offsets = vector.getOffsetBuffer();
      long start = offsets.getLong(row * 8L);
      int length = Math.toIntExact(offsets.getLong((row + 1) * 8L) - start);
      out.jsonString(vector.getDataBuffer(), start, length);
    };
  }

  private Cell fixedSizeBinary(FixedSizeBinaryVector vector) {
    if (Extension.isBfloat16(vector.getField())) {
      return (row, out) -> floats.bfloat16(out, vector.getDataBuffer().getShort(row * 2L));
    }
    return (row, out) -> base64(out, vector.get(row));
  }

  private Cell list(ListVector vector) {
    Cell items = of(vector.getDataVector());
    return (row, out) ->
        array(out, items, vector.getElementStartIndex(row), vector.getElementEndIndex(row));
  }

  private Cell largeList(LargeListVector vector) {
    Cell items = of(vector.getDataVector());
    return (row, out) ->
        array(
            out,
            items,
            Math.toIntExact(vector.getElementStartIndex(row)),
            Math.toIntExact(vector.getElementEndIndex(row)));
  }

  private Cell fixedSizeList(FixedSizeListVector vector) {
    Cell items = of(vector.getDataVector());
    int size = vector.getListSize();
    return (row, out) -> array(out, items, row * size, (row + 1) * size);
  }

  private static void array(TextBuffer out, Cell items, int from, int to) {
    out.put('[');
    for (int i = from; i < to; i++) {
      if (i > from) {
        out.put(',');
      }
      items.write(i, out);
    }
    out.put(']');
  }

  private Cell map(MapVector vector) {
    StructVector entries = (StructVector) vector.getDataVector();
    List<FieldVector> pair = entries.getChildrenFromFields();
    Cell key = of(pair.get(0));
    Cell value = of(pair.get(1));
    Cell entry =
        (row, out) -> {
          out.ascii("{\"key\":");
          key.write(row, out);
          out.ascii(",\"value\":");
          value.write(row, out);
          out.put('}');
        };
    return (row, out) ->
        array(out, entry, vector.getElementStartIndex(row), vector.getElementEndIndex(row));
  }

  private Cell struct(StructVector vector) {
    return object(vector.getChildrenFromFields());
  }

  /// One JSON object per row of some columns, its keys in their order.
  Cell object(List<FieldVector> columns) {
    List<byte[]> keys = new ArrayList<>();
    List<Cell> cells = new ArrayList<>();
    for (FieldVector column : columns) {
      TextBuffer key = new TextBuffer();
      key.put(keys.isEmpty() ? '{' : ',');
      key.jsonString(column.getField().getName());
      key.put(':');
      keys.add(key.toBytes());
      cells.add(of(column));
    }
    if (cells.isEmpty()) {
      return (row, out) -> out.ascii("{}");
    }
    return (row, out) -> {
      for (int i = 0; i < cells.size(); i++) {
        out.put(keys.get(i));
        cells.get(i).write(row, out);
      }
      out.put('}');
    };
  }

  private Cell dictionary(FieldVector indices) {
    Field field = indices.getField();
    Dictionary dictionary = dictionaries.lookup(field.getDictionary().getId());
    if (dictionary == null || !(indices instanceof BaseIntVector integers)) {
      throw new UnsupportedFeatureException("a dictionary column without its dictionary");
    }
    Cell values = of(dictionary.getVector());
    return (row, out) -> values.write(Math.toIntExact(integers.getValueAsLong(row)), out);
  }
}
