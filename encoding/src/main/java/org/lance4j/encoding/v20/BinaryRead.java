package org.lance4j.encoding.v20;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.compression.DataBlock;
import org.lance4j.format.CorruptFileException;

/// Strings and binaries: in one round where they end, in the next their bytes.
final class BinaryRead implements ValuesRead {
  private final ArrayEncoding.Binary encoding;
  private final int page;
  private final RowRanges ranges;
  private final ReadScope scope;
  private final EndOffsets ends;
  private EndOffsets.Extent @Nullable [] extents;
  private @Nullable ValuesRead bytes;

  /// The range of `bytes` that holds the bytes of each range, or -1 when it has none.
  private final int[] byteRange;

  BinaryRead(ArrayEncoding.Binary encoding, int page, RowRanges ranges, ReadScope scope) {
    this.encoding = encoding;
    this.page = page;
    this.ranges = ranges;
    this.scope = scope;
    this.ends = new EndOffsets(encoding.indices(), encoding.nullAdjustment(), page, ranges, scope);
    this.byteRange = new int[ranges.rangeCount()];
  }

  @Override
  public void request(List<ByteRange> wanted) {
    if (bytes == null) {
      ends.request(wanted);
    } else {
      bytes.request(wanted);
    }
  }

  @Override
  public void supply(Supply supply) {
    if (bytes == null) {
      ends.supply(supply);
      bytes = locate();
    } else {
      bytes.supply(supply);
    }
  }

  private ValuesRead locate() {
    int n = ranges.rangeCount();
    EndOffsets.Extent[] all = new EndOffsets.Extent[n];
    long[] starts = new long[n];
    long[] stops = new long[n];
    int used = 0;
    for (int i = 0; i < n; i++) {
      all[i] = ends.extent(i, encoding.nullAdjustment());
      byteRange[i] = -1;
      if (all[i].first() < all[i].last()) {
        if (used > 0 && all[i].first() < stops[used - 1]) {
          throw new CorruptFileException(
              "value "
                  + ranges.start(i)
                  + " of a page begins at "
                  + all[i].first()
                  + ", one before it ends at "
                  + stops[used - 1]);
        }
        starts[used] = all[i].first();
        stops[used] = all[i].last();
        byteRange[i] = used++;
      }
    }
    extents = all;
    return ValuesReads.start(
        encoding.bytes(),
        page,
        RowRanges.of(Arrays.copyOf(starts, used), Arrays.copyOf(stops, used)),
        scope);
  }

  @Override
  public Piece piece(int range) {
    if (extents == null || bytes == null) {
      throw new IllegalStateException("the offsets are not there yet");
    }
    EndOffsets.Extent extent = extents[range];
    MemorySegment data = MemorySegment.NULL;
    if (byteRange[range] >= 0) {
      if (!(bytes.piece(byteRange[range]).values() instanceof DataBlock.FixedWidth block)
          || block.bits() != 8) {
        throw new CorruptFileException("strings over what are not bytes");
      }
      data = block.data();
    }
    long count = ranges.end(range) - ranges.start(range);
    return new Piece(
        new DataBlock.VariableWidth(64, count, extent.offsets(), data), 0, extent.validity(), 0);
  }
}
