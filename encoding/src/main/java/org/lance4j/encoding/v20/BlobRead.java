package org.lance4j.encoding.v20;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.Bytes;
import org.lance4j.encoding.ColumnRead;
import org.lance4j.encoding.ValidityBits;
import org.lance4j.encoding.compression.DataBlock;
import org.lance4j.encoding.compression.LeafBuilder;
import org.lance4j.encoding.compression.Scratch;
import org.lance4j.format.Bounds;
import org.lance4j.format.CorruptFileException;

/// A read of blobs: their descriptions, then their bytes.
///
/// A description is a packed row of u64 position (in the file) and u64 size. Size 0 is an empty
/// value, or null when the position is 1.
final class BlobRead implements ColumnRead {
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int DESCRIPTION_BYTES = 16;

  private final Field field;
  private final PagesRead descriptions;
  private final int rowCount;
  private final BufferAllocator allocator;
  private final ValidityBits validity;
  private long[] sizes = new long[0];
  private int described;
  private @Nullable List<ByteRange> wanted;
  private List<Bytes> values = List.of();

  /// @param descriptions closed with this
  BlobRead(Field field, PagesRead descriptions, int rowCount, BufferAllocator allocator) {
    this.field = field;
    this.descriptions = descriptions;
    this.rowCount = rowCount;
    this.allocator = allocator;
    this.validity = new ValidityBits(allocator, rowCount);
  }

  @Override
  public List<ByteRange> pending() {
    List<ByteRange> known = wanted;
    if (known != null) {
      return known;
    }
    List<ByteRange> first = descriptions.pending();
    if (!first.isEmpty()) {
      return first;
    }
    sizes = new long[rowCount];
    List<ByteRange> located = new ArrayList<>();
    descriptions.visit((read, range, count) -> locate(read.piece(range), count, located));
    wanted = located;
    return located;
  }

  private void locate(ValuesRead.Piece piece, long count, List<ByteRange> into) {
    if (!(piece.values() instanceof DataBlock.PackedRows rows)
        || rows.rows().byteSize() != count * DESCRIPTION_BYTES) {
      throw new CorruptFileException("blobs without positions and sizes");
    }
    for (long i = 0; i < count; i++) {
      long position = rows.rows().get(LONG, i * DESCRIPTION_BYTES);
      long size = rows.rows().get(LONG, i * DESCRIPTION_BYTES + 8);
      Bounds.atMost(size, Bounds.MAX_BUFFER, "size of a blob");
      Bounds.add(position, size, "end of a blob");
      if (size > 0) {
        into.add(new ByteRange(position, size));
      }
      if (size == 0 && position == 1) {
        validity.appendNulls(1);
      } else {
        validity.appendValid(1);
      }
      sizes[described++] = size;
    }
  }

  @Override
  public void supply(List<Bytes> bytes) {
    if (wanted == null) {
      descriptions.supply(bytes);
    } else {
      values = bytes;
      wanted = List.of();
    }
  }

  @Override
  public FieldVector finish() {
    try (LeafBuilder builder = LeafBuilder.of(field, allocator, rowCount);
        Scratch scratch = Scratch.open()) {
      MemorySegment offsets = scratch.allocate(16);
      offsets.set(LONG, 0, 0);
      int next = 0;
      for (long size : sizes) {
        if (size == 0) {
          builder.appendNulls(1);
        } else {
          offsets.set(LONG, 8, size);
          MemorySegment bytes = values.get(next++).segment();
          builder.append(new DataBlock.VariableWidth(64, 1, offsets, bytes), 0, 1);
        }
      }
      int nulls = validity.nullCount();
      return builder.finish(validity.build(), nulls);
    }
  }

  @Override
  public void close() {
    validity.close();
    descriptions.close();
  }
}
