package org.lance4j.manifest;

import com.google.protobuf.ByteString;
import org.lance4j.format.Bounds;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.proto.RowIdsProto.U64Segment;

/// `lance.table.U64Segment`: some of the numbers of a sequence, in one of five forms. None of them
/// is spread out in memory, so that a range of 10^12 costs nothing. Immutable.
sealed interface IdSegment {
  /// How many numbers.
  long length();

  /// The `index`-th number, `0 <= index < length()`.
  long get(long index);

  /// Where `id` is first, or -1. Takes time proportional to the length for unsorted arrays.
  long indexOf(long id);

  /// The least number; for segments that are not empty.
  long min();

  /// The greatest number; for segments that are not empty.
  long max();

  /// @throws CorruptFileException when the form is unknown or its parts contradict each other
  static IdSegment of(U64Segment message) {
    return switch (message.getSegmentCase()) {
      case RANGE -> {
        U64Segment.Range range = message.getRange();
        yield new Range(checkedStart(range.getStart(), range.getEnd()), range.getEnd());
      }
      case RANGE_WITH_HOLES -> {
        U64Segment.RangeWithHoles range = message.getRangeWithHoles();
        yield RangeWithHoles.of(
            checkedStart(range.getStart(), range.getEnd()),
            range.getEnd(),
            EncodedIds.of(range.getHoles()));
      }
      case RANGE_WITH_BITMAP -> {
        U64Segment.RangeWithBitmap range = message.getRangeWithBitmap();
        yield RangeWithBitmap.of(
            checkedStart(range.getStart(), range.getEnd()), range.getEnd(), range.getBitmap());
      }
      case SORTED_ARRAY -> {
        EncodedIds ids = EncodedIds.of(message.getSortedArray());
        Bounds.check(ids.isStrictlyIncreasing(), "sorted row ids are not strictly increasing");
        yield new SortedArray(ids);
      }
      case ARRAY -> UnsortedArray.of(EncodedIds.of(message.getArray()));
      case SEGMENT_NOT_SET -> throw new CorruptFileException("row id segment of unknown kind");
    };
  }

  private static long checkedStart(long start, long end) {
    Bounds.atMost(end, Long.MAX_VALUE, "end of a row id range");
    return Bounds.atMost(start, end, "start of a row id range");
  }

  /// `start <= id < end`
  record Range(long start, long end) implements IdSegment {
    @Override
    public long length() {
      return end - start;
    }

    @Override
    public long get(long index) {
      return start + index;
    }

    @Override
    public long indexOf(long id) {
      return id >= start && id < end ? id - start : -1;
    }

    @Override
    public long min() {
      return start;
    }

    @Override
    public long max() {
      return end - 1;
    }
  }

  /// A range without some of its numbers.
  record RangeWithHoles(long start, long end, EncodedIds holes) implements IdSegment {
    static RangeWithHoles of(long start, long end, EncodedIds holes) {
      Bounds.check(holes.isStrictlyIncreasing(), "holes of a row id range are not increasing");
      int count = holes.size();
      Bounds.check(
          count == 0 || (holes.get(0) >= start && holes.get(count - 1) < end),
          "hole outside of its row id range");
      return new RangeWithHoles(start, end, holes);
    }

    @Override
    public long length() {
      return end - start - holes.size();
    }

    /// The number of holes before it is the least `k` for which more than `index` numbers lie
    /// before hole `k`.
    @Override
    public long get(long index) {
      int low = 0;
      int high = holes.size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (holes.get(middle) - start - middle > index) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      return start + index + low;
    }

    @Override
    public long indexOf(long id) {
      if (id < start || id >= end) {
        return -1;
      }
      int at = holes.search(id);
      return at >= 0 ? -1 : id - start - (-1 - at);
    }

    @Override
    public long min() {
      return get(0);
    }

    @Override
    public long max() {
      return get(length() - 1);
    }
  }

