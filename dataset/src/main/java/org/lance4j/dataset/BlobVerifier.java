package org.lance4j.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.complex.StructVector;
import org.lance4j.format.Bounds;
import org.lance4j.format.LanceField;
import org.lance4j.io.Location;
import org.lance4j.io.ObjectReader;
import org.lance4j.manifest.DataFile;
import org.lance4j.manifest.DeletionVector;
import org.lance4j.manifest.TableStorage;

/// Reads through the bytes that descriptions of blobs point to. Those of the second kind only for
/// rows that are not deleted: the bytes of others may be gone. Confined.
final class BlobVerifier implements AutoCloseable {
  private static final int PIECE_BYTES = 1 << 20;

  private final TableFiles files;
  private final DataFile file;
  private final DeletionVector deleted;
  private final String where;
  private final Findings findings;
  private final BooleanSupplier stopped;
  private final Map<Location, ObjectReader> readers = new HashMap<>();
  private ByteBuffer piece = ByteBuffer.allocate(0);

  BlobVerifier(
      TableFiles files,
      DataFile file,
      DeletionVector deleted,
      String where,
      Findings findings,
      BooleanSupplier stopped) {
    this.files = files;
    this.file = file;
    this.deleted = deleted;
    this.where = where;
    this.findings = findings;
    this.stopped = stopped;
  }

  /// Looks for descriptions in a vector and below it.
  ///
  /// @param firstRow the physical row of its first value
  /// @param byRow whether each value is one row
  void verify(LanceField field, FieldVector vector, long firstRow, boolean byRow) {
    if (field.isBlobV2() && vector instanceof StructVector descriptions) {
      second(descriptions, firstRow, byRow);
    } else if (field.isBlobV1() && vector instanceof StructVector descriptions) {
      first(descriptions);
    } else if (hasBlobs(field)) {
      List<FieldVector> children = vector.getChildrenFromFields();
      boolean struct = vector instanceof StructVector;
      for (FieldVector child : children) {
        for (LanceField below : field.children()) {
          if (!struct || below.name().equals(child.getName())) {
            verify(below, child, firstRow, byRow && struct);
          }
        }
      }
    }
  }

  private static boolean hasBlobs(LanceField field) {
    return field.isBlobV1()
        || field.isBlobV2()
        || field.children().stream().anyMatch(BlobVerifier::hasBlobs);
  }

  private void first(StructVector descriptions) {
    Location place = files.paths().dataFile(file);
    UInt8Vector positions = (UInt8Vector) descriptions.getChildByOrdinal(0);
    UInt8Vector sizes = (UInt8Vector) descriptions.getChildByOrdinal(1);
    for (int i = 0; i < descriptions.getValueCount(); i++) {
      if (!descriptions.isNull(i) && sizes.get(i) != 0) {
        readThrough(new StoredBlobs.Extent(place, positions.get(i), sizes.get(i)));
      }
    }
  }

  private void second(StructVector descriptions, long firstRow, boolean byRow) {
    StoredBlobs blobs = new StoredBlobs(files, file, descriptions.getName());
    for (int i = 0; i < descriptions.getValueCount(); i++) {
      if (!descriptions.isNull(i) && (!byRow || !deleted.contains(firstRow + i))) {
        int row = i;
        Location place = files.paths().dataFile(file);
        findings.attempt(place, where, () -> readThrough(blobs.extent(descriptions, row)));
      }
    }
  }

  private void readThrough(StoredBlobs.Extent extent) {
    findings.attempt(
        extent.location(),
        where,
        () -> {
          ObjectReader reader = readers.computeIfAbsent(extent.location(), this::open);
          long length =
              extent.length() >= 0 ? extent.length() : Math.max(0, reader.size() - extent.offset());
          Bounds.range(extent.offset(), length, reader.size(), "blob");
          for (long done = 0; done < length && !stopped.getAsBoolean(); ) {
            int count = (int) Math.min(PIECE_BYTES, length - done);
            read(reader, extent.offset() + done, count);
            done += count;
          }
        });
  }

  private ObjectReader open(Location location) {
    return files.storage().open(location);
  }

  private void read(ObjectReader reader, long offset, int count) {
    if (piece.capacity() < count) {
      piece = ByteBuffer.allocateDirect(count == PIECE_BYTES ? count : Math.max(64 << 10, count));
    }
    try {
      reader.read(offset, piece.clear().limit(count));
    } catch (IOException e) {
      throw TableStorage.failure(reader.location(), e);
    }
  }

  @Override
  public void close() {
    for (ObjectReader reader : readers.values()) {
      try {
        reader.close();
      } catch (IOException e) {
        throw TableStorage.failure(reader.location(), e);
      }
    }
  }
}
