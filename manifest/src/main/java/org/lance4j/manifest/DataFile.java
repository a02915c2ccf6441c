package org.lance4j.manifest;

import java.util.List;
import org.lance4j.format.Bounds;
import org.lance4j.format.FileVersion;
import org.lance4j.format.proto.TableProto;

/// `lance.table.DataFile`: a file with some of the columns of a fragment. Immutable.
///
/// @param path below the data directory of its base
/// @param fieldIds the fields that it holds; negative ones are none ([#TOMBSTONE] and such) or
///   hidden columns ([#ROW_ID] and such)
/// @param columnIndices for each of `fieldIds` the column of the file, or -1 when it has none of
///   its own; may be longer; empty for version 0.1
/// @param sizeBytes -1 when it is not known
/// @param baseId one of the manifest's base paths, or -1 for the table's own
public record DataFile(
    String path,
    List<Integer> fieldIds,
    List<Integer> columnIndices,
    FileVersion version,
    long sizeBytes,
    long baseId) {
  /// A field that a later file of the fragment has, or that was dropped.
  public static final int TOMBSTONE = -2;

  /// Field ids of hidden columns: row ids, and the versions that made and last changed a row.
  public static final int ROW_ID = -3;

  public static final int ROW_CREATED_AT_VERSION = -4;
  public static final int ROW_LAST_UPDATED_AT_VERSION = -5;

  public DataFile {
    fieldIds = List.copyOf(fieldIds);
    columnIndices = List.copyOf(columnIndices);
    Bounds.check(
        version == FileVersion.V0_1 || columnIndices.size() >= fieldIds.size(),
        "data file " + path + " has fewer columns than fields");
  }

  static DataFile of(TableProto.DataFile message) {
    return new DataFile(
        Paths.checked(message.getPath(), "data file"),
        message.getFieldsList(),
        message.getColumnIndicesList(),
        FileVersion.ofNumbers(message.getFileMajorVersion(), message.getFileMinorVersion()),
        message.getFileSizeBytes() > 0 ? message.getFileSizeBytes() : -1,
        message.hasBaseId() ? Integer.toUnsignedLong(message.getBaseId()) : -1);
  }

  /// Whether it holds the field.
  public boolean holds(int fieldId) {
    return fieldIds.contains(fieldId);
  }

  /// The column of the file that holds the field, or -1 when there is none.
  public int columnOf(int fieldId) {
    int at = fieldIds.indexOf(fieldId);
    return at < 0 || at >= columnIndices.size() ? -1 : columnIndices.get(at);
  }
}
