package org.lance4j.cli;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;

/// One JSON object per row and line.
final class JsonLinesWriter implements ResultWriter {
  private static final int DRAIN_LENGTH = 1 << 16;

  private final VectorSchemaRoot root;
  private final OutputStream out;
  private final JsonCells cells;
  private final TextBuffer text = new TextBuffer();

  JsonLinesWriter(VectorSchemaRoot root, DictionaryProvider dictionaries, OutputStream out) {
    this.root = root;
    this.out = out;
    cells = new JsonCells(dictionaries);
  }

  @Override
  public void write() throws IOException {
    Cell object = cells.object(root.getFieldVectors());
    int rows = root.getRowCount();
    for (int row = 0; row < rows; row++) {
      object.write(row, text);
      text.put('\n');
      if (text.length() >= DRAIN_LENGTH) {
        text.drainTo(out);
      }
    }
    text.drainTo(out);
  }

  @Override
  public void end() throws IOException {
    out.flush();
  }
}
