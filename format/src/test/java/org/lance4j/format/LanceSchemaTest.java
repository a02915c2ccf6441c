package org.lance4j.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lance4j.format.proto.FileProto;
import org.lance4j.format.proto.TableProto;

/// Schemas of tables that pylance made, against what pylance says of them.
class LanceSchemaTest {
  @ParameterizedTest
  @ValueSource(strings = {"everything", "blobs_v1", "blobs_v2"})
  void showsArrowSchemasAsPylanceDoes(String name) throws IOException {
    Schema expected =
        Schema.deserializeMessage(
            ByteBuffer.wrap(resource(name + ".schema")).order(ByteOrder.nativeOrder()));
    Schema actual = schema(name).toArrow();
    assertEquals(expected.getCustomMetadata(), actual.getCustomMetadata());
    assertEquals(expected.getFields().size(), actual.getFields().size());
    for (int i = 0; i < expected.getFields().size(); i++) {
      assertEquals(plain(expected.getFields().get(i)), actual.getFields().get(i));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"everything", "blobs_v1", "blobs_v2"})
  void spellsTypes(String name) throws IOException {
    List<String> spelled = new ArrayList<>();
    for (LanceField field : schema(name).fields()) {
      spelled.add(field.name() + "\t" + TypeNames.of(field));
    }
    String expected = new String(resource(name + ".types"), StandardCharsets.UTF_8);
    assertEquals(expected.lines().toList(), spelled);
  }

  @Test
  void knowsBlobsJsonAndPackedStructs() throws IOException {
    LanceField v1 = schema("blobs_v1").fields().getFirst();
    assertTrue(v1.isBlobV1());
    assertFalse(v1.isBlobV2());
    LanceField v2 = schema("blobs_v2").fields().getFirst();
    assertFalse(v2.isBlobV1());
    assertTrue(v2.isBlobV2());
    LanceSchema everything = schema("everything");
    LanceField packed = everything.find("packed");
    assertNotNull(packed);
    assertTrue(packed.isPacked());
    assertEquals(1, everything.fields().stream().filter(LanceField::isPacked).count());
    LanceField json = everything.find("c45");
    assertNotNull(json);
    assertTrue(json.isJson());
    assertEquals("large_binary", TypeNames.of(json.toStoredArrow()));
    assertEquals("lance.json", json.toStoredArrow().getMetadata().get(LanceField.EXTENSION_NAME));
  }

  @Test
  void projectsPaths() {
    LanceSchema schema =
        LanceSchema.of(
            List.of(
                field("st", 0, -1, "struct", false),
                field("a.b", 1, 0, "struct", true),
                field("c", 2, 1, "int32", false),
                field("d`", 3, 1, "int32", false),
                field("x", 4, -1, "list", true),
                field("item", 5, 4, "string", true)),
            Map.of());
    ProjectedColumn column = schema.column("st.`a.b`.`d```");
    assertEquals("st.a.b.d`", column.name());
    assertEquals(3, column.field().id());
    assertTrue(column.toArrow().isNullable());
    assertEquals("struct<a.b: struct<d`: int32 not null>>", TypeNames.of(column.root().toArrow()));
    assertEquals(
        List.of("x", "st"),
        schema.project(List.of("x", "st")).stream().map(ProjectedColumn::name).toList());
    assertRefused(schema, "y", "no column \"y\"; there are st, x");
    assertRefused(schema, "X", "no column \"X\"; there are st, x");
    assertRefused(schema, "st.c", "no column \"st.c\"; there are a.b");
    assertRefused(schema, "x.item", "no column \"x.item\"");
    assertRefused(schema, "", "\"\" is no path of a column");
    assertRefused(schema, "st.", "\"st.\" is no path of a column");
    assertRefused(schema, "`st", "\"`st\" has a backtick that is not closed");
    assertRefused(schema, "`st`x", "\"`st`x\" is no path of a column");
    assertRefused(schema, "st`x`", "\"st`x`\" is no path of a column");
  }

  @Test
  void keepsMetadataInTheOrderOfTheFile() {
    FileProto.Field.Builder field = field("a", 0, -1, "int8", true).toBuilder();
    Map<String, ByteString> metadata = new LinkedHashMap<>();
    List<String> keys = new ArrayList<>();
    for (int i = 20; i > 0; i--) {
      keys.add("k" + i * 7919 % 31);
      metadata.put(keys.getLast(), ByteString.copyFromUtf8("v"));
      field.putMetadata(keys.getLast(), ByteString.EMPTY);
    }
    LanceSchema schema = LanceSchema.of(List.of(field.build()), metadata);
    assertEquals(keys, List.copyOf(schema.metadata().keySet()));
    assertEquals(keys, List.copyOf(schema.fields().getFirst().metadata().keySet()));
    assertThrows(UnsupportedOperationException.class, schema.metadata()::clear);
  }

