package org.lance4j.dataset;

import java.io.IOException;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.ColumnReader;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.StoredField;
import org.lance4j.file.FieldLayout;
import org.lance4j.file.LanceFileReader;
import org.lance4j.file.MetadataCache;
import org.lance4j.file.ReadMode;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.FileVersion;
import org.lance4j.format.LanceField;
import org.lance4j.io.Location;
import org.lance4j.io.ObjectReader;
import org.lance4j.io.ObjectStore;
import org.lance4j.io.ReadScheduler;
import org.lance4j.manifest.DataFile;
import org.lance4j.manifest.DeletionFiles;
import org.lance4j.manifest.DeletionVector;
import org.lance4j.manifest.Fragment;
import org.lance4j.manifest.TablePaths;
import org.lance4j.manifest.TableStorage;

/// The files of one version of a table: where they lie, and those that are open. Thread-safe.
final class TableFiles implements AutoCloseable {
  /// Data files that stay open though nothing reads them.
  private static final int MAX_IDLE = 128;

  private final TableStorage storage;
  private final TablePaths paths;
  private final ReadScheduler scheduler;
  private final MetadataCache cache;
  private final ReadMode mode;
  private final BufferAllocator allocator;
  private final LeasedCache<Location, LanceFileReader> opened = new LeasedCache<>(MAX_IDLE);

  TableFiles(Session session, TablePaths paths) {
    this(session, paths, session.cache(), session.options().readMode());
  }

  TableFiles(Session session, TablePaths paths, MetadataCache cache, ReadMode mode) {
    this.storage = session.storage();
    this.paths = paths;
    this.scheduler = session.scheduler();
    this.cache = cache;
    this.mode = mode;
    this.allocator = session.allocator();
  }

  TableStorage storage() {
    return storage;
  }

  TablePaths paths() {
    return paths;
  }

  ReadScheduler scheduler() {
    return scheduler;
  }

  BufferAllocator allocator() {
    return allocator;
  }

  /// Which columns of a data file hold which fields of the table.
  static FieldLayout layout(DataFile file) {
    return FieldLayout.of(file.version(), file.fieldIds(), file.columnIndices());
  }

  LeasedCache<Location, LanceFileReader>.Lease open(DataFile file) {
    return opened.lease(paths.dataFile(file), location -> read(file, location));
  }

  /// Of files of version 0.1 some releases record what they had written before the metadata.
  static boolean knowsSize(DataFile file) {
    return file.sizeBytes() > 0 && file.version() != FileVersion.V0_1;
  }

  private LanceFileReader read(DataFile file, Location location) {
    ObjectStore store = storage.storeOf(location);
    ObjectReader reader;
    try {
      reader = knowsSize(file) ? store.open(location, file.sizeBytes()) : store.open(location);
    } catch (IOException e) {
      throw TableStorage.failure(location, e);
    }
    long size = reader.size();
    try {
      return LanceFileReader.open(reader, scheduler, cache, mode, file.fieldIds());
    } catch (CorruptFileException e) {
      if (knowsSize(file) && size != file.sizeBytes()) {
        String what = "has " + size + " bytes, " + file.sizeBytes() + " are on record";
        throw new CorruptFileException(location.toString(), -1, what);
      }
      throw e;
    }
  }

  /// A Lance file that is no data file of the table.
  ///
  /// @param reader becomes the result's to close, also when opening fails
  LanceFileReader openOther(ObjectReader reader) {
    return LanceFileReader.open(reader, scheduler, cache, ReadMode.READ);
  }

  long rowCount(DataFile file) {
    try (LeasedCache<Location, LanceFileReader>.Lease lease = open(file)) {
      return lease.value().rowCount();
    }
  }

  DeletionVector deletions(Fragment fragment) {
    return DeletionFiles.read(storage, paths, fragment);
  }

  /// A hidden column of a fragment: row ids or versions, one uint64 per physical row.
  UInt8Vector lineage(Fragment fragment, int fieldId, long rows) {
    DataFile file = fragment.fileHolding(fieldId);
    if (file == null) {
      throw new CorruptFileException(
          "no file of fragment " + fragment.id() + " has the hidden column " + fieldId);
    }
    Field field = Field.notNullable("lineage", new ArrowType.Int(64, false));
    StoredField stored =
        new StoredField(field, StoredField.Kind.LEAF, file.columnOf(fieldId), List.of());
    try (LeasedCache<Location, LanceFileReader>.Lease lease = open(file)) {
      ColumnReader column = lease.value().column(stored);
      List<FieldVector> vectors =
          lease.value().read(List.of(column), RowRanges.of(0, rows), allocator);
      return (UInt8Vector) vectors.getFirst();
    }
  }

  /// Where the bytes of blobs of the second kind lie that a field of a fragment describes.
  ///
  /// @param field the blob field itself: files list no field around it
  BlobSource blobs(Fragment fragment, LanceField field) {
    @Nullable DataFile file = fragment.fileHolding(field.id());
    return new StoredBlobs(this, file, field.name());
  }

  @Override
  public void close() {
    opened.close();
  }
}
