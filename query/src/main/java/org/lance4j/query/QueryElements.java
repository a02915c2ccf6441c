package org.lance4j.query;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.lance4j.format.InvalidQueryException;

/// Query numbers in the form that distances to a column are computed in: bytes for `uint8`, 64-bit
/// floats for those, 32-bit floats for all others.
final class QueryElements {
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private QueryElements() {}

  /// Bytes of one element of a query.
  static int bytes(VectorElement element) {
    return switch (element) {
      case UINT8 -> 1;
      case FLOAT64 -> 8;
      case FLOAT16, BFLOAT16, FLOAT32, INT8 -> 4;
    };
  }

  /// @throws InvalidQueryException when a number does not fit the elements of the column
  static void check(QueryVector vector, VectorColumn column) {
    VectorElement element = column.element();
    if (element == VectorElement.UINT8) {
      for (int i = 0; i < vector.dimension(); i++) {
        double value = value(vector, i, element);
        if (!(value >= 0 && value <= 255) || value != Math.rint(value)) {
          throw new InvalidQueryException(
              "column '" + column.name() + "' has vectors of uint8, the query contains " + value);
        }
      }
    } else if (vector instanceof QueryVector.Bytes && element != VectorElement.INT8) {
      throw new InvalidQueryException(
          "column '" + column.name() + "' has vectors of " + element + ", the query is of bytes");
    }
  }

  /// Writes a query that was checked.
  static void write(QueryVector vector, VectorElement element, MemorySegment target, long at) {
    for (int i = 0; i < vector.dimension(); i++) {
      double value = value(vector, i, element);
      switch (element) {
        case UINT8 -> target.set(ValueLayout.JAVA_BYTE, at + i, (byte) (int) value);
        case FLOAT64 -> target.set(DOUBLE, at + 8L * i, value);
        case FLOAT16 -> target.set(FLOAT, at + 4L * i, roundToFloat16((float) value));
        case BFLOAT16, FLOAT32, INT8 -> target.set(FLOAT, at + 4L * i, (float) value);
      }
    }
  }

  /// A number in the form that queries are written in.
  static double read(VectorElement element, MemorySegment source, long at) {
    return switch (element) {
      case UINT8 -> Byte.toUnsignedInt(source.get(ValueLayout.JAVA_BYTE, at));
      case FLOAT64 -> source.get(DOUBLE, at);
      case FLOAT16, BFLOAT16, FLOAT32, INT8 -> source.get(FLOAT, at);
    };
  }

  private static double value(QueryVector vector, int i, VectorElement element) {
    return switch (vector) {
      case QueryVector.Floats floats -> floats.values()[i];
      case QueryVector.Doubles doubles -> doubles.values()[i];
      case QueryVector.Bytes bytes ->
          element == VectorElement.UINT8
              ? Byte.toUnsignedInt(bytes.values()[i])
              : bytes.values()[i];
    };
  }

  /// pylance turns a query into the column's 16-bit floats before it computes anything.
  private static float roundToFloat16(float value) {
    return Float.float16ToFloat(Float.floatToFloat16(value));
  }
}
