package org.lance4j.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lance4j.encoding.StoredField;
import org.lance4j.format.BlobFields;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.FileVersion;
import org.lance4j.format.LanceField;
import org.lance4j.format.LanceSchema;
import org.lance4j.format.LogicalType;

final class FieldLayoutTest {
  private static LanceField field(
      String name, int id, String type, Map<String, String> metadata, LanceField... children) {
    return new LanceField(
        name,
        id,
        -1,
        type,
        LogicalType.parse(type),
        !List.of("entries", "key").contains(name),
        metadata,
        LanceField.DictionaryValues.NONE,
        List.of(children));
  }

  private static LanceField field(String name, int id, String type, LanceField... children) {
    return field(name, id, type, Map.of(), children);
  }

  /// As files list a blob column: the parts of its descriptions beside it, without ids.
  @Test
  void numbersTheColumnsAfterABlob() {
    List<LanceField> fields = new ArrayList<>();
    fields.add(field("blob", 0, "struct", Map.of(LanceField.EXTENSION_NAME, LanceField.BLOB_V2)));
    BlobFields.DESCRIPTION_V2.forEach(part -> fields.add(field(part.getName(), -1, "int32")));
    fields.add(field("i", 1, "int64"));
    fields.add(field("s", 2, "string"));
    LanceSchema schema = new LanceSchema(fields, Map.of());
    FieldLayout layout = FieldLayout.of(FileVersion.V2_2, schema, 3);
    for (LanceField field : List.of(fields.getFirst(), fields.get(6), fields.get(7))) {
      StoredField stored = layout.store(field, schema, BlobHandling.DESCRIPTIONS);
      assertNotNull(stored);
      assertEquals(field.id(), stored.column());
    }
  }

  @Test
  void refusesMapsOfWhichTheFileHoldsHalf() {
    LanceField entries =
        field("entries", 1, "struct", field("key", 2, "string"), field("value", 3, "int32"));
    LanceField map = field("m", 0, "map", entries);
    LanceSchema schema = new LanceSchema(List.of(map), Map.of());
    FieldLayout layout = FieldLayout.of(FileVersion.V2_1, List.of(0, 1, 2), List.of(-1, -1, 0));
    String message =
        assertThrows(
                CorruptFileException.class, () -> layout.store(map, schema, BlobHandling.BYTES))
            .toString();
    assertTrue(message.contains("column m"), message);
  }
}
