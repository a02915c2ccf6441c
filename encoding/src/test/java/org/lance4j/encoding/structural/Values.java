package org.lance4j.encoding.structural;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.util.Text;

/// Values of vectors as text, to compare what may lie in buffers of different shape.
final class Values {
  private Values() {}

  static List<String> of(ValueVector vector) {
    List<String> texts = new ArrayList<>(vector.getValueCount());
    for (int i = 0; i < vector.getValueCount(); i++) {
      texts.add(text(vector.getObject(i)));
    }
    return texts;
  }

  private static String text(Object value) {
    return switch (value) {
      case null -> "null";
      case byte[] bytes -> "x" + HexFormat.of().formatHex(bytes);
      case Text text -> "'" + text + "'";
      case Map<?, ?> struct -> {
        TreeMap<String, String> sorted = new TreeMap<>();
        struct.forEach((name, item) -> sorted.put(String.valueOf(name), text(item)));
        sorted.values().removeIf("null"::equals);
        yield sorted.toString();
      }
      case List<?> items -> {
        List<String> texts = new ArrayList<>(items.size());
        items.forEach(item -> texts.add(text(item)));
        yield texts.toString();
      }
      default -> value.toString();
    };
  }
}
