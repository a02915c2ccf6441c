package org.lance4j.manifest;

import com.google.protobuf.ByteString;
import java.util.List;
import org.lance4j.format.Bounds;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.proto.RowIdsProto;

/// `lance.table.RowIdSequence`: the stable row ids of a fragment's physical rows, deleted ones
/// included, in their order. Immutable; stays as small as it is stored.
public final class RowIdSequence {
  private final List<IdSegment> segments;
  private final long[] starts;
  private final long length;

  private RowIdSequence(List<IdSegment> segments) {
    this.segments = segments;
    this.starts = new long[segments.size()];
    long total = 0;
    for (int i = 0; i < starts.length; i++) {
      starts[i] = total;
      total = Bounds.add(total, segments.get(i).length(), "row ids");
    }
    this.length = total;
  }

  /// The ids `start` to `end - 1`.
  ///
  /// @throws IllegalArgumentException when the range is none
  public static RowIdSequence ofRange(long start, long end) {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("range [" + start + ", " + end + ")");
    }
    return new RowIdSequence(List.of(new IdSegment.Range(start, end)));
  }

  /// The message `lance.table.RowIdSequence`.
  ///
  /// @throws CorruptFileException when it is none, or its parts contradict each other
  public static RowIdSequence parse(ByteString bytes) {
    RowIdsProto.RowIdSequence message =
        ManifestReader.parse(RowIdsProto.RowIdSequence.parser(), bytes, "row id sequence");
    return new RowIdSequence(
        message.getSegmentsList().stream()
            .map(IdSegment::of)
            .filter(segment -> segment.length() > 0)
            .toList());
  }

  /// Number of ids.
  public long length() {
    return length;
  }

  /// The id of the row at `offset` of the fragment.
  ///
  /// @throws IndexOutOfBoundsException when there is none
  public long get(long offset) {
    if (offset < 0 || offset >= length) {
      throw new IndexOutOfBoundsException("row " + offset + " of " + length);
    }
    int segment = segmentOf(offset);
    return segments.get(segment).get(offset - starts[segment]);
  }

  /// The offset of the first row with this id, or -1.
  public long offsetOf(long id) {
    for (int i = 0; i < starts.length; i++) {
      IdSegment segment = segments.get(i);
      if (id >= segment.min() && id <= segment.max()) {
        long index = segment.indexOf(id);
        if (index >= 0) {
          return starts[i] + index;
        }
      }
    }
    return -1;
  }

  /// The ids of the rows from `offset` on into `target`, as many as it holds.
  ///
  /// @throws IndexOutOfBoundsException when there are fewer
  public void read(long offset, long[] target) {
    if (offset < 0 || target.length > length - offset) {
      throw new IndexOutOfBoundsException(
          "rows " + offset + " to " + (offset + target.length) + " of " + length);
    }
    int segment = target.length == 0 ? 0 : segmentOf(offset);
    long index = target.length == 0 ? 0 : offset - starts[segment];
    for (int i = 0; i < target.length; i++) {
      if (index == segments.get(segment).length()) {
        segment++;
        index = 0;
      }
      target[i] = segments.get(segment).get(index++);
    }
  }

  private int segmentOf(long offset) {
    int low = 0;
    int high = starts.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (starts[middle] <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /// In order; none is empty.
  List<IdSegment> segments() {
    return segments;
  }
}
