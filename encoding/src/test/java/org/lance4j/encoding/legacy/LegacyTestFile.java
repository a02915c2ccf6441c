package org.lance4j.encoding.legacy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.lance4j.encoding.StoredField;
import org.lance4j.format.Bounds;
import org.lance4j.format.LanceField;
import org.lance4j.format.LogicalType;

/// Opens a file of version 0.1 that lies in memory and is its table's only one.
record LegacyTestFile(LegacyFile file, List<StoredField> fields) {
  static LegacyTestFile open(String name, byte[] bytes) {
    ByteBuffer all = ByteBuffer.wrap(bytes);
    int trailer = Math.max(0, bytes.length - LegacyMetadata.TRAILER_BYTES);
    long metadataPosition = LegacyMetadata.metadataPosition(from(all, trailer), bytes.length);
    LegacyMetadata metadata = LegacyMetadata.parse(from(all, metadataPosition));
    List<LanceField> schema =
        LegacyMetadata.parseSchema(from(all, metadata.schemaPosition())).fields();
    Map<Integer, LanceField.DictionaryValues> dictionaries = new HashMap<>();
    int last = 0;
    List<LanceField> open = new ArrayList<>(schema);
    for (int i = 0; i < open.size(); i++) {
      LanceField field = open.get(i);
      open.addAll(field.children());
      last = Math.max(last, field.id());
      if (field.logicalType() instanceof LogicalType.Dictionary) {
        dictionaries.put(field.id(), field.dictionary());
      }
    }
    long tableBytes = metadata.pageTableBytes(0, last);
    Bounds.range(metadata.pageTablePosition(), tableBytes, bytes.length, "page table");
    ByteBuffer table = all.slice((int) metadata.pageTablePosition(), (int) tableBytes);
    LegacyFile file = LegacyFile.of(name, bytes.length, metadata, 0, last, table, dictionaries);
    return new LegacyTestFile(file, schema.stream().map(LegacyTestFile::field).toList());
  }

  private static ByteBuffer from(ByteBuffer all, long position) {
    Bounds.range(position, 0, all.capacity(), "block");
    return all.slice((int) position, all.capacity() - (int) position);
  }

  private static StoredField field(LanceField field) {
    Field arrow = field.toStoredArrow();
    List<StoredField> children = field.children().stream().map(LegacyTestFile::field).toList();
    return switch (field.logicalType()) {
      case LogicalType.Struct _ when !children.isEmpty() ->
          new StoredField(arrow, StoredField.Kind.STRUCT, field.id(), children);
      case LogicalType.ItemList _ ->
          new StoredField(arrow, StoredField.Kind.LIST, field.id(), children);
      case LogicalType.Dictionary(_, ArrowType.Int index, boolean ordered) ->
          new StoredField(
              new Field(
                  arrow.getName(),
                  new FieldType(
                      arrow.isNullable(),
                      arrow.getType(),
                      new DictionaryEncoding(field.id(), ordered, index),
                      arrow.getMetadata()),
                  arrow.getChildren()),
              StoredField.Kind.LEAF,
              field.id(),
              List.of());
      default -> new StoredField(arrow, StoredField.Kind.LEAF, field.id(), List.of());
    };
  }
}
