package org.lance4j.manifest;

import com.google.protobuf.ByteString;
import java.util.Arrays;
import org.lance4j.format.Bounds;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.proto.RowIdsProto;

/// `lance.table.RowDatasetVersionSequence`: for each physical row of a fragment the version of the
/// table that made it, or last changed it; in runs. Immutable.
public final class RowVersionSequence {
  private final long[] ends;
  private final long[] versions;

  private RowVersionSequence(long[] ends, long[] versions) {
    this.ends = ends;
    this.versions = versions;
  }

  /// The message `lance.table.RowDatasetVersionSequence`.
  ///
  /// @throws CorruptFileException when it is none
  public static RowVersionSequence parse(ByteString bytes) {
    RowIdsProto.RowDatasetVersionSequence message =
        ManifestReader.parse(
            RowIdsProto.RowDatasetVersionSequence.parser(), bytes, "row version sequence");
    long[] ends = new long[message.getRunsCount()];
    long[] versions = new long[ends.length];
    long end = 0;
    for (int i = 0; i < ends.length; i++) {
      RowIdsProto.RowDatasetVersionRun run = message.getRuns(i);
      // Runs follow each other: upstream counts their rows and does not look where a span begins.
      end = Bounds.add(end, IdSegment.of(run.getSpan()).length(), "row versions");
      ends[i] = end;
      versions[i] = run.getVersion();
    }
    return new RowVersionSequence(ends, versions);
  }

  /// Number of rows.
  public long length() {
    return ends.length == 0 ? 0 : ends[ends.length - 1];
  }

  /// The version of the row at `offset` of the fragment.
  ///
  /// @throws IndexOutOfBoundsException when there is none
  public long get(long offset) {
    if (offset < 0 || offset >= length()) {
      throw new IndexOutOfBoundsException("row " + offset + " of " + length());
    }
    return versions[runOf(offset)];
  }

  /// The versions of the rows from `offset` on into `target`, as many as it holds.
  ///
  /// @throws IndexOutOfBoundsException when there are fewer
  public void read(long offset, long[] target) {
    if (offset < 0 || target.length > length() - offset) {
      throw new IndexOutOfBoundsException(
          "rows " + offset + " to " + (offset + target.length) + " of " + length());
    }
    int filled = 0;
    for (int run = runOf(offset); filled < target.length; run++) {
      int until = (int) Math.min(target.length, ends[run] - offset);
      Arrays.fill(target, filled, until, versions[run]);
      filled = until;
    }
  }

  /// The first run that ends after `offset`.
  private int runOf(long offset) {
    int low = 0;
    int high = ends.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends[middle] > offset) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
