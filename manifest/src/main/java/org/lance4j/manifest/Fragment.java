package org.lance4j.manifest;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lance4j.format.Bounds;
import org.lance4j.format.UnsupportedFeatureException;
import org.lance4j.format.proto.TableProto;

/// `lance.table.DataFragment`: some of the rows of a table, in files side by side. Immutable.
///
/// @param physicalRows rows in each of the files, deleted ones included; [#UNKNOWN_ROWS] in tables
///   of old releases, where the files tell
/// @param rowIds stable ids of the physical rows, a [RowIdSequence]
/// @param createdAt versions that made the rows, a [RowVersionSequence]
/// @param lastUpdatedAt versions that last changed the rows, a [RowVersionSequence]
public record Fragment(
    long id,
    List<DataFile> files,
    DeletionFile deletionFile,
    long physicalRows,
    RowLineage rowIds,
    RowLineage createdAt,
    RowLineage lastUpdatedAt) {
  public static final long UNKNOWN_ROWS = -1;

  public Fragment {
    files = List.copyOf(files);
  }

  static Fragment of(TableProto.DataFragment message) {
    // Row addresses have 32 bits for the fragment.
    long id = Bounds.atMost(message.getId(), 0xFFFF_FFFFL, "fragment id");
    if (message.getOverlaysCount() > 0) {
      throw new UnsupportedFeatureException("overlay files of fragment " + id);
    }
    long rows = Bounds.atMost(message.getPhysicalRows(), 1L << 32, "rows of fragment " + id);
    return new Fragment(
        id,
        message.getFilesList().stream().map(DataFile::of).toList(),
        DeletionFile.of(message),
        rows == 0 ? UNKNOWN_ROWS : rows,
        switch (message.getRowIdSequenceCase()) {
          case INLINE_ROW_IDS -> new RowLineage.Inline(message.getInlineRowIds());
          case COLUMN_ROW_IDS -> new RowLineage.Column(DataFile.ROW_ID);
          case ROWIDSEQUENCE_NOT_SET -> RowLineage.NONE;
        },
        switch (message.getCreatedAtVersionSequenceCase()) {
          case INLINE_CREATED_AT_VERSIONS ->
              new RowLineage.Inline(message.getInlineCreatedAtVersions());
          case COLUMN_CREATED_AT_VERSIONS -> new RowLineage.Column(DataFile.ROW_CREATED_AT_VERSION);
          case CREATEDATVERSIONSEQUENCE_NOT_SET -> RowLineage.NONE;
        },
        switch (message.getLastUpdatedAtVersionSequenceCase()) {
          case INLINE_LAST_UPDATED_AT_VERSIONS ->
              new RowLineage.Inline(message.getInlineLastUpdatedAtVersions());
          case COLUMN_LAST_UPDATED_AT_VERSIONS ->
              new RowLineage.Column(DataFile.ROW_LAST_UPDATED_AT_VERSION);
          case LASTUPDATEDATVERSIONSEQUENCE_NOT_SET -> RowLineage.NONE;
        });
  }

  /// The file that holds a field, or null when none does: its values are null then. Hidden columns
  /// have the negative ids of [DataFile].
  public @Nullable DataFile fileHolding(int fieldId) {
    for (DataFile file : files) {
      if (file.holds(fieldId)) {
        return file;
      }
    }
    return null;
  }
}
