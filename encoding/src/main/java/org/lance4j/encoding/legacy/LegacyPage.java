package org.lance4j.encoding.legacy;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.StoredField;
import org.lance4j.format.Bounds;
import org.lance4j.format.LanceField;

/// One page of a file of version 0.1, as the page table and the field's type tell. Reading does
/// without it; it is for people who look into a file.
///
/// @param firstRow of its batch; below a list, the number of its first item
/// @param rows values, or lists
/// @param buffers where its bytes lie: values, offsets of lists, positions of strings (and the
///   strings, see [#withStrings]); none where there is nothing but nulls
/// @param strings whether the buffer holds the positions of strings, and strings lie elsewhere
/// @param encoding in words
public record LegacyPage(
    long firstRow, long rows, List<ByteRange> buffers, boolean strings, String encoding) {
  private static final int POSITION_BYTES = 8;

  public LegacyPage {
    buffers = List.copyOf(buffers);
  }

  /// The pages of a field itself, not those of the fields below it; a struct has none.
  ///
  /// @throws org.lance4j.format.CorruptFileException when they do not lie in the file
  public static List<LegacyPage> of(StoredField field, LegacyFile file) {
    Field arrow = field.arrow();
    return switch (field.kind()) {
      case STRUCT, PACKED_STRUCT, MAP, FIXED_SIZE_LIST -> List.of();
      case LIST -> {
        int width = arrow.getType() instanceof ArrowType.LargeList ? 8 : 4;
        yield pages(field, file, 1, width * 8L, false, "Offsets(" + width * 8 + ")");
      }
      case LEAF, BLOB -> leaf(field, file);
    };
  }

  private static List<LegacyPage> leaf(StoredField field, LegacyFile file) {
    Field arrow = field.arrow();
    if (arrow.getDictionary() != null) {
      Field keys = Field.notNullable("keys", arrow.getDictionary().getIndexType());
      LanceField.DictionaryValues values = file.dictionary(field.column());
      long bits = PlainSource.bits(keys);
      return pages(
          field,
          file,
          0,
          bits,
          false,
          "Dictionary{Plain(" + bits + "), " + values.length() + " at " + values.offset() + "}");
    }
    return switch (arrow.getType()) {
      case ArrowType.Struct _ -> List.of();
      case ArrowType.Null _ -> pages(field, file, 0, 0, false, "Nulls");
      case ArrowType.Utf8 _, ArrowType.LargeUtf8 _, ArrowType.Binary _, ArrowType.LargeBinary _ ->
          pages(field, file, 0, POSITION_BYTES * 8L, true, "VarBinary");
      default -> {
        long bits = PlainSource.bits(arrow);
        yield pages(field, file, 0, bits, false, "Plain(" + bits + ")");
      }
    };
  }

  /// @param extra how many more entries than rows a page has, by the page table
  private static List<LegacyPage> pages(
      StoredField field, LegacyFile file, int extra, long bits, boolean strings, String encoding) {
    LegacyPages pages = LegacyPages.of(file, field.arrow().getName(), field.column(), extra);
    List<LegacyPage> all = new ArrayList<>(pages.count());
    for (int i = 0; i < pages.count(); i++) {
      long rows = pages.firstRows()[i + 1] - pages.firstRows()[i];
      long entries = rows + (strings ? 1 : extra);
      ByteRange bytes = pages.bits(i, 0, Bounds.multiply(entries, bits, "bits of a page"));
      all.add(
          new LegacyPage(
              pages.firstRows()[i],
              rows,
              bytes.length() == 0 ? List.of() : List.of(bytes),
              strings,
              encoding));
    }
    return all;
  }

  /// The bytes of the first and of the last position of a page of strings.
  public List<ByteRange> ends() {
    ByteRange positions = buffers.getFirst();
    return List.of(
        new ByteRange(positions.offset(), POSITION_BYTES),
        new ByteRange(positions.offset() + positions.length() - POSITION_BYTES, POSITION_BYTES));
  }

  /// The page with the strings from one position to another.
  ///
  /// @throws org.lance4j.format.CorruptFileException when they do not lie in the file
  public LegacyPage withStrings(long first, long last, long fileLength) {
    Bounds.range(first, last - first, fileLength, "strings of a page");
    List<ByteRange> all = new ArrayList<>(buffers);
    all.add(new ByteRange(first, last - first));
    return new LegacyPage(firstRow, rows, all, strings, encoding);
  }
}
