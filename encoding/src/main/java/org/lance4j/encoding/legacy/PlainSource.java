package org.lance4j.encoding.legacy;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.Bytes;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.compression.DataBlock;
import org.lance4j.encoding.compression.FixedWidths;
import org.lance4j.format.Bounds;
import org.lance4j.format.CorruptFileException;

/// Values of a fixed width one after the other: little-endian, booleans as bits, the items of
/// fixed-size lists without anything between them.
final class PlainSource implements Source {
  private final Field field;
  private final List<Piece> pieces;
  private final long rowBits;
  private final List<ByteRange> wanted;
  private List<Bytes> bytes = List.of();

  PlainSource(Field field, LegacyPages pages, RowRanges rows) {
    this.field = field;
    this.pieces = Piece.of(pages, rows);
    this.rowBits = bits(field);
    this.wanted = new ArrayList<>(pieces.size());
    for (Piece piece : pieces) {
      try {
        long end = Bounds.multiply(piece.end(), rowBits, "end of the values");
        wanted.add(pages.bits(piece.page(), first(piece) * rowBits, end));
      } catch (CorruptFileException e) {
        throw pages.located(e, piece.page());
      }
    }
  }

  /// The first row that is read: lists of bits begin at a whole byte every eight rows.
  private long first(Piece piece) {
    return rowBits % 8 == 0 ? piece.start() : piece.start() & -8L;
  }

  /// Bits of a value.
  static long bits(Field field) {
    return switch (field.getType()) {
      case ArrowType.Bool _ -> 1;
      case ArrowType.FixedSizeList list -> {
        Bounds.check(list.getListSize() > 0, "fixed-size lists of no items");
        yield Bounds.multiply(
            list.getListSize(), bits(field.getChildren().getFirst()), "bits of a list");
      }
      default -> 8L * FixedWidths.bytes(field.getType());
    };
  }

  @Override
  public List<ByteRange> pending() {
    return bytes.isEmpty() ? wanted : List.of();
  }

  @Override
  public void supply(List<Bytes> supplied) {
    bytes = supplied;
  }

  @Override
  public List<Chunk> chunks() {
    List<Chunk> chunks = new ArrayList<>(pieces.size());
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      long first = first(piece);
      DataBlock block = block(field, piece.end() - first, bytes.get(i).segment());
      chunks.add(new Chunk(block, piece.start() - first, piece.count(), null));
    }
    return chunks;
  }

  private static DataBlock block(Field field, long count, MemorySegment data) {
    if (field.getType() instanceof ArrowType.FixedSizeList list) {
      Field items = field.getChildren().getFirst();
      return new DataBlock.FixedSizeList(
          list.getListSize(), count, null, block(items, count * list.getListSize(), data));
    }
    return new DataBlock.FixedWidth((int) bits(field), count, data);
  }

  @Override
  public @Nullable Bytes plain() {
    return bytes.size() == 1 && rowBits % 8 == 0 && !hasBits(field) ? bytes.getFirst() : null;
  }

  private static boolean hasBits(Field field) {
    return field.getType() instanceof ArrowType.Bool
        || field.getChildren().stream().anyMatch(PlainSource::hasBits);
  }
}
