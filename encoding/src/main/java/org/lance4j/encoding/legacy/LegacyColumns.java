package org.lance4j.encoding.legacy;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.ColumnReader;
import org.lance4j.encoding.PageCache;
import org.lance4j.encoding.StoredField;
import org.lance4j.encoding.StructReader;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.LanceField;
import org.lance4j.format.UnsupportedFeatureException;

/// Readers for the fields of files of version 0.1.
public final class LegacyColumns {
  private final LegacyFile file;
  private final PageCache cache;

  private LegacyColumns(LegacyFile file, PageCache cache) {
    this.file = file;
    this.cache = cache;
  }

  /// Finds the pages of a field and of the fields below it.
  ///
  /// @param field with field ids as columns, structs and lists included. A dictionary field carries
  ///   its Arrow dictionary encoding beside the type of its values; it is read as its values.
  ///   Packed structs and blobs are structs and binaries here
  /// @throws CorruptFileException when the page table has no such pages
  public static ColumnReader open(StoredField field, LegacyFile file, PageCache cache) {
    return new LegacyColumns(file, cache)
        .open(field, field.arrow().getName(), file.metadata().batchOffsets())
        .reader;
  }

  /// @param firstRows where the rows of each batch begin, and how many there are; null when no page
  ///   tells
  private record Opened(ColumnReader reader, long @Nullable [] firstRows) {}

  /// @param batchRows what the rows of the batches must be; null below a list
  private Opened open(StoredField field, String path, long @Nullable [] batchRows) {
    return switch (field.kind()) {
      case LEAF, BLOB -> leaf(field, path, batchRows);
      case STRUCT, PACKED_STRUCT -> struct(field, path, batchRows);
      case LIST -> list(field, path, batchRows);
      case MAP -> throw new UnsupportedFeatureException("maps in a file of version 0.1: " + path);
      case FIXED_SIZE_LIST ->
          throw new UnsupportedFeatureException(
              "fixed-size lists of structs in a file of version 0.1: " + path);
    };
  }

  private Opened leaf(StoredField field, String path, long @Nullable [] batchRows) {
    Field arrow = field.arrow();
    if (arrow.getType() instanceof ArrowType.Struct) {
      return new Opened(new StructReader(arrow, List.of()), null);
    }
    LegacyPages pages = pages(path, field.column(), 0, batchRows);
    if (arrow.getDictionary() == null) {
      return new Opened(new LegacyLeafReader(arrow, pages), pages.firstRows());
    }
    LanceField.DictionaryValues values;
    try {
      values = file.dictionary(field.column());
    } catch (CorruptFileException e) {
      throw pages.located(e, -1);
    }
    LegacyPages items = LegacyPages.dictionary(file, path, field.column(), values);
    return new Opened(
        new LegacyDictionaryReader(arrow, pages, items, values.length(), cache), pages.firstRows());
  }

  private LegacyPages pages(String path, int fieldId, int extra, long @Nullable [] batchRows) {
    LegacyPages pages = LegacyPages.of(file, path, fieldId, extra);
    if (batchRows != null) {
      pages.checkRows(batchRows);
    }
    return pages;
  }

  private Opened struct(StoredField field, String path, long @Nullable [] batchRows) {
    List<ColumnReader> children = new ArrayList<>(field.children().size());
    List<Field> fields = new ArrayList<>(field.children().size());
    long[] rows = batchRows;
    for (StoredField child : field.children()) {
      Opened opened = open(child, path + "." + child.arrow().getName(), rows);
      children.add(opened.reader);
      fields.add(opened.reader.field());
      // below a list the first child says how many rows the others have
      rows = rows == null ? opened.firstRows : rows;
    }
    return new Opened(new StructReader(withChildren(field.arrow(), fields), children), rows);
  }

  private Opened list(StoredField field, String path, long @Nullable [] batchRows) {
    StoredField child = field.children().getFirst();
    Opened items = open(child, path + "." + child.arrow().getName(), null);
    LegacyPages pages = pages(path, field.column(), 1, batchRows);
    long[] firstItems = items.firstRows == null ? unbounded(pages.count()) : items.firstRows;
    Field arrow = withChildren(field.arrow(), List.of(items.reader.field()));
    return new Opened(
        new LegacyListReader(arrow, pages, firstItems, items.reader), pages.firstRows());
  }

  /// For items that have no pages: as many in each batch as there can be.
  private static long[] unbounded(int batches) {
    long[] first = new long[batches + 1];
    for (int i = 1; i <= batches; i++) {
      first[i] = first[i - 1] + Integer.MAX_VALUE;
    }
    return first;
  }

  private static Field withChildren(Field field, List<Field> children) {
    return new Field(field.getName(), field.getFieldType(), children);
  }
}
