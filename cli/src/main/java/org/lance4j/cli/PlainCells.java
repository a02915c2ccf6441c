package org.lance4j.cli;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;

/// Values as in JSON, but what JSON has as a string without the quotes and escapes.
///
/// Nested values stay JSON. Confined to one thread.
final class PlainCells {
  private final DictionaryProvider dictionaries;
  private final JsonCells json;
  private final TextBuffer quoted = new TextBuffer();

  PlainCells(DictionaryProvider dictionaries) {
    this.dictionaries = dictionaries;
    json = new JsonCells(dictionaries);
  }

  static boolean isNull(FieldVector vector, int row) {
    return vector instanceof NullVector || vector.isNull(row);
  }

  /// The printer of the values of a column that are not null.
  Cell of(FieldVector vector) {
    DictionaryEncoding encoding = vector.getField().getDictionary();
    if (encoding != null && vector instanceof BaseIntVector indices) {
      Dictionary dictionary = dictionaries.lookup(encoding.getId());
      if (dictionary != null) {
        Cell values = of(dictionary.getVector());
        return (row, out) -> values.write(Math.toIntExact(indices.getValueAsLong(row)), out);
      }
    }
    return switch (vector) {
      case VarCharVector v -> utf8(v);
      case LargeVarCharVector v -> largeUtf8(v);
      default -> unquoted(json.of(vector));
    };
  }

  private static Cell utf8(VarCharVector vector) {
    return (row, out) -> {
      ArrowBuf offsets = vector.getOffsetBuffer();
      int start = offsets.getInt(row * 4L);
      out.utf8(vector.getDataBuffer(), start, offsets.getInt((row + 1) * 4L) - start);
    };
  }

  private static Cell largeUtf8(LargeVarCharVector vector) {
    return (row, out) -> {
      ArrowBuf offsets = vector.getOffsetBuffer();
      long start = offsets.getLong(row * 8L);
      int length = Math.toIntExact(offsets.getLong((row + 1) * 8L) - start);
      out.utf8(vector.getDataBuffer(), start, length);
    };
  }

  /// The strings of other types (dates, decimals, base64, NaN) hold nothing that JSON escapes.
  private Cell unquoted(Cell cell) {
    return (row, out) -> {
      quoted.clear();
      cell.write(row, quoted);
      int length = quoted.length();
      if (length >= 2 && quoted.at(0) == '"') {
        out.put(quoted, 1, length - 2);
      } else {
        out.put(quoted, 0, length);
      }
    };
  }
}
