package org.lance4j.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Positional reads of one file.
///
/// An interrupt closes a `FileChannel` for all threads, and [OpenFiles] closes those that are in
/// nobody's way to spare handles. Either way whoever reads next opens the file again, after a check
/// that it still is the same one.
final class LocalObjectReader implements ObjectReader {
  /// Reads into the heap go through a native buffer of the JDK's that the thread keeps: not more
  /// than this at once.
  private static final int HEAP_PIECE_BYTES = 128 << 10;

  private final Location location;
  private final Path path;
  private final long size;
  private final @Nullable Object fileKey;
  private final StorageTraits traits;
  private final OpenFiles openFiles;
  private final AtomicReference<@Nullable FileChannel> file = new AtomicReference<>();
  private volatile boolean closed;
  private boolean used; // read and written without order: a hint

  private LocalObjectReader(
      Location location,
      Path path,
      BasicFileAttributes attributes,
      StorageTraits traits,
      OpenFiles openFiles) {
    this.location = location;
    this.path = path;
    this.size = attributes.size();
    this.fileKey = attributes.fileKey();
    this.traits = traits;
    this.openFiles = openFiles;
  }

  static LocalObjectReader open(
      Location location, Path path, StorageTraits traits, OpenFiles openFiles) throws IOException {
    BasicFileAttributes attributes = LocalObjectStore.attributes(location, path);
    LocalObjectReader reader = new LocalObjectReader(location, path, attributes, traits, openFiles);
    reader.file.set(FileChannel.open(path, StandardOpenOption.READ));
    openFiles.opened(reader);
    return reader;
  }

  @Override
  public Location location() {
    return location;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public StorageTraits traits() {
    return traits;
  }

  @Override
  public void read(long offset, ByteBuffer target) throws IOException {
    checkOpen();
    ObjectReader.checkRead(this, offset, target.remaining());
    used = true;
    if (target.isDirect()) {
      fill(offset, target);
      return;
    }
    int limit = target.limit();
    while (target.hasRemaining()) {
      int piece = Math.min(limit - target.position(), HEAP_PIECE_BYTES);
      target.limit(target.position() + piece);
      fill(offset, target);
      offset += piece;
      target.limit(limit);
    }
  }

  private void fill(long offset, ByteBuffer target) throws IOException {
    long base = offset - target.position();
    while (target.hasRemaining()) {
      checkInterrupt(null);
      try {
        if (channel().read(target, base + target.position()) < 0) {
          throw new EOFException(
              location + ": was cut short at or before " + (base + target.position()));
        }
      } catch (ClosedChannelException e) {
        checkInterrupt(e); // else closed by another thread's interrupt, or to spare handles
      } catch (EOFException | InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        throw LocalPaths.located(location, e);
      }
    }
  }

  @Override
  public MemorySegment map(long offset, long length, Arena arena) throws IOException {
    checkOpen();
    ObjectReader.checkRead(this, offset, length);
    used = true;
    while (true) {
      checkInterrupt(null);
      try {
        return channel().map(FileChannel.MapMode.READ_ONLY, offset, length, arena);
      } catch (ClosedChannelException e) {
        checkInterrupt(e);
      } catch (IOException e) {
        throw LocalPaths.located(location, e);
      }
    }
  }

  private FileChannel channel() throws IOException {
    FileChannel open = file.get();
    return open != null && open.isOpen() ? open : reopen();
  }

  private FileChannel reopen() throws IOException {
    FileChannel opened;
    synchronized (this) {
      checkOpen();
      FileChannel current = file.get();
      if (current != null && current.isOpen()) {
        return current; // another thread was faster
      }
      BasicFileAttributes attributes = LocalObjectStore.attributes(location, path);
      if (attributes.size() != size || !Objects.equals(attributes.fileKey(), fileKey)) {
        throw new IOException(location + ": was replaced while it was being read");
      }
      opened = FileChannel.open(path, StandardOpenOption.READ);
      file.set(opened);
    }
    openFiles.opened(this);
    if (closed) {
      openFiles.closed(this);
    }
    return opened;
  }

  /// Closes the file to spare a handle; the next read opens it again.
  void releaseFile() throws IOException {
    FileChannel open = file.getAndSet(null);
    if (open != null) {
      open.close();
    }
  }

  /// Whether it was read since this was asked last.
  boolean wasUsed() {
    boolean was = used;
    used = false;
    return was;
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("The reader is closed: " + location);
    }
  }

  private void checkInterrupt(@Nullable IOException cause) throws InterruptedIOException {
    if (Thread.currentThread().isInterrupted()) {
      InterruptedIOException interrupted =
          new InterruptedIOException(location + ": interrupted while reading");
      interrupted.initCause(cause);
      throw interrupted;
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (this) {
      closed = true;
      releaseFile();
    }
    openFiles.closed(this);
  }
}
