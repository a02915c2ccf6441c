package org.lance4j.encoding;

import java.util.List;
import org.lance4j.format.FileVersion;

/// What the container knows of a file, for those who decode its columns.
///
/// @param source path or URI, for errors
/// @param rowCount rows of the longest column
public record StoredFile(
    String source, FileVersion version, long rowCount, List<StoredColumn> columns) {
  public StoredFile {
    columns = List.copyOf(columns);
  }
}
