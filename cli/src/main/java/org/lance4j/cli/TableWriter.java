package org.lance4j.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;

/// Columns side by side, for the eye.
///
/// The first rows decide how wide a column is; a value that is longer than a cell may be ends in an
/// ellipsis. Numbers stand to the right. Control characters are shown as `\u001b`.
final class TableWriter implements ResultWriter {
  private static final int ROWS_THAT_DECIDE = 500;
  private static final int MAX_WIDTH = 60;

  private final VectorSchemaRoot root;
  private final OutputStream out;
  private final PlainCells cells;
  private final TextBuffer value = new TextBuffer();
  private final TextBuffer text = new TextBuffer();
  private final List<String[]> held = new ArrayList<>();
  private final int[] widths;
  private final boolean[] right;
  private boolean decided;

  TableWriter(VectorSchemaRoot root, DictionaryProvider dictionaries, OutputStream out) {
    this.root = root;
    this.out = out;
    cells = new PlainCells(dictionaries);
    List<FieldVector> columns = root.getFieldVectors();
    widths = new int[columns.size()];
    right = new boolean[columns.size()];
    String[] header = new String[columns.size()];
    for (int i = 0; i < header.length; i++) {
      header[i] = shown(columns.get(i).getField().getName());
      ArrowType type = columns.get(i).getField().getType();
      right[i] = type instanceof ArrowType.Int || type instanceof ArrowType.FloatingPoint;
    }
    held.add(header);
  }

  @Override
  public void write() throws IOException {
    List<FieldVector> columns = root.getFieldVectors();
    List<Cell> printers = new ArrayList<>();
    for (FieldVector column : columns) {
      printers.add(cells.of(column));
    }
    for (int row = 0; row < root.getRowCount(); row++) {
      String[] line = new String[widths.length];
      for (int i = 0; i < line.length; i++) {
        line[i] = "null";
        if (!PlainCells.isNull(columns.get(i), row)) {
          printers.get(i).write(row, value);
          line[i] = shown(value.toString());
          value.clear();
        }
      }
      add(line);
    }
    text.drainTo(out);
  }

  private void add(String[] line) throws IOException {
    if (!decided) {
      held.add(line);
      if (held.size() > ROWS_THAT_DECIDE) {
        decide();
      }
      return;
    }
    print(line);
    if (text.length() > 1 << 16) {
      text.drainTo(out);
    }
  }

  private void decide() {
    decided = true;
    for (String[] line : held) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], width(line[i]));
      }
    }
    for (int row = 0; row < held.size(); row++) {
      print(held.get(row));
      if (row == 0) {
        rule();
      }
    }
    held.clear();
  }

  private void rule() {
    for (int i = 0; i < widths.length; i++) {
      text.ascii((i > 0 ? "  " : "") + "-".repeat(widths[i]));
    }
    text.put('\n');
  }

  private void print(String[] line) {
    for (int i = 0; i < line.length; i++) {
      String padding = " ".repeat(Math.max(0, widths[i] - width(line[i])));
      text.ascii(i > 0 ? "  " : "");
      if (right[i]) {
        text.ascii(padding);
        text.text(line[i]);
      } else {
        text.text(line[i]);
        text.ascii(i == line.length - 1 ? "" : padding);
      }
    }
    text.put('\n');
  }

  private static String shown(String value) {
    StringBuilder shown = new StringBuilder();
    int width = 0;
    for (int i = 0; i < value.length(); ) {
      int c = value.codePointAt(i);
      i += Character.charCount(c);
      String piece =
          Character.isISOControl(c)
              ? "\\u" + Integer.toHexString(0x1_0000 | c).substring(1)
              : Character.toString(c);
      width += width(piece);
      if (width > MAX_WIDTH) {
        return shown.append('…').toString();
      }
      shown.append(piece);
    }
    return shown.toString();
  }

  /// Places on a terminal: two for East Asian wide characters and pictographs, none for marks.
  private static int width(String text) {
    return text.codePoints().map(TableWriter::width).sum();
  }

  private static int width(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    boolean wide =
        (c >= 0x1100 && c <= 0x115f)
            || (c >= 0x2e80 && c <= 0xa4cf)
            || (c >= 0xac00 && c <= 0xd7a3)
            || (c >= 0xf900 && c <= 0xfaff)
            || (c >= 0xfe30 && c <= 0xfe6f)
            || (c >= 0xff00 && c <= 0xff60)
            || (c >= 0x1f300 && c <= 0x1faff)
            || (c >= 0x20000 && c <= 0x3fffd);
    return wide ? 2 : 1;
  }

  @Override
  public void end() throws IOException {
    if (!decided) {
      decide();
    }
    text.drainTo(out);
    out.flush();
  }
}
