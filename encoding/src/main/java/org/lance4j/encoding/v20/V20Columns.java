package org.lance4j.encoding.v20;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.lance4j.encoding.ColumnReader;
import org.lance4j.encoding.PageCache;
import org.lance4j.encoding.StoredColumn;
import org.lance4j.encoding.StoredField;
import org.lance4j.encoding.StoredFile;
import org.lance4j.encoding.StructReader;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.UnsupportedFeatureException;

/// Readers for the columns of files of version 2.0.
public final class V20Columns {
  private V20Columns() {}

  /// Parses the pages of a field and of the fields below it.
  ///
  /// @param field with the column of each field, structs and lists included. A dictionary field
  ///   carries its Arrow dictionary encoding beside the type of its values; it is read as its
  ///   values
  /// @throws org.lance4j.format.UnsupportedFeatureException for encodings that are not of 2.0
  /// @throws CorruptFileException when the description of a page is damaged
  public static ColumnReader open(StoredField field, StoredFile file, PageCache cache) {
    return open(field, field.arrow().getName(), file, cache);
  }

  private static ColumnReader open(
      StoredField field, String path, StoredFile file, PageCache cache) {
    return switch (field.kind()) {
      case LEAF, PACKED_STRUCT, BLOB -> leaf(field, path, file, cache);
      case STRUCT -> struct(field, path, file, cache);
      case LIST -> list(field, path, file, cache);
      case MAP -> throw new UnsupportedFeatureException("maps in a file of version 2.0: " + path);
      case FIXED_SIZE_LIST ->
          throw new UnsupportedFeatureException(
              "fixed-size lists of structs in a file of version 2.0: " + path);
    };
  }

  private static ColumnReader leaf(
      StoredField field, String path, StoredFile file, PageCache cache) {
    Field arrow = field.arrow();
    StoredColumn column = ColumnPages.column(file, path, field.column());
    ColumnPages pages = ColumnPages.parse(file, path, column, arrow.getDictionary() != null);
    if (arrow.getType() instanceof ArrowType.Struct && arrow.getChildren().isEmpty()) {
      return new StructReader(arrow, List.of());
    }
    boolean bytes =
        arrow.getType() instanceof ArrowType.LargeBinary
            || arrow.getType() instanceof ArrowType.Binary;
    // the column knows better than the field's metadata whether its values are outside
    return bytes && encoding(pages, column) == ColumnEncoding.BLOB
        ? new BlobReader(arrow, pages, cache)
        : new LeafReader(plain(arrow), pages, cache);
  }

  private static ColumnEncoding encoding(ColumnPages pages, StoredColumn column) {
    try {
      return ColumnEncoding.parse(column);
    } catch (CorruptFileException e) {
      throw pages.located(e, -1);
    }
  }

  private static ColumnReader struct(
      StoredField field, String path, StoredFile file, PageCache cache) {
    List<ColumnReader> children = new ArrayList<>(field.children().size());
    List<Field> fields = new ArrayList<>(field.children().size());
    for (StoredField child : field.children()) {
      ColumnReader reader = open(child, path + "." + child.arrow().getName(), file, cache);
      children.add(reader);
      fields.add(reader.field());
    }
    return new StructReader(withChildren(field.arrow(), fields), children);
  }

  private static ColumnReader list(
      StoredField field, String path, StoredFile file, PageCache cache) {
    StoredField child = field.children().getFirst();
    ColumnReader items = open(child, path + "." + child.arrow().getName(), file, cache);
    ColumnPages pages =
        ColumnPages.parse(file, path, ColumnPages.column(file, path, field.column()), false);
    return new ListReader(withChildren(field.arrow(), List.of(items.field())), pages, items, cache);
  }

  /// The field of the values of a dictionary; other fields as they are.
  private static Field plain(Field field) {
    return field.getDictionary() == null
        ? field
        : new Field(
            field.getName(),
            new FieldType(field.isNullable(), field.getType(), null, field.getMetadata()),
            field.getChildren());
  }

  private static Field withChildren(Field field, List<Field> children) {
    return new Field(field.getName(), field.getFieldType(), children);
  }
}
