package org.lance4j.encoding.legacy;

import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.Bytes;
import org.lance4j.encoding.ColumnRead;
import org.lance4j.encoding.ValidityBits;
import org.lance4j.encoding.compression.DataBlock;
import org.lance4j.encoding.compression.LeafBuilder;
import org.lance4j.format.CorruptFileException;

/// A read of a field with pages of values.
final class LegacyLeafRead implements ColumnRead {
  private final Field field;
  private final Source source;
  private final LegacyPages pages;
  private final int rowCount;
  private final BufferAllocator allocator;

  /// @param source closed with this
  /// @param pages where the field is, for errors
  LegacyLeafRead(
      Field field, Source source, LegacyPages pages, int rowCount, BufferAllocator allocator) {
    this.field = field;
    this.source = source;
    this.pages = pages;
    this.rowCount = rowCount;
    this.allocator = allocator;
  }

  @Override
  public List<ByteRange> pending() {
    return source.pending();
  }

  @Override
  public void supply(List<Bytes> bytes) {
    source.supply(bytes);
  }

  @Override
  public FieldVector finish() {
    try (LeafBuilder values = LeafBuilder.of(field, allocator, rowCount);
        ValidityBits validity = new ValidityBits(allocator, rowCount)) {
      Bytes plain = source.plain();
      boolean adopted = plain != null && values.adopt(plain, rowCount);
      for (Source.Chunk chunk : source.chunks()) {
        collect(chunk, adopted, values, validity);
      }
      int nulls = validity.nullCount();
      return values.finish(validity.build(), nulls);
    } catch (CorruptFileException e) {
      throw pages.located(e, -1);
    }
  }

  private static void collect(
      Source.Chunk chunk, boolean adopted, LeafBuilder values, ValidityBits validity) {
    if (!adopted) {
      values.append(chunk.values(), chunk.from(), chunk.count());
    }
    if (chunk.values() instanceof DataBlock.AllNull) {
      validity.appendNulls(chunk.count());
    } else if (chunk.validity() != null) {
      validity.append(chunk.validity(), 0, chunk.count());
    } else {
      validity.appendValid(chunk.count());
    }
  }

  @Override
  public void close() {
    source.close();
  }
}
