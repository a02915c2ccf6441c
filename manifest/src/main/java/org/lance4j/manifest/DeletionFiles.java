package org.lance4j.manifest;

import java.nio.ByteBuffer;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.NotFoundException;
import org.lance4j.io.Location;

/// Reads deletion files.
public final class DeletionFiles {
  private static final int MAX_BYTES = 1 << 30;

  private DeletionFiles() {}

  /// The deleted rows of a fragment. Rows past its end may be among them, and the number of rows
  /// may be another than the manifest has on record: old releases wrote both.
  ///
  /// @throws NotFoundException when the file is gone
  /// @throws CorruptFileException when it is damaged
  public static DeletionVector read(TableStorage storage, TablePaths paths, Fragment fragment) {
    return switch (fragment.deletionFile()) {
      case DeletionFile.None _ -> DeletionVector.NONE;
      case DeletionFile.Stored file ->
          read(storage, paths.deletionFile(fragment.id(), file), file.kind());
    };
  }

  static DeletionVector read(TableStorage storage, Location location, DeletionFile.Kind kind) {
    byte[] bytes = storage.readAll(location, MAX_BYTES);
    try {
      return switch (kind) {
        case ARRAY -> DeletionVector.ofRows(ArrowDeletions.parse(bytes));
        case BITMAP -> DeletionVector.ofRoaring(ByteBuffer.wrap(bytes));
      };
    } catch (CorruptFileException e) {
      throw e.at(location.toString(), -1);
    }
  }
}
