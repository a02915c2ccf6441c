package org.lance4j.encoding.v20;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lance4j.encoding.ColumnReader;
import org.lance4j.encoding.PageCache;
import org.lance4j.encoding.Reads;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.StoredField;

/// Every column of files that pylance wrote, read in every pattern, against the values that pylance
/// 14.0.2 reads; see `make_fixtures.py` beside the files.
final class V20ColumnsTest {
  static final List<String> FILES =
      List.of(
          "primitives-14.0.2",
          "strings-14.0.2",
          "coded-14.0.2",
          "fixed_lists-14.0.2",
          "structs-14.0.2",
          "lists-14.0.2",
          "dictionaries-14.0.2",
          "packed-14.0.2",
          "blobs-14.0.2",
          "empty-14.0.2",
          "hollow-14.0.2",
          "old-14.0.2",
          "old-0.33.0",
          "old-0.19.2",
          "old-0.16.1",
          "headers-0.16.1");

  @TestFactory
  Stream<DynamicTest> readsWhatPylanceWrote() {
    return FILES.stream().flatMap(V20ColumnsTest::columns);
  }

  private static Stream<DynamicTest> columns(String name) {
    byte[] bytes = Reads.resource(V20ColumnsTest.class, name + ".lance");
    V20File file = V20File.open(name, bytes);
    return file.fields().stream()
        .map(field ->
            DynamicTest.dynamicTest(
                name + " " + field.arrow().getName(), () -> column(name, file, bytes, field)));
  }

  private static void column(String name, V20File file, byte[] bytes, StoredField field) {
    try (BufferAllocator allocator = new RootAllocator();
        ArrowBuf data = Reads.load(bytes, allocator)) {
      Map<String, List<@Nullable Object>> all =
          Reads.expected(Reads.resource(V20ColumnsTest.class, name + ".arrow"), allocator);
      List<@Nullable Object> expected = Objects.requireNonNull(all.get(field.arrow().getName()));
      ColumnReader reader = V20Columns.open(field, file.file(), PageCache.NONE);
      Reads.everyPattern(reader, allocator, data, expected, new Random(name.hashCode()));
    }
  }

  /// A description is (position, size); (1, 0) is null and (0, 0) empty.
  @Test
  void describesBlobs() {
    byte[] bytes = Reads.resource(V20ColumnsTest.class, "blobs-14.0.2.lance");
    V20File file = V20File.open("blobs", bytes);
    ArrowType number = new ArrowType.Int(64, false);
    Field description =
        new Field(
            "blob",
            FieldType.notNullable(ArrowType.Struct.INSTANCE),
            List.of(Field.notNullable("position", number), Field.notNullable("size", number)));
    int column = file.fields().get(1).column();
    StoredField wanted = new StoredField(description, StoredField.Kind.BLOB, column, List.of());
    try (BufferAllocator allocator = new RootAllocator();
        ArrowBuf data = Reads.load(bytes, allocator)) {
      List<@Nullable Object> values =
          Objects.requireNonNull(
              Reads.expected(Reads.resource(V20ColumnsTest.class, "blobs-14.0.2.arrow"), allocator)
                  .get("blob"));
      ColumnReader reader = V20Columns.open(wanted, file.file(), PageCache.NONE);
      RowRanges rows = RowRanges.of(0, values.size());
      try (FieldVector vector = Reads.read(reader, rows, allocator, data, new ArrayList<>())) {
        UInt8Vector position =
            vector.getChildrenFromFields().get(0) instanceof UInt8Vector p ? p : null;
        UInt8Vector size =
            vector.getChildrenFromFields().get(1) instanceof UInt8Vector s ? s : null;
        for (int i = 0; i < values.size(); i++) {
          int from = (int) Objects.requireNonNull(position).get(i);
          int length = (int) Objects.requireNonNull(size).get(i);
          String stored = HexFormat.of().formatHex(Arrays.copyOfRange(bytes, from, from + length));
          assertEquals(values.get(i), length == 0 && from == 1 ? null : stored);
        }
      }
    }
  }
}
