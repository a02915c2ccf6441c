package org.lance4j.encoding.v20;

import java.util.List;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.compression.DataBlock;
import org.lance4j.encoding.compression.FsstSymbols;
import org.lance4j.format.CorruptFileException;

/// Strings that are compressed one by one.
final class FsstRead implements ValuesRead {
  private final FsstSymbols symbols;
  private final ValuesRead values;

  FsstRead(FsstSymbols symbols, ValuesRead values) {
    this.symbols = symbols;
    this.values = values;
  }

  @Override
  public void request(List<ByteRange> wanted) {
    values.request(wanted);
  }

  @Override
  public void supply(Supply supply) {
    values.supply(supply);
  }

  @Override
  public Piece piece(int range) {
    Piece piece = values.piece(range);
    if (!(piece.values() instanceof DataBlock.VariableWidth compressed)) {
      throw new CorruptFileException("Fsst over what are not strings");
    }
    return new Piece(
        // short pages have a table and are plain all the same
        symbols.coded() ? new DataBlock.Fsst(symbols, compressed) : compressed,
        piece.from(),
        piece.validity(),
        piece.validityFrom());
  }
}
