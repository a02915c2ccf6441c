package org.lance4j.file;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.lance4j.encoding.ColumnReader;
import org.lance4j.encoding.PageCache;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.StoredField;
import org.lance4j.encoding.structural.StructuralColumns;
import org.lance4j.encoding.v20.V20Columns;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.FileVersion;
import org.lance4j.format.LanceSchema;
import org.lance4j.format.StorageException;
import org.lance4j.format.UnsupportedFeatureException;
import org.lance4j.io.ObjectReader;
import org.lance4j.io.ReadScheduler;

/// An opened data file. Immutable and thread-safe.
///
/// ```
/// pages ... | global buffers | column metadata | column table | global buffer table | footer
/// ```
public final class LanceFileReader implements AutoCloseable {
  private final ObjectReader reader;
  private final ReadScheduler scheduler;
  private final MappedFile mapping;
  private final FileMetadata metadata;
  private final PageCache pages;

  private record Key(String location, long size) {}

  private LanceFileReader(
      ObjectReader reader,
      ReadScheduler scheduler,
      ReadMode mode,
      FileMetadata metadata,
      PageCache pages) {
    this.reader = reader;
    this.scheduler = scheduler;
    this.mapping = new MappedFile(reader, mode);
    this.metadata = metadata;
    this.pages = pages;
  }

  /// Opens a file: one request, two when its metadata is larger than 64 KiB, none when the cache
  /// knows it.
  ///
  /// @param reader becomes this reader's to close, also when opening fails
  /// @throws CorruptFileException when it is no data file, or a damaged one
  public static LanceFileReader open(
      ObjectReader reader, ReadScheduler scheduler, MetadataCache cache, ReadMode mode) {
    try {
      Key key = new Key(reader.location().toString(), reader.size());
      FileMetadata metadata;
      if (cache.find(key) instanceof FileMetadata known) {
        metadata = known;
      } else {
        metadata = readMetadata(reader);
        cache.keep(key, metadata, metadata.weight());
      }
      return new LanceFileReader(reader, scheduler, mode, metadata, cache.pagesOf(key));
    } catch (RuntimeException | Error e) {
      try {
        reader.close();
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  private static FileMetadata readMetadata(ObjectReader reader) {
    String source = reader.location().toString();
    try {
      MemorySegment tail = FileMetadataReader.readTail(reader);
      return FileMetadataReader.read(reader, tail);
    } catch (CorruptFileException e) {
      throw e.at(source, -1);
    } catch (UnsupportedFeatureException e) {
      throw new UnsupportedFeatureException(e.getMessage() + " (" + source + ")");
    } catch (IOException e) {
      throw new StorageException("cannot open " + source + ": " + e.getMessage(), e);
    }
  }

  public FileVersion version() {
    return metadata.stored().version();
  }

  /// Rows of the longest column.
  public long rowCount() {
    return metadata.stored().rowCount();
  }

  public FileMetadata metadata() {
    return metadata;
  }

  /// The fields as the file's own schema numbers them.
  public LanceSchema schema() {
    return LanceSchema.of(metadata.schema());
  }

  /// Bytes that the pages of a field take in the file: what a scan of it reads, about.
  public long storedBytes(StoredField field) {
    long bytes = 0;
    if (field.column() >= 0 && field.column() < metadata.stored().columns().size()) {
      for (var page : metadata.stored().columns().get(field.column()).pages()) {
        for (var buffer : page.buffers()) {
          bytes += buffer.length();
        }
      }
    }
    for (StoredField child : field.children()) {
      bytes += storedBytes(child);
    }
    return bytes;
  }

  /// A reader of one projected field.
  public ColumnReader column(StoredField field) {
    try {
      return switch (version()) {
        case V2_1, V2_2, V2_3 -> StructuralColumns.open(field, metadata.stored(), pages);
        case V2_0 -> V20Columns.open(field, metadata.stored(), pages);
        case V0_1 -> throw new AssertionError("not reached: a legacy file has no such metadata");
      };
    } catch (CorruptFileException e) {
      throw e.inColumn(field.arrow().getName()).at(reader.location().toString(), -1);
    } catch (UnsupportedFeatureException e) {
      throw new UnsupportedFeatureException(
          e.getMessage() + " (" + reader.location() + ", column " + field.arrow().getName() + ")");
    }
  }

  /// Reads the same rows of several columns.
  ///
  /// @return one vector per column, the caller's to close
  public List<FieldVector> read(
      List<ColumnReader> columns, RowRanges rows, BufferAllocator allocator) {
    RangeReads ranges = new RangeReads(reader, scheduler, mapping, allocator);
    return ColumnsRead.read(reader.location().toString(), ranges, columns, rows, allocator);
  }

  /// Vectors that were read stay valid. Idempotent.
  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw new StorageException("cannot close " + reader.location(), e);
    }
  }
}
