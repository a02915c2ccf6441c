package org.lance4j.encoding.v20;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.Bytes;
import org.lance4j.encoding.ColumnRead;
import org.lance4j.encoding.NestedVectors;
import org.lance4j.encoding.PageSlice;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.Rows;
import org.lance4j.encoding.ValidityBits;
import org.lance4j.format.BatchTooLargeException;
import org.lance4j.format.CorruptFileException;

/// A read of lists: first the offsets, then the items that they name.
final class ListRead implements ColumnRead {
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final ListReader reader;
  private final BufferAllocator allocator;
  private final int rowCount;
  private final List<PageSlice> slices;
  private final List<EndOffsets> ends;
  private final ReadScope scope;
  private final int offsetBytes;
  private @Nullable List<ByteRange> wanted;
  private @Nullable ColumnRead items;
  private @Nullable ArrowBuf offsets;
  private final ValidityBits validity;

  ListRead(ListReader reader, RowRanges rows, BufferAllocator allocator) {
    this.reader = reader;
    this.allocator = allocator;
    this.rowCount = Rows.count(rows);
    this.offsetBytes = reader.field().getType() instanceof ArrowType.LargeList ? 8 : 4;
    this.slices = reader.pages().cut(rows);
    this.scope = new ReadScope(reader.cache(), reader.pages().column());
    this.validity = new ValidityBits(allocator, rowCount);
    this.ends = new ArrayList<>(slices.size());
    for (PageSlice slice : slices) {
      ArrayEncoding.Lists lists = reader.lists(slice.page());
      ends.add(
          new EndOffsets(
              lists.offsets(), lists.nullOffsetAdjustment(), slice.page(), slice.rows(), scope));
    }
  }

  @Override
  public List<ByteRange> pending() {
    if (items != null) {
      return items.pending();
    }
    List<ByteRange> known = wanted;
    if (known == null) {
      known = new ArrayList<>();
      for (int i = 0; i < slices.size(); i++) {
        request(i, known);
      }
      wanted = known;
    }
    if (known.isEmpty()) {
      // no rows, or offsets that take no bytes
      return startItems().pending();
    }
    return known;
  }

  private void request(int slice, List<ByteRange> into) {
    try {
      ends.get(slice).request(into);
    } catch (CorruptFileException e) {
      throw reader.pages().located(e, slices.get(slice).page());
    }
  }

  @Override
  public void supply(List<Bytes> bytes) {
    if (items != null) {
      items.supply(bytes);
      return;
    }
    Supply supply = new Supply(bytes);
    for (int i = 0; i < slices.size(); i++) {
      try {
        ends.get(i).supply(supply);
      } catch (CorruptFileException e) {
        throw reader.pages().located(e, slices.get(i).page());
      }
    }
    wanted = null;
  }

  /// Turns the ends of all pages into the offsets of the vector and starts to read the items.
  private ColumnRead startItems() {
    ArrowBuf buffer = allocator.buffer((rowCount + 1L) * offsetBytes);
    offsets = buffer;
    MemorySegment target = MemorySegment.ofBuffer(buffer.nioBuffer(0, (int) buffer.capacity()));
    put(target, 0, 0);
    PageSlice.Cut itemRows = new PageSlice.Cut(Math.max(1, slices.size()));
    Progress progress = new Progress(target, itemRows);
    for (int i = 0; i < slices.size(); i++) {
      try {
        progress.page(slices.get(i), ends.get(i));
      } catch (CorruptFileException e) {
        throw reader.pages().located(e, slices.get(i).page());
      }
    }
    buffer.writerIndex((rowCount + 1L) * offsetBytes);
    ColumnRead started = reader.items().read(itemRows.rows(), allocator);
    items = started;
    return started;
  }

  private void put(MemorySegment target, long index, long value) {
    if (offsetBytes == 4) {
      target.set(INT, index * 4, (int) value);
    } else {
      target.set(LONG, index * 8, value);
    }
  }

  /// How far the lists are collected.
  private final class Progress {
    private final MemorySegment target;
    private final PageSlice.Cut itemRows;
    private long itemCount;
    private long lists;

    Progress(MemorySegment target, PageSlice.Cut itemRows) {
      this.target = target;
      this.itemRows = itemRows;
    }

    void page(PageSlice slice, EndOffsets pageEnds) {
      long firstItem = reader.firstItem(slice.page());
      long limit = reader.lists(slice.page()).itemCount();
      for (int range = 0; range < slice.rows().rangeCount(); range++) {
        EndOffsets.Extent extent = pageEnds.extent(range, limit);
        int count = (int) (slice.rows().end(range) - slice.rows().start(range));
        if (extent.last() - extent.first() > Integer.MAX_VALUE - 64L - itemCount) {
          throw new BatchTooLargeException(
              "more than 2^31 items in one batch of lists: smaller batches are needed");
        }
        for (int i = 1; i <= count; i++) {
          put(target, lists + i, itemCount + extent.offsets().get(LONG, i * 8L));
        }
        if (extent.validity() != null) {
          validity.append(extent.validity(), 0, count);
        } else {
          validity.appendValid(count);
        }
        if (extent.first() < extent.last()) {
          itemRows.add(firstItem + extent.first(), firstItem + extent.last());
        }
        lists += count;
        itemCount += extent.last() - extent.first();
      }
    }
  }

  @Override
  public FieldVector finish() {
    ColumnRead read = items;
    ArrowBuf buffer = offsets;
    if (read == null || buffer == null) {
      throw new IllegalStateException("the offsets are not there yet");
    }
    FieldVector itemVector = read.finish();
    offsets = null;
    int nulls = validity.nullCount();
    return NestedVectors.list(
        reader.field(), allocator, rowCount, validity.build(), nulls, buffer, itemVector);
  }

  @Override
  public void close() {
    if (items != null) {
      items.close();
    }
    if (offsets != null) {
      offsets.close();
      offsets = null;
    }
    validity.close();
    scope.close();
  }
}
