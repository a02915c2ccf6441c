package org.lance4j.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.Types.MinorType;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.StoredField;
import org.lance4j.encoding.StoredField.Kind;
import org.lance4j.format.BlobFields;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.FileVersion;
import org.lance4j.format.LanceField;
import org.lance4j.format.LanceSchema;
import org.lance4j.format.LogicalType;
import org.lance4j.format.UnsupportedFeatureException;

/// Which column of a file holds which field, by the ids that the table gives to its fields.
///
/// Since 2.1 only leaves have columns; in 2.0 every field has one, before those of its children; in
/// 0.1 a field's column is its id. A packed struct has one column, and none for its fields: but
/// releases before 0.39 did not know all spellings of the metadata that asks for packing, and
/// stored structs that were to be packed as usual. Columns for their fields tell.
public final class FieldLayout {
  private final FileVersion version;
  private final Map<Integer, Integer> columns;

  private FieldLayout(FileVersion version, Map<Integer, Integer> columns) {
    this.version = version;
    this.columns = columns;
  }

  /// As a table's `DataFile` says it: column `columns[i]` holds field `fields[i]`; negative fields
  /// and columns are skipped. Where no columns are given, they follow the order of the fields
  /// (files before 0.17).
  public static FieldLayout of(FileVersion version, List<Integer> fields, List<Integer> columns) {
    Map<Integer, Integer> byField = new HashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      int column = columns.isEmpty() ? i : columns.get(i);
      if (version == FileVersion.V0_1) {
        column = fields.get(i);
      }
      if (fields.get(i) >= 0 && column >= 0) {
        byField.putIfAbsent(fields.get(i), column);
      }
    }
    return new FieldLayout(version, byField);
  }

  /// As a file's own schema says it, numbered in the order of its fields.
  ///
  /// @param columnCount how many columns the file has, which tells whether packed structs are
  ///   packed
  public static FieldLayout of(FileVersion version, LanceSchema schema, int columnCount) {
    FieldLayout packed = new FieldLayout(version, new HashMap<>());
    int count = packed.number(schema.fields(), true, 0);
    if (version == FileVersion.V0_1 || count == columnCount) {
      return packed;
    }
    FieldLayout unpacked = new FieldLayout(version, new HashMap<>());
    return unpacked.number(schema.fields(), false, 0) == columnCount ? unpacked : packed;
  }

  /// Numbers the columns of fields and of those below them. What has a negative id is no field: the
  /// parts of a blob's description are listed so.
  ///
  /// @param first the number that comes first
  /// @return the number after the last
  private int number(List<LanceField> fields, boolean packed, int first) {
    int next = first;
    for (LanceField field : fields) {
      next = field.id() < 0 ? next : number(field, packed, next);
    }
    return next;
  }

  private int number(LanceField field, boolean packed, int first) {
    Kind declared = declaredKind(field);
    boolean unpacked = declared == Kind.PACKED_STRUCT && !field.isBlobV2() && !packed;
    Kind kind = unpacked ? Kind.STRUCT : declared;
    boolean own =
        switch (kind) {
          case LEAF, PACKED_STRUCT, BLOB -> true;
          case STRUCT, LIST, MAP, FIXED_SIZE_LIST -> !version.atLeast(FileVersion.V2_1);
        };
    int next = first;
    if (version == FileVersion.V0_1) {
      columns.put(field.id(), field.id());
    } else if (own) {
      columns.put(field.id(), next++);
    }
    return kind == Kind.PACKED_STRUCT ? next : number(field.children(), packed, next);
  }

  /// Whether the file holds the field or a part of it.
  public boolean holds(LanceField field) {
    return columns.containsKey(field.id()) || field.children().stream().anyMatch(this::holds);
  }

  /// What the file holds of a projected field, or null when it holds nothing of it. Children that
  /// the file does not hold are left out.
  ///
  /// @param whole the schema that `field` was projected from: a packed struct is read with all of
  ///   its fields
  /// @param blobs what is wanted of blobs
  /// @throws CorruptFileException when it holds keys or values of a map without the others
  public @Nullable StoredField store(LanceField field, LanceSchema whole, BlobHandling blobs) {
    int column = columns.getOrDefault(field.id(), -1);
    Kind kind = kind(field);
    return switch (kind) {
      case LEAF -> column < 0 ? null : leaf(field, column);
      case BLOB -> column < 0 ? null : new StoredField(blob(field, blobs), kind, column, List.of());
      case PACKED_STRUCT -> column < 0 ? null : packed(field, whole, column);
      case STRUCT, LIST, MAP, FIXED_SIZE_LIST -> nested(field, whole, blobs, kind, column);
    };
  }

  private @Nullable StoredField nested(
      LanceField field, LanceSchema whole, BlobHandling blobs, Kind kind, int column) {
    List<StoredField> children = new ArrayList<>(field.children().size());
    for (LanceField child : field.children()) {
      StoredField stored = store(child, whole, blobs);
      if (stored != null) {
        children.add(stored);
      }
    }
    if (children.isEmpty() && (kind != Kind.STRUCT || column < 0)) {
      return null;
    }
    if (kind == Kind.MAP && children.getFirst().children().size() != 2) {
      throw new CorruptFileException("the file holds a part of the entries of a map")
          .inColumn(field.name());
    }
    return new StoredField(
        withChildren(field.toStoredArrow(), children.stream().map(StoredField::arrow).toList()),
        kind,
        column,
        children);
  }

  private StoredField packed(LanceField field, LanceSchema whole, int column) {
    if (field.isBlobV2()) {
      if (!version.atLeast(FileVersion.V2_2)) {
        // 2.0.1 writes such files and reads none of their blobs back
        throw new UnsupportedFeatureException(
            "blob column " + field.name() + " (lance.blob.v2) in a file of version " + version);
      }
      List<StoredField> children =
          BlobFields.DESCRIPTION_V2.stream()
              .map(f -> new StoredField(f, Kind.LEAF, -1, List.of()))
              .toList();
      Field arrow = struct(field, BlobFields.DESCRIPTION_V2);
      return new StoredField(arrow, Kind.PACKED_STRUCT, column, children);
    }
    LanceField all = whole.findById(field.id());
    List<StoredField> children = new ArrayList<>();
    for (LanceField child : all == null ? field.children() : all.children()) {
      children.add(leaf(child, -1));
    }
    List<Field> arrow = children.stream().map(StoredField::arrow).toList();
    return new StoredField(
        withChildren(field.toStoredArrow(), arrow), Kind.PACKED_STRUCT, column, children);
  }

  private StoredField leaf(LanceField field, int column) {
    Field arrow = field.toStoredArrow();
    if (!version.atLeast(FileVersion.V2_1)
        && field.logicalType() instanceof LogicalType.Dictionary dictionary) {
      FieldType type =
          new FieldType(
              arrow.isNullable(),
              arrow.getType(),
              new DictionaryEncoding(field.id(), dictionary.ordered(), dictionary.index()),
              arrow.getMetadata());
      arrow = new Field(arrow.getName(), type, arrow.getChildren());
    }
    return new StoredField(arrow, Kind.LEAF, column, List.of());
  }

  private static Field blob(LanceField field, BlobHandling blobs) {
    return switch (blobs) {
      case BYTES ->
          new Field(
              field.name(),
              new FieldType(
                  field.nullable(), MinorType.LARGEVARBINARY.getType(), null, field.metadata()),
              List.of());
      case DESCRIPTIONS -> struct(field, BlobFields.DESCRIPTION_V1);
    };
  }

  private static Field struct(LanceField field, List<Field> children) {
    return new Field(
        field.name(),
        new FieldType(field.nullable(), ArrowType.Struct.INSTANCE, null, field.metadata()),
        children);
  }

  private static Field withChildren(Field field, List<Field> children) {
    return new Field(field.getName(), field.getFieldType(), children);
  }

  /// How a field is stored, which decides over what its metadata asks for.
  private Kind kind(LanceField field) {
    Kind declared = declaredKind(field);
    boolean unpacked =
        declared == Kind.PACKED_STRUCT
            && !field.isBlobV2()
            && field.children().stream().anyMatch(this::holds);
    return unpacked ? Kind.STRUCT : declared;
  }

  private Kind declaredKind(LanceField field) {
    if (field.isBlobV2()) {
      return Kind.PACKED_STRUCT;
    }
    return switch (field.logicalType()) {
      case LogicalType.Struct _ -> structKind(field);
      case LogicalType.ItemList _ -> Kind.LIST;
      case LogicalType.EntryMap _ -> Kind.MAP;
      case LogicalType.FixedSizeStructList _ -> Kind.FIXED_SIZE_LIST;
      case LogicalType.Primitive _,
          LogicalType.BFloat16 _,
          LogicalType.Blob _,
          LogicalType.Json _,
          LogicalType.FixedSizeList _,
          LogicalType.Dictionary _ ->
          field.isBlobV1() && version != FileVersion.V0_1 ? Kind.BLOB : Kind.LEAF;
    };
  }

  private Kind structKind(LanceField field) {
    if (field.isPacked() && version != FileVersion.V0_1) {
      return Kind.PACKED_STRUCT;
    }
    return field.children().isEmpty() && version.atLeast(FileVersion.V2_1)
        ? Kind.LEAF
        : Kind.STRUCT;
  }
}
