package org.lance4j.manifest;

import org.lance4j.format.CorruptFileException;
import org.lance4j.format.proto.TableProto;

/// `lance.table.DeletionFile`: where the deleted rows of a fragment are on record, if there are
/// any.
public sealed interface DeletionFile {
  /// No row is deleted.
  record None() implements DeletionFile {}

  /// `_deletions/{fragment}-{readVersion}-{id}.arrow` or `.bin`.
  ///
  /// @param readVersion the version that was current when rows were deleted
  /// @param id unsigned
  /// @param deletedRows how many rows the file names; 0 when it is not on record
  /// @param baseId one of the manifest's base paths, or -1 for the table's own
  record Stored(Kind kind, long readVersion, long id, long deletedRows, long baseId)
      implements DeletionFile {
    /// Below the root of its base.
    public String path(long fragmentId) {
      return "_deletions/"
          + Long.toUnsignedString(fragmentId)
          + "-"
          + Long.toUnsignedString(readVersion)
          + "-"
          + Long.toUnsignedString(id)
          + switch (kind) {
            case ARRAY -> ".arrow";
            case BITMAP -> ".bin";
          };
    }
  }

  /// The form of the file.
  enum Kind {
    /// An Arrow file with a column of row numbers.
    ARRAY,
    /// A Roaring bitmap.
    BITMAP
  }

  DeletionFile NONE = new None();

  static DeletionFile of(TableProto.DataFragment fragment) {
    if (!fragment.hasDeletionFile()) {
      return NONE;
    }
    TableProto.DeletionFile message = fragment.getDeletionFile();
    Kind kind =
        switch (message.getFileType()) {
          case ARROW_ARRAY -> Kind.ARRAY;
          case BITMAP -> Kind.BITMAP;
          case UNRECOGNIZED ->
              throw new CorruptFileException("deletion file of kind " + message.getFileTypeValue());
        };
    return new Stored(
        kind,
        message.getReadVersion(),
        message.getId(),
        message.getNumDeletedRows(),
        message.hasBaseId() ? Integer.toUnsignedLong(message.getBaseId()) : -1);
  }
}
