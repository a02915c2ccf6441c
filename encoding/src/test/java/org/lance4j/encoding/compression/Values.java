package org.lance4j.encoding.compression;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.FieldVector;

/// Values of vectors in a form that can be compared.
final class Values {
  private Values() {}

  static Object of(FieldVector vector, int index) {
    return normal(vector.getObject(index));
  }

  private static Object normal(Object value) {
    return switch (value) {
      case null -> "null";
      case byte[] bytes -> HexFormat.of().formatHex(bytes);
      case Map<?, ?> map ->
          map.entrySet().stream().map(e -> e.getKey() + "=" + normal(e.getValue())).toList();
      case List<?> list -> list.stream().map(Values::normal).toList();
      default -> value;
    };
  }
}
