package org.lance4j.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.lance4j.format.Bounds;
import org.lance4j.format.CorruptFileException;
import org.lance4j.io.ObjectReader;
import org.lance4j.io.ReadScheduler;
import org.lance4j.manifest.TableStorage;

/// The bytes of one value, read by ranges: never more of them are in memory than are asked for.
/// Thread-safe, but for the streams it gives.
///
/// ```java
/// try (Blob film = dataset.blob("film", 17);
///     InputStream in = film.stream()) {
///   in.transferTo(out);
/// }
/// ```
public final class Blob implements AutoCloseable {
  private final Source source;
  private final long sizeBytes;

  private Blob(Source source, long sizeBytes) {
    this.source = source;
    this.sizeBytes = sizeBytes;
  }

  /// Where the bytes are.
  private sealed interface Source {
    /// A run of bytes of an object.
    record Stored(ObjectReader reader, ReadScheduler scheduler, long start) implements Source {}

    /// A value of a page, which was read as a whole.
    record Held(byte[] bytes) implements Source {}
  }

  /// Opens a run of bytes of an object.
  ///
  /// @param extent with a length of -1: all from its offset on
  /// @throws CorruptFileException when the object ends before
  static Blob open(TableStorage storage, ReadScheduler scheduler, StoredBlobs.Extent extent) {
    ObjectReader reader = storage.open(extent.location());
    try {
      long size =
          extent.length() >= 0 ? extent.length() : Math.max(0, reader.size() - extent.offset());
      Bounds.range(extent.offset(), size, reader.size(), "blob");
      return new Blob(new Source.Stored(reader, scheduler, extent.offset()), size);
    } catch (CorruptFileException e) {
      closeAfter(reader, e);
      throw e.at(extent.location().toString(), extent.offset());
    }
  }

  private static void closeAfter(ObjectReader reader, RuntimeException failure) {
    try {
      reader.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /// @param bytes taken over
  static Blob of(byte[] bytes) {
    return new Blob(new Source.Held(bytes), bytes.length);
  }

  /// In bytes.
  public long size() {
    return sizeBytes;
  }

  /// A part of the bytes.
  ///
  /// @throws IndexOutOfBoundsException when it does not lie in `[0, size)`
  public byte[] range(long offset, int count) {
    Objects.checkFromIndexSize(offset, count, sizeBytes);
    byte[] bytes = new byte[count];
    try {
      read(offset, ByteBuffer.wrap(bytes));
    } catch (IOException e) {
      throw failure(e);
    }
    return bytes;
  }

  private RuntimeException failure(IOException e) {
    return switch (source) {
      case Source.Stored stored -> TableStorage.failure(stored.reader.location(), e);
      case Source.Held _ -> new UncheckedIOException(e);
    };
  }

  /// All bytes, from the first on. The stream asks for large pieces, so it needs no buffer around
  /// it. It ends with this blob; to close it does nothing. Confined.
  public InputStream stream() {
    return stream(0, sizeBytes);
  }

  /// A part of the bytes as a stream; see [#stream()].
  ///
  /// @throws IndexOutOfBoundsException when it does not lie in `[0, size)`
  public InputStream stream(long offset, long count) {
    Objects.checkFromIndexSize(offset, count, sizeBytes);
    return new BlobStream(this, offset, offset + count);
  }

  /// Fills `target` with the bytes from `offset` on, which lie in the blob.
  void read(long offset, ByteBuffer target) throws IOException {
    switch (source) {
      case Source.Stored stored ->
          stored.scheduler.read(stored.reader, stored.start + offset, target);
      case Source.Held held -> target.put(held.bytes, (int) offset, target.remaining());
    }
  }

  /// Idempotent.
  @Override
  public void close() {
    if (source instanceof Source.Stored stored) {
      try {
        stored.reader.close();
      } catch (IOException e) {
        throw TableStorage.failure(stored.reader.location(), e);
      }
    }
  }
}
