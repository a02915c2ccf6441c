package org.lance4j.encoding.v20;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.compression.DataBlock;
import org.lance4j.format.CorruptFileException;

/// Where strings and lists end: one u64 each, counted from the start of the page, in which nulls
/// have an adjustment added that no end reaches. The first one begins at 0, every other one where
/// the one before ended, so that a range from row r > 0 on needs the end of row r - 1 too.
final class EndOffsets {
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final long nullAdjustment;
  private final RowRanges ranges;
  private final ValuesRead ends;
  private final ReadScope scope;

  /// @param ranges rows; neighbours are one range
  EndOffsets(
      ArrayEncoding offsets, long nullAdjustment, int page, RowRanges ranges, ReadScope scope) {
    this.nullAdjustment = nullAdjustment;
    this.ranges = ranges;
    this.scope = scope;
    long[] starts = new long[ranges.rangeCount()];
    long[] stops = new long[ranges.rangeCount()];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = Math.max(ranges.start(i) - 1, 0);
      stops[i] = ranges.end(i);
    }
    this.ends = ValuesReads.start(offsets, page, RowRanges.of(starts, stops), scope);
  }

  void request(List<ByteRange> wanted) {
    ends.request(wanted);
  }

  void supply(Supply supply) {
    ends.supply(supply);
  }

  /// What one range says.
  ///
  /// @param first where its first value begins, in the page
  /// @param last where its last value ends, in the page
  /// @param offsets one i64 more than values, from 0 on
  /// @param validity one bit per value; null when all are valid
  record Extent(long first, long last, MemorySegment offsets, @Nullable MemorySegment validity) {}

  /// @param limit what no end is above
  Extent extent(int range, long limit) {
    if (!(ends.piece(range).values() instanceof DataBlock.FixedWidth data) || data.bits() != 64) {
      throw new CorruptFileException("offsets that are not 64-bit integers");
    }
    MemorySegment stored = data.data();
    int count = (int) (ranges.end(range) - ranges.start(range));
    MemorySegment offsets = scope.allocate((count + 1L) * 8);
    MemorySegment validity = null;
    int skip = ranges.start(range) == 0 ? 0 : 1;
    long first = skip == 0 ? 0 : end(stored.get(LONG, 0));
    long last = first;
    offsets.set(LONG, 0, 0);
    for (int i = 0; i < count; i++) {
      long end = stored.get(LONG, (i + (long) skip) * 8);
      if (end >= nullAdjustment) {
        end -= nullAdjustment;
        validity = validity == null ? allValid(count) : validity;
        clear(validity, i);
      }
      if (end < last || end > limit) {
        throw new CorruptFileException(
            "value "
                + (ranges.start(range) + i)
                + " of a page ends at "
                + end
                + ", not in ["
                + last
                + ", "
                + limit
                + "]");
      }
      offsets.set(LONG, (i + 1L) * 8, end - first);
      last = end;
    }
    return new Extent(first, last, offsets, validity);
  }

  private long end(long stored) {
    long end = stored >= nullAdjustment ? stored - nullAdjustment : stored;
    if (end < 0) {
      throw new CorruptFileException("value of a page ends at " + end);
    }
    return end;
  }

  private MemorySegment allValid(int count) {
    return scope.allocate((count + 7) >>> 3).fill((byte) -1);
  }

  private static void clear(MemorySegment bits, int index) {
    byte old = bits.get(ValueLayout.JAVA_BYTE, index >>> 3);
    bits.set(ValueLayout.JAVA_BYTE, index >>> 3, (byte) (old & ~(1 << (index & 7))));
  }
}
