package org.lance4j.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.lance4j.file.LanceFileReader;
import org.lance4j.format.LanceSchema;
import org.lance4j.io.Location;
import org.lance4j.manifest.DataFile;
import org.lance4j.manifest.DeletionFile;
import org.lance4j.manifest.DeletionVector;
import org.lance4j.manifest.Fragment;
import org.lance4j.manifest.RowLineage;
import org.lance4j.manifest.RowVersionSequence;
import org.lance4j.manifest.TableStorage;

/// Verifies what a fragment says of its rows, and finds the columns that are to be read.
///
/// @param location of the manifest
record FragmentVerifier(
    Location location, LanceSchema schema, LiveFragment fragment, Findings findings) {

  /// @return the columns of its files
  List<ColumnVerifier> verify(BufferAllocator allocator) {
    DeletionVector deleted = deletions();
    List<ColumnVerifier> columns = new ArrayList<>();
    for (DataFile file : fragment.fragment().files()) {
      Location place = fragment.files().paths().dataFile(file);
      findings.attempt(place, "", () -> columns.addAll(file(file, place, deleted, allocator)));
    }
    lineage();
    return columns;
  }

  private List<ColumnVerifier> file(
      DataFile file, Location place, DeletionVector deleted, BufferAllocator allocator) {
    long size = size(place);
    if (file.sizeBytes() > 0 && size != file.sizeBytes()) {
      String what =
          "has " + size + " bytes, " + file.sizeBytes() + " are on record in the manifest";
      if (TableFiles.knowsSize(file)) {
        findings.problem(place, what);
        return List.of();
      }
      findings.remark(place, what);
    }
    try (LeasedCache<?, LanceFileReader>.Lease lease = fragment.files().open(file)) {
      if (lease.value().version() != file.version()) {
        findings.remark(
            place,
            "is of version " + lease.value().version() + ", the manifest says " + file.version());
      }
      long rows = rows(lease.value(), place);
      findings.file(rows);
      return schema.fields().stream()
          .filter(TableFiles.layout(file)::holds)
          .map(field ->
              new ColumnVerifier(fragment, file, field, schema, rows, deleted, allocator, findings))
          .toList();
    }
  }

  /// How many rows are to be read. A file may seem to have more than there are: items of some lists
  /// count as such.
  private long rows(LanceFileReader reader, Location place) {
    long found = reader.rowCount();
    long recorded = fragment.fragment().physicalRows();
    if (recorded == Fragment.UNKNOWN_ROWS || found == recorded) {
      return found;
    }
    String what = "has " + found + " rows, " + recorded + " are on record in the manifest";
    if (found < recorded) {
      findings.problem(place, what);
    } else {
      findings.remark(place, what);
    }
    return Math.min(found, recorded);
  }

  private long size(Location place) {
    try {
      return fragment.files().storage().storeOf(place).size(place);
    } catch (IOException e) {
      throw TableStorage.failure(place, e);
    }
  }

  /// @return the deleted rows; none when they cannot be read
  private DeletionVector deletions() {
    if (fragment.fragment().deletionFile() instanceof DeletionFile.Stored file) {
      long id = fragment.fragment().id();
      Location place = fragment.files().paths().deletionFile(id, file);
      return findings.attempt(place, "", () -> deletions(file, place))
          ? fragment.deletions()
          : DeletionVector.NONE;
    }
    return DeletionVector.NONE;
  }

  private void deletions(DeletionFile.Stored file, Location place) {
    DeletionVector deletions = fragment.deletions();
    long all = deletions.deletedCount();
    long inside = deletions.deletedBefore(fragment.physicalRows());
    if (inside < all) {
      findings.remark(
          place,
          (all - inside) + " of the deleted rows lie past the fragment's end, and mean nothing");
    }
    if (file.deletedRows() != 0 && file.deletedRows() != all && file.deletedRows() != inside) {
      findings.problem(
          place,
          "names "
              + all
              + " deleted rows, "
              + file.deletedRows()
              + " are on record in the manifest");
    }
  }

  private void lineage() {
    String prefix = "fragment " + fragment.fragment().id() + ": ";
    findings.attempt(
        location,
        prefix,
        () -> {
          if (fragment.hasStableIds()) {
            rowCount(prefix + "row ids", fragment.rowIds().length());
          }
          versions(prefix + "creation versions", fragment.fragment().createdAt());
          versions(prefix + "update versions", fragment.fragment().lastUpdatedAt());
          fragment.createdAt();
          fragment.lastUpdatedAt();
        });
  }

  private void versions(String what, RowLineage lineage) {
    if (lineage instanceof RowLineage.Inline inline) {
      rowCount(what, RowVersionSequence.parse(inline.bytes()).length());
    }
  }

  private void rowCount(String what, long count) {
    if (count != fragment.physicalRows()) {
      findings.problem(
          location, what + " are " + count + ", for " + fragment.physicalRows() + " rows");
    }
  }
}
