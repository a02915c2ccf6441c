package org.lance4j.testdata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.ExtensionTypeVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/// Where rows differ from those that are due, exactly.
///
/// Values are compared bit by bit: `-0.0` differs from `0.0`, all NaN are equal, what lies under a
/// null does not count. An extension type counts as its storage, with its name in the field's
/// metadata; JSON is compared as documents. The names of list items and of map entries do not
/// count, nor does the nullability of columns that begin with `_row`.
public final class ArrowDifference {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String EXTENSION_NAME = "ARROW:extension:name";
  private static final String EXTENSION_METADATA = "ARROW:extension:metadata";

  private ArrowDifference() {}

  /// The first difference of each column, from rows that were chosen by place; empty when there is
  /// none.
  ///
  /// @param expected the table that holds what is due
  /// @param expectedPlaces which of its rows are due, in order
  /// @param actual the rows that were read
  public static List<String> ofRows(
      VectorSchemaRoot expected, int[] expectedPlaces, VectorSchemaRoot actual) {
    List<String> found = ofTypes(expected.getSchema(), actual.getSchema());
    if (!found.isEmpty()) {
      return found;
    }
    if (expectedPlaces.length != actual.getRowCount()) {
      return List.of(expectedPlaces.length + " rows expected, " + actual.getRowCount() + " read");
    }
    int[] places = IntStream.range(0, actual.getRowCount()).toArray();
    List<FieldVector> columns = expected.getFieldVectors();
    for (int i = 0; i < columns.size(); i++) {
      Pairs pairs = new Pairs(columns.get(i), expectedPlaces, actual.getVector(i), places);
      found.addAll(ofValues(columns.get(i).getName(), pairs));
    }
    return found;
  }

  /// Differences of the columns' names, order and types.
  public static List<String> ofTypes(Schema expected, Schema actual) {
    List<String> names = expected.getFields().stream().map(Field::getName).toList();
    List<String> actualNames = actual.getFields().stream().map(Field::getName).toList();
    List<String> found = new ArrayList<>();
    if (!names.equals(actualNames)) {
      found.add("columns " + names + " read as " + actualNames);
      return found;
    }
    for (int i = 0; i < names.size(); i++) {
      found.addAll(ofType(names.get(i), expected.getFields().get(i), actual.getFields().get(i)));
    }
    return found;
  }

  /// Differences of nullability and metadata, of fields and of the schema.
  public static List<String> ofSchemas(Schema expected, Schema actual) {
    List<String> found = ofTypes(expected, actual);
    for (int i = 0; found.isEmpty() && i < expected.getFields().size(); i++) {
      Field field = expected.getFields().get(i);
      if (!field.getName().startsWith("_row")) {
        found.addAll(ofField(field.getName(), field, actual.getFields().get(i)));
      }
    }
    if (!orEmpty(expected.getCustomMetadata()).equals(orEmpty(actual.getCustomMetadata()))) {
      found.add(
          "metadata " + expected.getCustomMetadata() + " read as " + actual.getCustomMetadata());
    }
    return found;
  }

  private static Map<String, String> orEmpty(Map<String, String> metadata) {
    Map<String, String> kept = new HashMap<>(metadata);
    kept.remove("ARROW:schema");
    return kept;
  }

  private static ArrowType storage(Field field) {
    return field.getType() instanceof ArrowType.ExtensionType extension
        ? extension.storageType()
        : field.getType();
  }

  private static List<String> ofType(String path, Field expected, Field actual) {
    List<String> found = new ArrayList<>();
    ArrowType e = storage(expected);
    ArrowType a = storage(actual);
    boolean same = e.equals(a) || (e instanceof ArrowType.Map && a instanceof ArrowType.Map);
    if (!same || expected.getChildren().size() != actual.getChildren().size()) {
      found.add(path + ": type " + expected + " read as " + actual);
      return found;
    }
    for (int i = 0; i < expected.getChildren().size(); i++) {
      Field child = expected.getChildren().get(i);
      Field other = actual.getChildren().get(i);
      if (e instanceof ArrowType.Struct && !child.getName().equals(other.getName())) {
        found.add(path + ": field " + child.getName() + " read as " + other.getName());
      }
      found.addAll(ofType(childPath(path, e, child), child, other));
    }
    return found;
  }

  private static String childPath(String path, ArrowType parent, Field child) {
    return parent instanceof ArrowType.Struct ? path + "." + child.getName() : path + "[]";
  }

