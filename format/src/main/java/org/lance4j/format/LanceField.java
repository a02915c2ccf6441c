package org.lance4j.format;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.jspecify.annotations.Nullable;
import org.lance4j.format.proto.FileProto;

/// A field of a table or file: `lance.file.Field` with its children. Immutable.
///
/// A field has two Arrow shapes. [#toArrow] is what users see; [#toStoredArrow] is what the columns
/// of files hold. They differ in JSON only: text (`arrow.json`) for users, binary (`lance.json`) in
/// files. In both, dictionaries have the type of their values.
///
/// @param id the number by which data files name the field; negative ones are no fields
/// @param parentId -1 for a field at the top
/// @param logicalType as parsed from `logicalTypeText`
/// @param metadata text by name, extension name included (`ARROW:extension:name`)
/// @param dictionary where a file of version 0.1 has the values of a dictionary
public record LanceField(
    String name,
    int id,
    int parentId,
    String logicalTypeText,
    LogicalType logicalType,
    boolean nullable,
    Map<String, String> metadata,
    DictionaryValues dictionary,
    List<LanceField> children) {
  public static final String EXTENSION_NAME = "ARROW:extension:name";
  public static final String EXTENSION_METADATA = "ARROW:extension:metadata";
  public static final String BLOB_METADATA = "lance-encoding:blob";
  public static final String ARROW_JSON = "arrow.json";
  public static final String LANCE_JSON = "lance.json";
  public static final String BFLOAT16 = "lance.bfloat16";
  public static final String BLOB_V2 = "lance.blob.v2";

  /// Values of a dictionary: `length` of them at `offset` of the manifest or file; both 0 when they
  /// lie elsewhere.
  public record DictionaryValues(long offset, long length) {
    public static final DictionaryValues NONE = new DictionaryValues(0, 0);
  }

  public LanceField {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    children = List.copyOf(children);
    checkChildren(name, logicalType, children);
  }

  /// The message and the fields below it.
  static LanceField of(FileProto.Field message, List<LanceField> children) {
    Map<String, String> metadata = LanceSchema.texts(message.getMetadataMap());
    if (!message.getExtensionName().isEmpty()) {
      metadata.put(EXTENSION_NAME, message.getExtensionName());
    }
    return new LanceField(
        message.getName(),
        message.getId(),
        message.getParentId(),
        message.getLogicalType(),
        LogicalType.parse(message.getLogicalType()),
        message.getNullable(),
        metadata,
        new DictionaryValues(
            message.getDictionary().getOffset(), message.getDictionary().getLength()),
        children);
  }

  private static void checkChildren(
      String name, LogicalType logicalType, List<LanceField> children) {
    boolean right =
        switch (logicalType) {
          case LogicalType.Struct _ -> true;
          case LogicalType.ItemList _ -> children.size() == 1;
          case LogicalType.EntryMap _ -> children.size() == 1 && isEntries(children.getFirst());
          case LogicalType.FixedSizeStructList _ ->
              children.size() == 1 && children.getFirst().logicalType instanceof LogicalType.Struct;
          case LogicalType.Primitive _,
              LogicalType.BFloat16 _,
              LogicalType.Blob _,
              LogicalType.Json _,
              LogicalType.FixedSizeList _,
              LogicalType.Dictionary _ ->
              true;
        };
    Bounds.check(right, "field \"" + name + "\" does not have the children of its type");
  }

  /// As Arrow wants entries of maps to be: neither they nor their keys are null.
  private static boolean isEntries(LanceField field) {
    return field.logicalType instanceof LogicalType.Struct
        && field.children.size() == 2
        && !field.nullable
        && !field.children.getFirst().nullable;
  }

  /// `name` of the Arrow extension type, or the empty text.
  public String extensionName() {
    return metadata.getOrDefault(EXTENSION_NAME, "");
  }

  /// Whether a struct lies in one column, its fields side by side.
  public boolean isPacked() {
    return isTrue(metadata.get("packed")) || isTrue(metadata.get("lance-encoding:packed"));
  }

  /// Whether values lie outside of the pages, as the first kind of blob: bytes for users.
  public boolean isBlobV1() {
    return !isBlobV2()
        && (logicalType instanceof LogicalType.Blob || metadata.containsKey(BLOB_METADATA));
  }

  /// Whether values are blobs of the second kind: a struct for users, a descriptor in files.
  public boolean isBlobV2() {
    return extensionName().equals(BLOB_V2)
        || (metadata.containsKey(BLOB_METADATA) && BlobFields.isDescriptor(this));
  }

  public boolean isJson() {
    return logicalType instanceof LogicalType.Json || extensionName().equals(LANCE_JSON);
  }

  /// Whether this field or one below is JSON, so that both Arrow shapes differ.
  public boolean hasJson() {
    return isJson() || children.stream().anyMatch(LanceField::hasJson);
  }

  /// The same field with other children.
  public LanceField withChildren(List<LanceField> kept) {
    return new LanceField(
        name, id, parentId, logicalTypeText, logicalType, nullable, metadata, dictionary, kept);
  }

  /// What users see.
  public Field toArrow() {
    return arrow(true);
  }

  /// What the columns of files hold.
  public Field toStoredArrow() {
    return arrow(false);
  }

  private Field arrow(boolean forUsers) {
    Map<String, String> shown = new LinkedHashMap<>(metadata);
    if (logicalType instanceof LogicalType.Blob) {
      shown.putIfAbsent(BLOB_METADATA, "true");
    }
    if (isJson()) {
      shown.put(EXTENSION_NAME, forUsers ? ARROW_JSON : LANCE_JSON);
      shown.putIfAbsent(EXTENSION_METADATA, "");
      ArrowType type = forUsers ? ArrowType.Utf8.INSTANCE : ArrowType.LargeBinary.INSTANCE;
      return new Field(name, new FieldType(nullable, type, null, shown), List.of());
    }
    List<Field> below = new ArrayList<>(children.size());
    for (LanceField child : children) {
      below.add(child.arrow(forUsers));
    }
    return ArrowFields.of(name, nullable, logicalType, shown, below);
  }

  private static boolean isTrue(@Nullable String text) {
    return text != null
        && switch (text.toLowerCase(Locale.ROOT)) {
          case "1", "true", "on", "yes", "y" -> true;
          default -> false;
        };
  }
}
