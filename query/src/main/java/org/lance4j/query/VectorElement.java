package org.lance4j.query;

import java.util.Map;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/// What the vectors of a column are made of.
public enum VectorElement {
  FLOAT16(2),
  /// Two bytes with the extension name `lance.bfloat16`.
  BFLOAT16(2),
  FLOAT32(4),
  FLOAT64(8),
  INT8(1),
  UINT8(1);

  private final int bytes;

  VectorElement(int bytes) {
    this.bytes = bytes;
  }

  /// Bytes of one element.
  public int bytes() {
    return bytes;
  }

  /// @return null when vectors of such elements cannot be searched
  static @Nullable VectorElement of(Field element) {
    return switch (element.getType()) {
      case ArrowType.FloatingPoint f ->
          switch (f.getPrecision()) {
            case HALF -> FLOAT16;
            case SINGLE -> FLOAT32;
            case DOUBLE -> FLOAT64;
          };
      case ArrowType.Int i when i.getBitWidth() == 8 -> i.getIsSigned() ? INT8 : UINT8;
      case ArrowType.FixedSizeBinary b when b.getByteWidth() == 2 ->
          isBfloat16(element.getMetadata()) ? BFLOAT16 : null;
      default -> null;
    };
  }

  private static boolean isBfloat16(Map<String, String> metadata) {
    return "lance.bfloat16"
        .equals(metadata.get(ArrowType.ExtensionType.EXTENSION_METADATA_KEY_NAME));
  }

  boolean knows(DistanceMetric metric) {
    return (this == UINT8) == (metric == DistanceMetric.HAMMING);
  }

  DistanceMetric defaultMetric() {
    return this == UINT8 ? DistanceMetric.HAMMING : DistanceMetric.L2;
  }
}
