package org.lance4j.encoding.v20;

import java.util.ArrayList;
import java.util.List;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.PageSlice;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.StoredColumn;
import org.lance4j.encoding.StoredFile;
import org.lance4j.encoding.StoredPage;
import org.lance4j.format.Bounds;
import org.lance4j.format.CorruptFileException;

/// The parsed pages of one column, and where the column is for errors. Immutable.
final class ColumnPages {
  private final StoredFile file;
  private final String path;
  private final int column;
  private final List<ArrayEncoding> encodings;
  private final long[] firstRows;
  private final long[] offsets;

  private ColumnPages(
      StoredFile file,
      String path,
      int column,
      List<ArrayEncoding> encodings,
      long[] firstRows,
      long[] offsets) {
    this.file = file;
    this.path = path;
    this.column = column;
    this.encodings = encodings;
    this.firstRows = firstRows;
    this.offsets = offsets;
  }

  static StoredColumn column(StoredFile file, String path, int column) {
    if (column < 0 || column >= file.columns().size()) {
      throw new CorruptFileException(
              "column " + column + " of a file with " + file.columns().size())
          .inColumn(path)
          .at(file.source(), -1);
    }
    return file.columns().get(column);
  }

  /// @param path of the field, with dots
  static ColumnPages parse(
      StoredFile file, String path, StoredColumn column, boolean dictionaryField) {
    List<ArrayEncoding> encodings = new ArrayList<>(column.pages().size());
    long[] firstRows = new long[column.pages().size() + 1];
    long[] offsets = new long[column.pages().size()];
    for (int i = 0; i < offsets.length; i++) {
      StoredPage page = column.pages().get(i);
      offsets[i] = page.buffers().stream().mapToLong(ByteRange::offset).min().orElse(-1);
      try {
        encodings.add(ArrayEncodingParser.parse(page, column, dictionaryField));
        firstRows[i + 1] = Bounds.add(firstRows[i], page.length(), "rows of a column");
      } catch (CorruptFileException e) {
        throw e.inColumn(path).at(file.source(), offsets[i]);
      }
    }
    return new ColumnPages(file, path, column.index(), List.copyOf(encodings), firstRows, offsets);
  }

  String path() {
    return path;
  }

  int column() {
    return column;
  }

  int count() {
    return encodings.size();
  }

  ArrayEncoding encoding(int page) {
    return encodings.get(page);
  }

  long rowCount() {
    return firstRows[firstRows.length - 1];
  }

  /// The same error with the file, the column and the place of a page; -1 when it is none of them.
  CorruptFileException located(CorruptFileException e, int page) {
    return e.inColumn(path).at(file.source(), page < 0 ? -1 : offsets[page]);
  }

  /// The parts of wanted rows, by page.
  List<PageSlice> cut(RowRanges rows) {
    try {
      return PageSlice.cut(firstRows, rows);
    } catch (CorruptFileException e) {
      throw located(e, -1);
    }
  }
}
