package org.lance4j.encoding.v20;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.Bytes;
import org.lance4j.encoding.compression.DataBlock;
import org.lance4j.format.CorruptFileException;

/// Values beside a bit map of those that are valid.
final class SomeNullsRead implements ValuesRead {
  private final ValuesRead validity;
  private final ValuesRead values;

  /// @param values what has no nulls of its own
  SomeNullsRead(ValuesRead validity, ValuesRead values) {
    this.validity = validity;
    this.values = values;
  }

  @Override
  public void request(List<ByteRange> wanted) {
    validity.request(wanted);
    values.request(wanted);
  }

  @Override
  public void supply(Supply supply) {
    validity.supply(supply);
    values.supply(supply);
  }

  @Override
  public Piece piece(int range) {
    Piece bits = validity.piece(range);
    Piece piece = values.piece(range);
    if (!(bits.values() instanceof DataBlock.FixedWidth map) || map.bits() != 1) {
      throw new CorruptFileException("validity that is not a bit map");
    }
    return new Piece(piece.values(), piece.from(), map.data(), bits.from());
  }

  @Override
  public @Nullable Bytes plain(int range) {
    return values.plain(range);
  }
}
