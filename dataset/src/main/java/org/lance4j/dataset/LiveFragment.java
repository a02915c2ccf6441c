package org.lance4j.dataset;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.vector.UInt8Vector;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.RowRanges;
import org.lance4j.format.Bounds;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.LanceField;
import org.lance4j.format.proto.RowIdsProto;
import org.lance4j.manifest.DeletionFile;
import org.lance4j.manifest.DeletionVector;
import org.lance4j.manifest.Fragment;
import org.lance4j.manifest.RowIdIndex;
import org.lance4j.manifest.RowIdSequence;
import org.lance4j.manifest.RowLineage;
import org.lance4j.manifest.RowVersionSequence;

/// A fragment with what is known of its rows: which are deleted, their ids and versions. What lies
/// in files of its own is read when it is first asked for. Thread-safe.
final class LiveFragment {
  private final TableFiles files;
  private final Fragment fragment;
  private final boolean stableIds;
  private volatile long physicalRows;
  private volatile @Nullable DeletionVector deletions;
  private volatile @Nullable RowIdSequence rowIds;
  private volatile @Nullable RowNumbers createdAt;
  private volatile @Nullable RowNumbers lastUpdatedAt;

  /// The number of a physical row: an id or a version.
  interface RowNumbers {
    long get(long physicalRow);
  }

  LiveFragment(TableFiles files, Fragment fragment, boolean stableIds) {
    this.files = files;
    this.fragment = fragment;
    this.stableIds = stableIds;
    this.physicalRows = fragment.physicalRows();
  }

  TableFiles files() {
    return files;
  }

  Fragment fragment() {
    return fragment;
  }

  boolean hasStableIds() {
    return stableIds;
  }

  /// Rows in the files. Asks a file when the manifest does not say.
  long physicalRows() {
    long known = physicalRows;
    if (known == Fragment.UNKNOWN_ROWS) {
      known = fragment.files().isEmpty() ? 0 : files.rowCount(fragment.files().getFirst());
      physicalRows = known;
    }
    return known;
  }

  /// Rows that are not deleted, as the deletion file says.
  long liveRows() {
    return fragment.deletionFile() instanceof DeletionFile.None
        ? physicalRows()
        : deletions().liveRows(physicalRows());
  }

  DeletionVector deletions() {
    DeletionVector known = deletions;
    if (known == null) {
      known = files.deletions(fragment);
      deletions = known;
    }
    return known;
  }

  long address(long physicalRow) {
    return fragment.id() << 32 | physicalRow;
  }

  boolean isLive(long physicalRow) {
    return physicalRow >= 0 && physicalRow < physicalRows() && !deletions().contains(physicalRow);
  }

  /// The `live`-th row that is not deleted.
  long physicalRow(long live) {
    return fragment.deletionFile() instanceof DeletionFile.None
        ? live
        : deletions().physicalRow(live);
  }

  /// The live rows `[from, to)` as physical ones.
  RowRanges live(long from, long to) {
    if (from == to || fragment.deletionFile() instanceof DeletionFile.None) {
      return RowRanges.of(from, to);
    }
    return deletions().live(physicalRow(from), physicalRow(to - 1) + 1);
  }

  /// How many live rows come before a physical one.
  long liveBefore(long physicalRow) {
    return physicalRow - deletions().deletedBefore(physicalRow);
  }

  /// The ids of rows; only where they are stable.
  RowIdSequence rowIds() {
    RowIdSequence known = rowIds;
    if (known == null) {
      known =
          switch (fragment.rowIds()) {
            case RowLineage.Inline inline -> RowIdSequence.parse(inline.bytes());
            case RowLineage.Column column -> sequence(column(column));
            case RowLineage.None _ -> throw new AssertionError("the manifest was checked");
          };
      rowIds = known;
    }
    return known;
  }

  /// The id of a physical row; only where ids are stable.
  long rowId(long physicalRow) {
    RowIdSequence ids = rowIds();
    if (physicalRow >= ids.length()) {
      throw new CorruptFileException(
          "row " + physicalRow + " of fragment " + fragment.id() + " has no row id");
    }
    return ids.get(physicalRow);
  }

  private static RowIdSequence sequence(long[] ids) {
    ByteBuffer values = ByteBuffer.allocate(8 * ids.length).order(ByteOrder.LITTLE_ENDIAN);
    values.asLongBuffer().put(ids);
    RowIdsProto.EncodedU64Array array =
        RowIdsProto.EncodedU64Array.newBuilder()
            .setU64Array(
                RowIdsProto.EncodedU64Array.U64Array.newBuilder()
                    .setValues(ByteString.copyFrom(values)))
            .build();
    return RowIdSequence.parse(
        RowIdsProto.RowIdSequence.newBuilder()
            .addSegments(RowIdsProto.U64Segment.newBuilder().setArray(array))
            .build()
            .toByteString());
  }

  /// For an index over all fragments; only where ids are stable.
  RowIdIndex.FragmentRows idRows() {
    return new RowIdIndex.FragmentRows(fragment.id(), physicalRows(), rowIds(), deletions());
  }

  /// The versions that made the rows; 1 where nothing is on record.
  RowNumbers createdAt() {
    RowNumbers known = createdAt;
    if (known == null) {
      known = versions(fragment.createdAt());
      createdAt = known;
    }
    return known;
  }

  /// The versions that last changed the rows; 1 where nothing is on record.
  RowNumbers lastUpdatedAt() {
    RowNumbers known = lastUpdatedAt;
    if (known == null) {
      known = versions(fragment.lastUpdatedAt());
      lastUpdatedAt = known;
    }
    return known;
  }

  private RowNumbers versions(RowLineage lineage) {
    return switch (lineage) {
      case RowLineage.Inline inline -> {
        RowVersionSequence versions = RowVersionSequence.parse(inline.bytes());
        yield row -> versions.get(Bounds.toInt(row, versions.length() - 1, "row"));
      }
      case RowLineage.Column column -> {
        long[] numbers = column(column);
        yield row -> numbers[Bounds.toInt(row, numbers.length - 1L, "row")];
      }
      case RowLineage.None _ -> _ -> 1;
    };
  }

  private long[] column(RowLineage.Column column) {
    try (UInt8Vector values = files.lineage(fragment, column.fieldId(), physicalRows())) {
      long[] numbers = new long[values.getValueCount()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = values.get(i);
      }
      return numbers;
    }
  }

  /// Where the bytes of blobs of a field come from.
  BlobSource blobs(LanceField field) {
    return files.blobs(fragment, field);
  }
}
