package org.lance4j.encoding.legacy;

import java.util.List;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.PageSlice;
import org.lance4j.encoding.RowRanges;
import org.lance4j.format.Bounds;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.LanceField;

/// The pages of one field, one per batch, and where the field is for errors. Immutable.
///
/// The rows of a field below a list are the items of its pages, counted through all batches.
final class LegacyPages {
  private final LegacyFile file;
  private final String path;
  private final int fieldId;
  private final long[] positions;
  private final long[] firstRows;

  private LegacyPages(
      LegacyFile file, String path, int fieldId, long[] positions, long[] firstRows) {
    this.file = file;
    this.path = path;
    this.fieldId = fieldId;
    this.positions = positions;
    this.firstRows = firstRows;
  }

  /// @param path of the field, with dots
  /// @param extra how many more entries than rows a page has: 1 for the offsets of lists
  static LegacyPages of(LegacyFile file, String path, int fieldId, int extra) {
    int batches = file.metadata().batchCount();
    long[] positions = new long[batches];
    long[] firstRows = new long[batches + 1];
    try {
      for (int i = 0; i < batches; i++) {
        positions[i] = file.position(fieldId, i);
        long rows = Math.max(0, file.length(fieldId, i) - extra);
        firstRows[i + 1] = Bounds.add(firstRows[i], rows, "rows of a column");
      }
    } catch (CorruptFileException e) {
      throw e.inColumn(path).at(file.source(), file.metadata().pageTablePosition());
    }
    return new LegacyPages(file, path, fieldId, positions, firstRows);
  }

  /// The one page of the values of a dictionary.
  static LegacyPages dictionary(
      LegacyFile file, String path, int fieldId, LanceField.DictionaryValues values) {
    return new LegacyPages(
        file, path, fieldId, new long[] {values.offset()}, new long[] {0, values.length()});
  }

  /// That the pages have as many rows as the batches that they are of.
  void checkRows(long[] batchRows) {
    for (int i = 0; i < positions.length; i++) {
      if (firstRows[i + 1] != batchRows[i + 1]) {
        throw located(
            new CorruptFileException(
                "page of "
                    + (firstRows[i + 1] - firstRows[i])
                    + " rows in a batch of "
                    + (batchRows[i + 1] - batchRows[i])),
            i);
      }
    }
  }

  /// Where the rows of each page begin, and how many there are. Not to be changed.
  long[] firstRows() {
    return firstRows;
  }

  LegacyFile file() {
    return file;
  }

  int fieldId() {
    return fieldId;
  }

  int count() {
    return positions.length;
  }

  /// Bits `[from, to)` of a page, in whole bytes.
  ByteRange bits(int page, long from, long to) {
    long first = from >>> 3;
    long bytes = (to >>> 3) + ((to & 7) == 0 ? 0 : 1) - first;
    long offset = Bounds.add(positions[page], first, "position of values");
    Bounds.range(offset, bytes, file.fileLength(), "values of a page");
    return new ByteRange(offset, bytes);
  }

  /// Entries `[from, to)` of a page of wide entries.
  ByteRange entries(int page, int bytes, long from, long to) {
    long end = Bounds.multiply(to, bytes, "end of the values");
    long offset = Bounds.add(positions[page], from * bytes, "position of values");
    Bounds.range(offset, end - from * bytes, file.fileLength(), "values of a page");
    return new ByteRange(offset, end - from * bytes);
  }

  /// The parts of wanted rows, by page.
  List<PageSlice> cut(RowRanges rows) {
    try {
      return PageSlice.cut(firstRows, rows);
    } catch (CorruptFileException e) {
      throw located(e, -1);
    }
  }

  /// The same error with the file, the field and the place of a page; -1 when it is none of them.
  CorruptFileException located(CorruptFileException e, int page) {
    return e.inColumn(path).at(file.source(), page < 0 ? -1 : positions[page]);
  }
}