  /// A range with a bit for each of its numbers, lowest bit of a byte first.
  ///
  /// @param before for each 512 bits, how many bits are set before them
  record RangeWithBitmap(long start, long end, ByteString bitmap, long length, int[] before)
      implements IdSegment {
    private static final int BLOCK_BYTES = 64;

    static RangeWithBitmap of(long start, long end, ByteString bitmap) {
      long bits = end - start;
      Bounds.check(
          bitmap.size() == (bits >>> 3) + ((bits & 7) == 0 ? 0 : 1),
          "bitmap of a row id range is not of its length");
      int blocks = (bitmap.size() + BLOCK_BYTES - 1) / BLOCK_BYTES;
      int[] before = new int[blocks];
      long total = 0;
      for (int i = 0; i < bitmap.size(); i++) {
        if (i % BLOCK_BYTES == 0) {
          before[i / BLOCK_BYTES] = Bounds.toInt(total, Integer.MAX_VALUE, "row ids of a bitmap");
        }
        total += Integer.bitCount(bitmap.byteAt(i) & 0xFF);
      }
      if ((bits & 7) != 0) {
        int padding = (bitmap.byteAt(bitmap.size() - 1) & 0xFF) >>> (bits & 7);
        Bounds.check(padding == 0, "bitmap of a row id range has bits past its end");
      }
      return new RangeWithBitmap(start, end, bitmap, total, before);
    }

    @Override
    public long get(long index) {
      int block = lastBlockWithAtMost(index);
      int left = (int) (index - before[block]);
      int at = block * BLOCK_BYTES;
      int bits = bitmap.byteAt(at) & 0xFF;
      while (left >= Integer.bitCount(bits)) {
        left -= Integer.bitCount(bits);
        bits = bitmap.byteAt(++at) & 0xFF;
      }
      for (; left > 0; left--) {
        bits &= bits - 1;
      }
      return start + 8L * at + Integer.numberOfTrailingZeros(bits);
    }

    private int lastBlockWithAtMost(long index) {
      int low = 0;
      int high = before.length - 1;
      while (low < high) {
        int middle = (low + high + 1) >>> 1;
        if (before[middle] <= index) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      return low;
    }

    @Override
    public long indexOf(long id) {
      if (id < start || id >= end) {
        return -1;
      }
      long bit = id - start;
      int at = (int) (bit >>> 3);
      int bits = bitmap.byteAt(at) & 0xFF;
      if ((bits >>> (bit & 7) & 1) == 0) {
        return -1;
      }
      long index = before[at / BLOCK_BYTES];
      for (int i = at - at % BLOCK_BYTES; i < at; i++) {
        index += Integer.bitCount(bitmap.byteAt(i) & 0xFF);
      }
      return index + Integer.bitCount(bits & ((1 << (bit & 7)) - 1));
    }

    @Override
    public long min() {
      return get(0);
    }

    @Override
    public long max() {
      return get(length - 1);
    }
  }

  /// Strictly increasing numbers.
  record SortedArray(EncodedIds ids) implements IdSegment {
    @Override
    public long length() {
      return ids.size();
    }

    @Override
    public long get(long index) {
      return ids.get((int) index);
    }

    @Override
    public long indexOf(long id) {
      return Math.max(-1, ids.search(id));
    }

    @Override
    public long min() {
      return ids.get(0);
    }

    @Override
    public long max() {
      return ids.get(ids.size() - 1);
    }
  }

  /// Numbers in any order.
  record UnsortedArray(EncodedIds ids, long min, long max) implements IdSegment {
    static UnsortedArray of(EncodedIds ids) {
      long min = Long.MAX_VALUE;
      long max = -1;
      for (int i = 0; i < ids.size(); i++) {
        min = Math.min(min, ids.get(i));
        max = Math.max(max, ids.get(i));
      }
      return new UnsortedArray(ids, min, max);
    }

    @Override
    public long length() {
      return ids.size();
    }

    @Override
    public long get(long index) {
      return ids.get((int) index);
    }

    @Override
    public long indexOf(long id) {
      for (int i = 0; i < ids.size(); i++) {
        if (ids.get(i) == id) {
          return i;
        }
      }
      return -1;
    }
  }
}
