package org.lance4j.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.LargeVarBinaryVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.StructVector;
import org.jspecify.annotations.Nullable;
import org.lance4j.format.BatchTooLargeException;
import org.lance4j.format.Bounds;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.UnsupportedFeatureException;
import org.lance4j.io.Location;
import org.lance4j.io.ObjectReader;
import org.lance4j.io.ReadRequest;
import org.lance4j.manifest.DataFile;
import org.lance4j.manifest.TableStorage;

/// The bytes of blobs of the second kind, wherever their descriptions say: in the data file, in
/// blob files beside it or below the root, or anywhere.
final class StoredBlobs implements BlobSource {
  private final TableFiles files;
  private final @Nullable DataFile dataFile;
  private final String column;

  /// A run of bytes of an object; a length of -1 is all from `offset` on.
  record Extent(Location location, long offset, long length) {}

  StoredBlobs(TableFiles files, @Nullable DataFile dataFile, String column) {
    this.files = files;
    this.dataFile = dataFile;
    this.column = column;
  }

  @Override
  public void read(StructVector descriptions, LargeVarBinaryVector target) {
    int count = descriptions.getValueCount();
    Map<Location, List<Integer>> byObject = new LinkedHashMap<>();
    Extent[] extents = new Extent[count];
    long total = 0;
    for (int i = 0; i < count; i++) {
      if (!descriptions.isNull(i)) {
        Extent extent = sized(extent(descriptions, i));
        extents[i] = extent;
        total = Bounds.add(total, extent.length, "bytes of blobs");
        byObject.computeIfAbsent(extent.location, ignored -> new ArrayList<>()).add(i);
      }
    }
    if (total > Bounds.MAX_BUFFER) {
      throw new BatchTooLargeException(
          "the blobs of column \""
              + column
              + "\" that are read at a time have "
              + total
              + " bytes, one vector holds "
              + Bounds.MAX_BUFFER
              + ": read fewer rows at a time, or each blob as a stream");
    }
    allocate(target, extents, total);
    byObject.forEach((location, rows) -> fetch(location, rows, extents, target));
  }

  private static void allocate(
      LargeVarBinaryVector target, @Nullable Extent[] extents, long total) {
    target.allocateNew(total, extents.length);
    ArrowBuf offsets = target.getOffsetBuffer();
    long end = 0;
    for (int i = 0; i < extents.length; i++) {
      offsets.setLong(8L * i, end);
      Extent extent = extents[i];
      if (extent != null) {
        target.setIndexDefined(i);
        end += extent.length;
      }
    }
    offsets.setLong(8L * extents.length, end);
    target.setLastSet(extents.length - 1);
    target.setValueCount(extents.length);
  }

  private void fetch(
      Location location, List<Integer> rows, Extent[] extents, LargeVarBinaryVector target) {
    List<ReadRequest> requests = new ArrayList<>(rows.size());
    for (int row : rows) {
      Extent extent = extents[row];
      if (extent.length > 0) {
        long start = target.getOffsetBuffer().getLong(8L * row);
        ByteBuffer bytes = target.getDataBuffer().nioBuffer(start, (int) extent.length);
        requests.add(new ReadRequest(extent.offset, bytes));
      }
    }
    if (!requests.isEmpty()) {
      try (ObjectReader reader = files.storage().open(location)) {
        files.scheduler().read(reader, requests);
      } catch (IOException e) {
        throw TableStorage.failure(location, e);
      }
    }
  }

  /// In bytes.
  long size(StructVector descriptions, int row) {
    return extent(descriptions, row).length;
  }

  private Extent sized(Extent extent) {
    if (extent.length >= 0) {
      return extent;
    }
    try (ObjectReader reader = files.storage().open(extent.location)) {
      return new Extent(extent.location, extent.offset, Math.max(0, reader.size() - extent.offset));
    } catch (IOException e) {
      throw TableStorage.failure(extent.location, e);
    }
  }

  /// Where the blob that a description points to lies.
  Extent extent(StructVector descriptions, int row) {
    DataFile file = dataFile;
    if (file == null) {
      throw new CorruptFileException("no file holds the column " + column);
    }
    int kind = ((UInt1Vector) child(descriptions, "kind")).get(row);
    long position = ((UInt8Vector) child(descriptions, "position")).get(row);
    long size = ((UInt8Vector) child(descriptions, "size")).get(row);
    int id = ((UInt4Vector) child(descriptions, "blob_id")).get(row);
    Location location =
        switch (kind) {
          case 0 -> files.paths().dataFile(file);
          case 1, 2 -> files.paths().blobFile(file, id);
          case 3 -> external(id, uri(descriptions, row));
          case 4 -> files.paths().managedBlob(file.baseId(), uri(descriptions, row));
          case 5 -> files.paths().managedBlob(Integer.toUnsignedLong(id), uri(descriptions, row));
          default -> throw new UnsupportedFeatureException("blob of kind " + kind);
        };
    boolean whole = kind == 3 && size == 0;
    Bounds.atMost(position, Long.MAX_VALUE, "position of a blob");
    Bounds.atMost(size, Long.MAX_VALUE, "size of a blob");
    return new Extent(location, position, whole ? -1 : size);
  }

  private Location external(int baseId, String uri) {
    if (baseId != 0) {
      return files.paths().managedBlob(Integer.toUnsignedLong(baseId), uri);
    }
    try {
      return Location.of(uri);
    } catch (IllegalArgumentException e) {
      throw new CorruptFileException("location of a blob: " + e.getMessage());
    }
  }

  private static String uri(StructVector descriptions, int row) {
    return ((VarCharVector) child(descriptions, "blob_uri")).getObject(row).toString();
  }

  private static FieldVector child(StructVector struct, String name) {
    return struct.getChild(name);
  }
}