  private static List<String> ofField(String path, Field expected, Field actual) {
    List<String> found = new ArrayList<>();
    if (expected.isNullable() != actual.isNullable()) {
      found.add(path + ": nullable " + expected.isNullable() + " read as " + actual.isNullable());
    }
    Map<String, String> metadata = fieldMetadata(expected);
    Map<String, String> other = fieldMetadata(actual);
    if (!metadata.equals(other)) {
      found.add(path + ": metadata " + metadata + " read as " + other);
    }
    boolean map = storage(expected) instanceof ArrowType.Map;
    for (int i = 0; i < expected.getChildren().size(); i++) {
      Field child = expected.getChildren().get(i);
      Field otherChild = actual.getChildren().get(i);
      if (map) { // the entries themselves are never null, whatever their field says
        found.addAll(
            ofField(path + ".key", child.getChildren().get(0), otherChild.getChildren().get(0)));
        found.addAll(
            ofField(path + ".value", child.getChildren().get(1), otherChild.getChildren().get(1)));
      } else {
        found.addAll(ofField(childPath(path, storage(expected), child), child, otherChild));
      }
    }
    return found;
  }

  private static Map<String, String> fieldMetadata(Field field) {
    Map<String, String> metadata = new TreeMap<>(field.getMetadata());
    if (field.getType() instanceof ArrowType.ExtensionType extension) {
      metadata.put(EXTENSION_NAME, extension.extensionName());
      metadata.remove(EXTENSION_METADATA);
    }
    if (metadata.getOrDefault(EXTENSION_METADATA, "").isEmpty()) {
      metadata.remove(EXTENSION_METADATA);
    }
    return metadata;
  }

  /// Two vectors, and the places in both whose values must be equal, pair by pair.
  private record Pairs(
      ValueVector expected, int[] expectedPlaces, ValueVector actual, int[] actualPlaces) {
    Pairs {
      expected = expected instanceof ExtensionTypeVector<?> x ? x.getUnderlyingVector() : expected;
      actual = actual instanceof ExtensionTypeVector<?> x ? x.getUnderlyingVector() : actual;
    }

    int size() {
      return expectedPlaces.length;
    }

    /// The pairs of which neither is null.
    Pairs live() {
      int[] kept =
          IntStream.range(0, size()).filter(i -> !expected.isNull(expectedPlaces[i])).toArray();
      return new Pairs(
          expected,
          Arrays.stream(kept).map(i -> expectedPlaces[i]).toArray(),
          actual,
          Arrays.stream(kept).map(i -> actualPlaces[i]).toArray());
    }
  }

  private static List<String> ofValues(String path, Pairs pairs) {
    if (pairs.expected() instanceof NullVector) {
      return List.of();
    }
    for (int i = 0; i < pairs.size(); i++) {
      boolean expectedNull = pairs.expected().isNull(pairs.expectedPlaces()[i]);
      boolean actualNull = pairs.actual().isNull(pairs.actualPlaces()[i]);
      if (expectedNull != actualNull) {
        return List.of(
            path
                + "["
                + i
                + "]: "
                + (expectedNull ? "null" : "value")
                + " expected, "
                + (actualNull ? "null" : "value")
                + " read");
      }
    }
    Pairs live = pairs.live();
    return switch (live.expected()) {
      case StructVector struct -> ofStructs(path, struct, live);
      case ListVector _, LargeListVector _, FixedSizeListVector _ -> ofLists(path, live);
      default -> ofLeaves(path, live);
    };
  }

  private static List<String> ofStructs(String path, StructVector struct, Pairs live) {
    List<String> found = new ArrayList<>();
    StructVector actual = (StructVector) live.actual();
    for (int i = 0; i < struct.size(); i++) {
      Pairs child =
          new Pairs(
              struct.getChildByOrdinal(i),
              live.expectedPlaces(),
              actual.getChildByOrdinal(i),
              live.actualPlaces());
      found.addAll(ofValues(path + "." + struct.getChildByOrdinal(i).getName(), child));
    }
    return found;
  }

  private static List<String> ofLists(String path, Pairs live) {
    IntStream.Builder expected = IntStream.builder();
    IntStream.Builder actual = IntStream.builder();
    for (int i = 0; i < live.size(); i++) {
      int e = live.expectedPlaces()[i];
      int a = live.actualPlaces()[i];
      long length = end(live.expected(), e) - start(live.expected(), e);
      long other = end(live.actual(), a) - start(live.actual(), a);
      if (length != other) {
        return List.of(
            path + "[" + i + "]: list of " + length + " expected, of " + other + " read");
      }
      for (int k = 0; k < length; k++) {
        expected.add(Math.toIntExact(start(live.expected(), e) + k));
        actual.add(Math.toIntExact(start(live.actual(), a) + k));
      }
    }
    return ofValues(
        path + "[]",
        new Pairs(
            items(live.expected()),
            expected.build().toArray(),
            items(live.actual()),
            actual.build().toArray()));
  }