  @Test
  void formatsPathsSoThatTheyParse() {
    List<String> names = List.of("a", "b.c", "`", "d e");
    assertEquals("a.`b.c`.````.d e", FieldPath.format(names));
    assertEquals(names, FieldPath.parse(FieldPath.format(names)));
  }

  @Test
  void takesTheFirstOfFieldsWithOneId() {
    LanceSchema schema =
        LanceSchema.of(
            List.of(
                field("a", 0, -1, "struct", true),
                field("b", 1, -1, "struct", true),
                field("a1", 1, 0, "struct", true),
                field("deep", 7, 1, "int8", true)),
            Map.of());
    assertEquals("struct<a1: struct<deep: int8>>", TypeNames.of(schema.fields().get(0)));
    assertEquals("struct<>", TypeNames.of(schema.fields().get(1)));
    LanceField found = schema.findById(1);
    assertNotNull(found);
    assertEquals("a1", found.name());
  }

  @Test
  void refusesTreesThatAreNone() {
    assertThrows(
        CorruptFileException.class,
        () -> LanceSchema.of(List.of(field("a", 0, 5, "int8", true)), Map.of()));
    assertThrows(
        CorruptFileException.class,
        () -> LanceSchema.of(List.of(field("a", 0, -1, "list", true)), Map.of()));
    assertThrows(
        CorruptFileException.class,
        () ->
            LanceSchema.of(
                List.of(field("a", 0, -1, "map", true), field("b", 1, 0, "int8", true)), Map.of()));
    List<FileProto.Field> deep = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      deep.add(field("a", i, i - 1, "struct", true));
    }
    assertThrows(CorruptFileException.class, () -> LanceSchema.of(deep, Map.of()));
    assertThrows(
        CorruptFileException.class,
        () -> LogicalType.parse("fixed_size_list:".repeat(9000) + "int8" + ":1".repeat(9000)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "int9",
        "timestamp",
        "timestamp:us",
        "timestamp:min:-",
        "decimal:64:1:1",
        "decimal:128:1",
        "dict:string:float:false",
        "dict:struct:int8:false",
        "dict:string:int8",
        "fixed_size_list",
        "fixed_size_list:int8",
        "fixed_size_list:list:2",
        "fixed_size_list:fixed_size_list:struct:2:2",
        "interval",
        "lance.bfloat16"
      })
  void refusesUnknownTypesByName(String text) {
    UnsupportedFeatureException refused =
        assertThrows(UnsupportedFeatureException.class, () -> LogicalType.parse(text));
    assertEquals("logical type \"" + text + "\"", refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fixed_size_list:int8:0",
        "fixed_size_list:int8:-1",
        "fixed_size_list:int8:3000000000",
        "fixed_size_binary:-1",
        "fixed_size_binary:x",
        "decimal:128:39:0",
        "decimal:256:77:0",
        "decimal:128:0:0",
        "decimal:128:10:200"
      })
  void refusesNumbersThatNoTypeHas(String text) {
    assertThrows(CorruptFileException.class, () -> LogicalType.parse(text));
  }

  private static void assertRefused(LanceSchema schema, String path, String message) {
    InvalidQueryException refused =
        assertThrows(InvalidQueryException.class, () -> schema.column(path));
    assertEquals(message, refused.getMessage());
  }

  private static FileProto.Field field(
      String name, int id, int parent, String type, boolean nullable) {
    return FileProto.Field.newBuilder()
        .setName(name)
        .setId(id)
        .setParentId(parent)
        .setLogicalType(type)
        .setNullable(nullable)
        .build();
  }

  /// Without the dictionaries: those are read as their values.
  private static Field plain(Field field) {
    return new Field(
        field.getName(),
        new FieldType(field.isNullable(), field.getType(), null, field.getMetadata()),
        field.getChildren().stream().map(LanceSchemaTest::plain).toList());
  }

  private static LanceSchema schema(String name) throws IOException {
    byte[] file = resource(name + ".manifest");
    ByteBuffer trailer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int position = Math.toIntExact(trailer.getLong(file.length - 16));
    int length = trailer.getInt(position);
    TableProto.Manifest manifest =
        TableProto.Manifest.parseFrom(trailer.slice(position + 4, length));
    return LanceSchema.of(manifest.getFieldsList(), manifest.getSchemaMetadataMap());
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = LanceSchemaTest.class.getResourceAsStream("/schemas/" + name)) {
      assertNotNull(in, name);
      return in.readAllBytes();
    }
  }
}
