package org.lance4j.encoding.compression;

import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.lance4j.format.UnsupportedFeatureException;

/// Bytes of one value of the Arrow types that have a fixed number of them.
public final class FixedWidths {
  private FixedWidths() {}

  /// @throws UnsupportedFeatureException for types that Lance does not store
  public static int bytes(ArrowType type) {
    return switch (type) {
      case ArrowType.Int number -> number.getBitWidth() / 8;
      case ArrowType.FloatingPoint number -> floatBytes(number.getPrecision());
      case ArrowType.FixedSizeBinary binary -> binary.getByteWidth();
      case ArrowType.Decimal decimal when decimal.getBitWidth() >= 128 -> decimal.getBitWidth() / 8;
      case ArrowType.Date date -> date.getUnit() == DateUnit.DAY ? 4 : 8;
      case ArrowType.Time time -> time.getBitWidth() / 8;
      case ArrowType.Timestamp _, ArrowType.Duration _ -> 8;
      default -> throw new UnsupportedFeatureException("column of type " + type);
    };
  }

  private static int floatBytes(FloatingPointPrecision precision) {
    return switch (precision) {
      case HALF -> 2;
      case SINGLE -> 4;
      case DOUBLE -> 8;
    };
  }
}
