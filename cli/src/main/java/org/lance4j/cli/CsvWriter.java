package org.lance4j.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;

/// Comma-separated values with a header, quoted as RFC 4180 says.
///
/// A null is nothing, the empty string `""`; nested values are JSON text.
final class CsvWriter implements ResultWriter {
  private static final int DRAIN_LENGTH = 1 << 16;

  private final VectorSchemaRoot root;
  private final OutputStream out;
  private final PlainCells cells;
  private final TextBuffer text = new TextBuffer();
  private final TextBuffer value = new TextBuffer();

  CsvWriter(VectorSchemaRoot root, DictionaryProvider dictionaries, OutputStream out) {
    this.root = root;
    this.out = out;
    cells = new PlainCells(dictionaries);
    String separator = "";
    for (FieldVector column : root.getFieldVectors()) {
      text.ascii(separator);
      value.text(column.getField().getName());
      quote();
      separator = ",";
    }
    text.put('\n');
  }

  @Override
  public void write() throws IOException {
    List<FieldVector> columns = root.getFieldVectors();
    List<Cell> printers = new ArrayList<>();
    for (FieldVector column : columns) {
      printers.add(cells.of(column));
    }
    for (int row = 0; row < root.getRowCount(); row++) {
      for (int i = 0; i < printers.size(); i++) {
        if (i > 0) {
          text.put(',');
        }
        if (!PlainCells.isNull(columns.get(i), row)) {
          printers.get(i).write(row, value);
          quote();
        }
      }
      text.put('\n');
      if (text.length() >= DRAIN_LENGTH) {
        text.drainTo(out);
      }
    }
    text.drainTo(out);
  }

  /// Moves the value to the line, in quotes when it needs them.
  private void quote() {
    int length = value.length();
    if (length > 0 && !needsQuotes(length)) {
      text.put(value, 0, length);
    } else {
      text.put('"');
      int from = 0;
      for (int i = 0; i < length; i++) {
        if (value.at(i) == '"') {
          text.put(value, from, i - from + 1);
          from = i;
        }
      }
      text.put(value, from, length - from);
      text.put('"');
    }
    value.clear();
  }

  private boolean needsQuotes(int length) {
    for (int i = 0; i < length; i++) {
      byte b = value.at(i);
      if (b == ',' || b == '"' || b == '\n' || b == '\r') {
        return true;
      }
    }
    return false;
  }

  @Override
  public void end() throws IOException {
    text.drainTo(out);
    out.flush();
  }
}
