package org.lance4j.testdata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileReader;

/// Rows that are due, from an Arrow file of at most one batch. The caller closes it, before its
/// allocator.
public final class ExpectedTable implements AutoCloseable {
  private final FileChannel channel;
  private final ArrowFileReader reader;
  private final VectorSchemaRoot root;

  private ExpectedTable(FileChannel channel, ArrowFileReader reader, VectorSchemaRoot root) {
    this.channel = channel;
    this.reader = reader;
    this.root = root;
  }

  /// Reads a file.
  ///
  /// @throws UncheckedIOException when it cannot be read
  public static ExpectedTable open(Path file, BufferAllocator allocator) {
    try {
      FileChannel channel = FileChannel.open(file);
      ArrowFileReader reader = new ArrowFileReader(channel, allocator);
      VectorSchemaRoot root = reader.getVectorSchemaRoot();
      if (reader.getRecordBlocks().size() > 1) {
        throw new IOException(file + " has more than one batch");
      }
      if (!reader.loadNextBatch()) {
        root.setRowCount(0);
      }
      return new ExpectedTable(channel, reader, root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The rows; they live as long as this table.
  public VectorSchemaRoot rows() {
    return root;
  }

  @Override
  public void close() {
    try {
      reader.close();
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
