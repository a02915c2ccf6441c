package org.lance4j.encoding.structural;

import org.lance4j.encoding.ColumnReader;
import org.lance4j.encoding.PageCache;
import org.lance4j.encoding.StoredField;
import org.lance4j.encoding.StoredFile;

/// Opens fields of files of version 2.1 and later.
public final class StructuralColumns {
  private StructuralColumns() {}

  /// Opens one projected top-level field.
  ///
  /// Pages are parsed when rows of them are first read.
  ///
  /// @throws org.lance4j.format.CorruptFileException when the file lacks a column of the field, or
  ///   its columns differ in length
  public static ColumnReader open(StoredField field, StoredFile file, PageCache cache) {
    return FieldReader.open(field, file, cache);
  }
}
