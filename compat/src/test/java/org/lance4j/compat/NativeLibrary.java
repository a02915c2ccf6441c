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

/// The native library, writing. Stateless.
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
    try (FileChannel channel = FileChannel.open(source);
        ArrowReader reader = new CopyingReader(new ArrowFileReader(channel, allocator), allocator);
        Dataset dataset =
            Dataset.write()
                .allocator(allocator)
                .reader(reader)
                .uri(table.toString())
                .mode(append ? WriteParams.WriteMode.APPEND : WriteParams.WriteMode.CREATE)
                .maxRowsPerFile(rowsPerFile)
                .dataStorageVersion(fileVersion)
                .execute()) {
      assert dataset.version() > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
