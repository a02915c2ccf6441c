package org.lance4j.file;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.ColumnReader;
import org.lance4j.encoding.PageCache;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.StoredField;
import org.lance4j.encoding.StoredFile;
import org.lance4j.encoding.StoredPage;
import org.lance4j.encoding.legacy.LegacyColumns;
import org.lance4j.encoding.legacy.LegacyFile;
import org.lance4j.encoding.legacy.LegacyPage;
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
  private final FileContents contents;
  private final PageCache pages;

  /// @param fieldIds of a file of version 0.1, which is read by them; otherwise empty
  private record Key(String location, long size, List<Integer> fieldIds) {}

  private LanceFileReader(
      ObjectReader reader,
      ReadScheduler scheduler,
      ReadMode mode,
      FileContents contents,
      PageCache pages) {
    this.reader = reader;
    this.scheduler = scheduler;
    this.mapping = new MappedFile(reader, mode);
    this.contents = contents;
    this.pages = pages;
  }

  /// Opens a file: one request, two when its metadata is larger than 64 KiB, none when the cache
  /// knows it.
  ///
  /// @param reader becomes this reader's to close, also when opening fails
  /// @throws CorruptFileException when it is no data file, or a damaged one
  public static LanceFileReader open(
      ObjectReader reader, ReadScheduler scheduler, MetadataCache cache, ReadMode mode) {
    return open(reader, scheduler, cache, mode, List.of());
  }

  /// The same for a file of a table, which knows what a file of version 0.1 does not say of itself.
  ///
  /// @param fieldIds the fields that the file holds, as the table names them
  public static LanceFileReader open(
      ObjectReader reader,
      ReadScheduler scheduler,
      MetadataCache cache,
      ReadMode mode,
      List<Integer> fieldIds) {
    try {
      Key paged = new Key(reader.location().toString(), reader.size(), List.of());
      Key legacy = new Key(paged.location, paged.size, List.copyOf(fieldIds));
      Object known = cache.find(paged);
      if (!(known instanceof FileContents.Paged)) {
        known = cache.find(legacy);
      }
      FileContents contents =
          known instanceof FileContents found ? found : readContents(reader, fieldIds);
      Key key = contents instanceof FileContents.Paged ? paged : legacy;
      if (known == null) {
        cache.keep(key, contents, contents.weight());
      }
      return new LanceFileReader(reader, scheduler, mode, contents, cache.pagesOf(key));
    } catch (RuntimeException | Error e) {
      try {
        reader.close();
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  private static FileContents readContents(ObjectReader reader, List<Integer> fieldIds) {
    String source = reader.location().toString();
    try {
      MemorySegment tail = FileMetadataReader.readTail(reader);
      return FileFooter.version(tail) == FileVersion.V0_1
          ? LegacyFileOpener.open(reader, tail, fieldIds)
          : new FileContents.Paged(FileMetadataReader.read(reader, tail));
    } catch (CorruptFileException e) {
      throw e.at(source, -1);
    } catch (UnsupportedFeatureException e) {
      throw new UnsupportedFeatureException(e.getMessage() + " (" + source + ")");
    } catch (IOException e) {
      throw new StorageException("cannot open " + source + ": " + e.getMessage(), e);
    }
  }

  public FileVersion version() {
    return switch (contents) {
      case FileContents.Paged paged -> paged.metadata().stored().version();
      case FileContents.Legacy _ -> FileVersion.V0_1;
    };
  }

  /// Rows of the file.
  public long rowCount() {
    return switch (contents) {
      case FileContents.Paged paged -> paged.metadata().stored().rowCount();
      case FileContents.Legacy legacy -> legacy.file().metadata().rowCount();
    };
  }

  /// Columns and pages.
  ///
  /// @throws UnsupportedFeatureException for a file of version 0.1, see [#legacyPages]
  public FileMetadata metadata() {
    return switch (contents) {
      case FileContents.Paged paged -> paged.metadata();
      case FileContents.Legacy _ ->
          throw new UnsupportedFeatureException(
              "columns and pages of a file of version 0.1 (" + reader.location() + ")");
    };
  }

  /// The fields as the file's own schema numbers them.
  ///
  /// @throws CorruptFileException when they do not make a tree
  /// @throws UnsupportedFeatureException for a type that is not known
  public LanceSchema schema() {
    try {
      return switch (contents) {
        case FileContents.Paged paged -> LanceSchema.of(paged.metadata().schema());
        case FileContents.Legacy legacy -> legacy.schema();
      };
    } catch (CorruptFileException e) {
      throw e.at(reader.location().toString(), -1);
    } catch (UnsupportedFeatureException e) {
      throw new UnsupportedFeatureException(e.getMessage() + " (" + reader.location() + ")");
    }
  }

  /// The pages of a field itself in a file of version 0.1, batch by batch, with what strings take.
  /// Reads two numbers for each page of strings.
  ///
  /// @throws UnsupportedFeatureException for a file of a later version, see [#metadata]
  public List<LegacyPage> legacyPages(StoredField field) {
    return switch (contents) {
      case FileContents.Legacy legacy -> legacyPages(legacy.file(), field);
      case FileContents.Paged _ ->
          throw new UnsupportedFeatureException(
              "batches of a file of version " + version() + " (" + reader.location() + ")");
    };
  }

  private List<LegacyPage> legacyPages(LegacyFile file, StoredField field) {
    List<LegacyPage> pages = new ArrayList<>();
    try {
      for (LegacyPage page : LegacyPage.of(field, file)) {
        pages.add(page.strings() ? withStrings(page) : page);
      }
      return pages;
    } catch (CorruptFileException e) {
      throw e.inColumn(field.arrow().getName()).at(reader.location().toString(), -1);
    } catch (IOException e) {
      throw new StorageException(
          "reading failed: " + e.getMessage() + " (" + reader.location() + ")", e);
    }
  }

  private LegacyPage withStrings(LegacyPage page) throws IOException {
    long[] ends = new long[2];
    for (int i = 0; i < ends.length; i++) {
      ByteBuffer position = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      reader.read(page.ends().get(i).offset(), position);
      ends[i] = position.getLong(0);
    }
    return page.withStrings(ends[0], ends[1], reader.size());
  }

  /// Bytes that a field takes in the file: what a scan of it reads, about.
  public long storedBytes(StoredField field) {
    return switch (contents) {
      case FileContents.Paged paged -> storedBytes(paged.metadata().stored(), field);
      // pages do not say which field they are for without the page table; a share of the file is
      // near enough
      case FileContents.Legacy legacy ->
          reader.size() / Math.max(1, legacy.schema().fields().size());
    };
  }

  private static long storedBytes(StoredFile file, StoredField field) {
    long bytes = 0;
    if (field.column() >= 0 && field.column() < file.columns().size()) {
      for (StoredPage page : file.columns().get(field.column()).pages()) {
        for (ByteRange buffer : page.buffers()) {
          bytes += buffer.length();
        }
      }
    }
    for (StoredField child : field.children()) {
      bytes += storedBytes(file, child);
    }
    return bytes;
  }

  /// A reader of one projected field.
  public ColumnReader column(StoredField field) {
    try {
      return switch (contents) {
        case FileContents.Legacy legacy -> LegacyColumns.open(field, legacy.file(), pages);
        case FileContents.Paged paged -> {
          StoredFile stored = paged.metadata().stored();
          yield stored.version().atLeast(FileVersion.V2_1)
              ? StructuralColumns.open(field, stored, pages)
              : V20Columns.open(field, stored, pages);
        }
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
