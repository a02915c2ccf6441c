package org.lance4j.compat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Schema;
import org.lance.Dataset;
import org.lance.WriteParams;
import org.lance.index.DistanceType;
import org.lance.ipc.LanceScanner;
import org.lance.ipc.Query;
import org.lance.ipc.ScanOptions;

/// The native library, writing and searching. Stateless.
final class NativeLibrary {
  private NativeLibrary() {}

  /// Writes an Arrow file as a table, or appends it to one.
  ///
  /// @throws RuntimeException when the library refuses
  static void write(
      Path source,
      Path table,
      String fileVersion,
      boolean append,
      int rowsPerFile,
      BufferAllocator allocator) {
    WriteParams.WriteMode mode =
        append ? WriteParams.WriteMode.APPEND : WriteParams.WriteMode.CREATE;
    try (FileChannel channel = FileChannel.open(source)) {
      ArrowReader reader = new CopyingReader(new ArrowFileReader(channel, allocator), allocator);
      write(reader, table, fileVersion, mode, rowsPerFile, allocator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Writes rows as a new table.
  ///
  /// @param rows closed here
  static void write(
      ArrowReader rows,
      Path table,
      String fileVersion,
      int rowsPerFile,
      BufferAllocator allocator) {
    write(rows, table, fileVersion, WriteParams.WriteMode.CREATE, rowsPerFile, allocator);
  }

  private static void write(
      ArrowReader rows,
      Path table,
      String fileVersion,
      WriteParams.WriteMode mode,
      int rowsPerFile,
      BufferAllocator allocator) {
    try (rows;
        Dataset dataset =
            Dataset.write()
                .allocator(allocator)
                .reader(rows)
                .uri(table.toString())
                .mode(mode)
                .maxRowsPerFile(rowsPerFile)
                .dataStorageVersion(fileVersion)
                .execute()) {
      assert dataset.version() > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Searches a table by looking at every vector.
  ///
  /// @return the ids and distances, nearest first
  @SuppressWarnings("try") // the scanner's close says that it throws anything
  static List<Neighbor> nearest(
      Path table, String column, float[] query, int k, String metric, BufferAllocator allocator) {
    Query nearest =
        new Query.Builder()
            .setColumn(column)
            .setKey(query)
            .setK(k)
            .setDistanceType(DistanceType.valueOf(metric))
            .setUseIndex(false)
            .build();
    ScanOptions options =
        new ScanOptions.Builder().columns(List.of("id", "_distance")).nearest(nearest).build();
    List<Neighbor> found = new ArrayList<>();
    try (Dataset dataset = Dataset.open().allocator(allocator).uri(table.toString()).build();
        LanceScanner scanner = dataset.newScan(options);
        ArrowReader reader = scanner.scanBatches()) {
      while (reader.loadNextBatch()) {
        found.addAll(Neighbor.of(reader.getVectorSchemaRoot()));
      }
      return found;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /// Deletes rows.
  static void delete(Path table, String where, BufferAllocator allocator) {
    try (Dataset dataset = Dataset.open().allocator(allocator).uri(table.toString()).build()) {
      dataset.delete(where);
    }
  }

  /// The rows of another reader in buffers of their own. Those of a file are aligned to eight bytes
  /// only, and the native library takes the process down over decimals that are not aligned to
  /// sixteen.
  private static final class CopyingReader extends ArrowReader {
    private final ArrowReader source;

    CopyingReader(ArrowReader source, BufferAllocator allocator) {
      super(allocator);
      this.source = source;
    }

    @Override
    protected Schema readSchema() throws IOException {
      return source.getVectorSchemaRoot().getSchema();
    }

    @Override
    public boolean loadNextBatch() throws IOException {
      prepareLoadNextBatch();
      if (!source.loadNextBatch()) {
        return false;
      }
      List<ArrowBuf> copies = new ArrayList<>();
      try (ArrowRecordBatch batch =
          new VectorUnloader(source.getVectorSchemaRoot()).getRecordBatch()) {
        for (ArrowBuf buffer : batch.getBuffers()) {
          ArrowBuf copy = allocator.buffer(buffer.readableBytes());
          copy.setBytes(0, buffer, buffer.readerIndex(), buffer.readableBytes());
          copy.writerIndex(buffer.readableBytes());
          copies.add(copy);
        }
        try (ArrowRecordBatch copied =
            new ArrowRecordBatch(batch.getLength(), batch.getNodes(), copies)) {
          new VectorLoader(getVectorSchemaRoot()).load(copied);
        }
      } finally {
        copies.forEach(ArrowBuf::close);
      }
      return true;
    }

    @Override
    public long bytesRead() {
      return source.bytesRead();
    }

    @Override
    protected void closeReadSource() throws IOException {
      source.close();
    }
  }
}
