package org.lance4j.manifest;

import org.lance4j.format.CorruptFileException;
import org.lance4j.format.proto.TableProto;
import org.lance4j.io.Location;

/// `lance.table.BasePath`: another place where files of a table lie.
///
/// @param id by which files name it
/// @param name of the tag that was cloned, or empty
/// @param isDatasetRoot whether it is the root of a table, with directories for each kind of file,
///   or the directory that holds the files
/// @param path a URI or a path
public record BasePath(long id, String name, boolean isDatasetRoot, String path) {
  static BasePath of(TableProto.BasePath message) {
    return new BasePath(
        Integer.toUnsignedLong(message.getId()),
        message.getName(),
        message.getIsDatasetRoot(),
        message.getPath());
  }

  /// @throws CorruptFileException when the path names no place
  public Location location() {
    try {
      return Location.of(path);
    } catch (IllegalArgumentException e) {
      throw new CorruptFileException("base path " + id + " is no place: " + e.getMessage());
    }
  }
}