  private static long start(ValueVector vector, int i) {
    return switch (vector) {
      case ListVector list -> list.getElementStartIndex(i);
      case LargeListVector list -> list.getElementStartIndex(i);
      case FixedSizeListVector list -> list.getElementStartIndex(i);
      default -> throw new AssertionError(vector.getClass());
    };
  }

  private static long end(ValueVector vector, int i) {
    return switch (vector) {
      case ListVector list -> list.getElementEndIndex(i);
      case LargeListVector list -> list.getElementEndIndex(i);
      case FixedSizeListVector list -> list.getElementEndIndex(i);
      default -> throw new AssertionError(vector.getClass());
    };
  }

  private static ValueVector items(ValueVector vector) {
    return switch (vector) {
      case ListVector list -> list.getDataVector();
      case LargeListVector list -> list.getDataVector();
      case FixedSizeListVector list -> list.getDataVector();
      default -> throw new AssertionError(vector.getClass());
    };
  }

  private static List<String> ofLeaves(String path, Pairs live) {
    Field field = live.expected().getField();
    boolean json = field.getMetadata().getOrDefault(EXTENSION_NAME, "").endsWith(".json");
    for (int i = 0; i < live.size(); i++) {
      byte[] expected = bytes(live.expected(), live.expectedPlaces()[i]);
      byte[] actual = bytes(live.actual(), live.actualPlaces()[i]);
      if (!Arrays.equals(expected, actual)
          && !bothNan(field.getType(), expected, actual)
          && !(json && sameDocument(expected, actual))) {
        return List.of(
            path
                + "["
                + i
                + "]: "
                + shown(field, expected)
                + " expected, "
                + shown(field, actual)
                + " read");
      }
    }
    return List.of();
  }

  private static byte[] bytes(ValueVector vector, int i) {
    return switch (vector) {
      case BitVector bits -> new byte[] {(byte) bits.get(i)};
      case BaseFixedWidthVector fixed -> {
        byte[] value = new byte[fixed.getTypeWidth()];
        fixed.getDataBuffer().getBytes((long) i * value.length, value);
        yield value;
      }
      case BaseVariableWidthVector variable -> {
        byte[] value = new byte[variable.getEndOffset(i) - variable.getStartOffset(i)];
        variable.getDataBuffer().getBytes(variable.getStartOffset(i), value);
        yield value;
      }
      case BaseLargeVariableWidthVector variable -> {
        long start = variable.getOffsetBuffer().getLong((long) i * Long.BYTES);
        long end = variable.getOffsetBuffer().getLong((i + 1L) * Long.BYTES);
        byte[] value = new byte[Math.toIntExact(end - start)];
        variable.getDataBuffer().getBytes(start, value);
        yield value;
      }
      default -> throw new IllegalArgumentException("no comparison of " + vector.getField());
    };
  }

  private static boolean bothNan(ArrowType type, byte[] expected, byte[] actual) {
    if (!(type instanceof ArrowType.FloatingPoint floating) || expected.length != actual.length) {
      return false;
    }
    return isNan(floating.getPrecision(), expected) && isNan(floating.getPrecision(), actual);
  }

  private static boolean isNan(FloatingPointPrecision precision, byte[] littleEndian) {
    long bits = 0;
    for (int i = littleEndian.length - 1; i >= 0; i--) {
      bits = bits << 8 | (littleEndian[i] & 0xff);
    }
    return switch (precision) {
      case HALF -> Float.isNaN(Float.float16ToFloat((short) bits));
      case SINGLE -> Float.isNaN(Float.intBitsToFloat((int) bits));
      case DOUBLE -> Double.isNaN(Double.longBitsToDouble(bits));
    };
  }

  private static boolean sameDocument(byte[] expected, byte[] actual) {
    try {
      return JSON.readTree(new String(expected, StandardCharsets.UTF_8))
          .equals(JSON.readTree(new String(actual, StandardCharsets.UTF_8)));
    } catch (JsonProcessingException _) {
      return false;
    }
  }

  private static String shown(Field field, byte[] value) {
    String text =
        field.getType() instanceof ArrowType.Utf8 || field.getType() instanceof ArrowType.LargeUtf8
            ? '"' + new String(value, StandardCharsets.UTF_8) + '"'
            : java.util.HexFormat.of().formatHex(value);
    return text.length() < 80 ? text : text.substring(0, 77) + "... (" + value.length + " bytes)";
  }
}
