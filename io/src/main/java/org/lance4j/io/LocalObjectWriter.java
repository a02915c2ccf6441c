package org.lance4j.io;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/// Writes `name#digits` beside the goal and renames it when it is whole.
final class LocalObjectWriter implements ObjectWriter {
  private enum State {
    OPEN,
    COMMITTED,
    CLOSED
  }

  private final Location location;
  private final Path target;
  private final Path staged;
  private final FileChannel channel;
  private final boolean sync;
  private long position;
  private State state = State.OPEN;

  private LocalObjectWriter(
      Location location, Path target, Path staged, FileChannel channel, boolean sync) {
    this.location = location;
    this.target = target;
    this.staged = staged;
    this.channel = channel;
    this.sync = sync;
  }

  static LocalObjectWriter create(Location location, Path target, boolean sync) throws IOException {
    if (isStaged(location.name()) || Files.isDirectory(target)) {
      throw new IOException(location + ": cannot be the name of an object");
    }
    Location directory = location.parent();
    Files.createDirectories(LocalPaths.pathOf(directory));
    long digits = ThreadLocalRandom.current().nextLong(Long.MAX_VALUE);
    Path staged = LocalPaths.pathOf(directory.resolve(location.name() + "#" + digits));
    FileChannel channel =
        FileChannel.open(staged, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    return new LocalObjectWriter(location, target, staged, channel, sync);
  }

  /// Whether a file of this name is being written, or was left behind by a writer that died.
  static boolean isStaged(String name) {
    int hash = name.lastIndexOf('#');
    if (hash < 0 || hash == name.length() - 1) {
      return false;
    }
    for (int i = hash + 1; i < name.length(); i++) {
      if (name.charAt(i) < '0' || name.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  @Override
  public Location location() {
    return location;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void write(ByteBuffer source) throws IOException {
    checkOpen();
    try {
      while (source.hasRemaining()) {
        position += channel.write(source);
      }
    } catch (ClosedByInterruptException e) {
      throw interrupted(e);
    } catch (IOException e) {
      throw LocalPaths.located(location, e);
    }
  }

  @Override
  public void commit() throws IOException {
    finish();
    Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
    state = State.COMMITTED;
    syncDirectory();
  }

  /// Commits unless the name is taken; a name that is taken leaves this to be closed.
  PutResult commitIfAbsent() throws IOException {
    finish();
    try {
      LocalObjectStore.link(staged, target);
    } catch (FileAlreadyExistsException e) {
      if (!LocalObjectStore.isSecondName(staged, target)) {
        return PutResult.ALREADY_THERE;
      }
    }
    syncDirectory();
    return PutResult.CREATED;
  }

  private void finish() throws IOException {
    checkOpen();
    try {
      if (sync) {
        channel.force(true);
      }
      channel.close();
    } catch (ClosedByInterruptException e) {
      throw interrupted(e);
    } catch (IOException e) {
      throw LocalPaths.located(location, e);
    }
  }

  private void syncDirectory() throws IOException {
    if (sync) {
      LocalObjectStore.forceDirectory(LocalPaths.pathOf(location.parent()));
    }
  }

  private void checkOpen() {
    if (state != State.OPEN || !channel.isOpen()) {
      throw new IllegalStateException("The writer is closed: " + location);
    }
  }

  private InterruptedIOException interrupted(IOException cause) {
    InterruptedIOException interrupted =
        new InterruptedIOException(location + ": interrupted while writing");
    interrupted.initCause(cause);
    return interrupted;
  }

  @Override
  public void close() throws IOException {
    State before = state;
    state = State.CLOSED;
    if (before == State.OPEN) {
      try {
        channel.close();
      } finally {
        Files.deleteIfExists(staged);
      }
    }
  }
}
