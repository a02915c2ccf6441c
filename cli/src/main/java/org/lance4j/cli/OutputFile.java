package org.lance4j.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/// A file that appears whole or not at all: written beside its place under another name, then
/// renamed. What is no regular file (a pipe, a device) is written directly.
///
/// Confined to one thread.
final class OutputFile implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path target;
  private final Path written;
  private final OutputStream stream;
  private final Thread cleaner;
  private boolean committed;

  private OutputFile(Path target, Path written) throws IOException {
    this.target = target;
    this.written = written;
    stream = new BufferedOutputStream(open(), BUFFER_BYTES);
    cleaner = new Thread(this::discard);
    Runtime.getRuntime().addShutdownHook(cleaner);
  }

  /// Opens a place to write to; the file itself appears with [#commit].
  ///
  /// @throws FileSystemException when the folder does not exist or may not be written
  static OutputFile create(String name) throws IOException {
    Path target = Path.of(name).toAbsolutePath();
    if (Files.exists(target)) {
      target = target.toRealPath();
    }
    if (Files.isDirectory(target)) {
      throw new FileSystemException(name, null, "is a directory");
    }
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      return new OutputFile(target, target);
    }
    long random = ThreadLocalRandom.current().nextLong();
    String hidden = "." + target.getFileName() + "." + Long.toHexString(random) + ".tmp";
    return new OutputFile(target, target.resolveSibling(hidden));
  }

  private OutputStream open() throws IOException {
    try {
      return written.equals(target)
          ? Files.newOutputStream(target, StandardOpenOption.WRITE)
          : Files.newOutputStream(written, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileSystemException e) {
      throw named(e);
    }
  }

  /// The error of the file that was asked for, not of the one that is to become it.
  private IOException named(FileSystemException e) {
    String file = target.toString();
    FileSystemException named =
        switch (e) {
          case NoSuchFileException _ -> new NoSuchFileException(file);
          case AccessDeniedException _ -> new AccessDeniedException(file);
          default -> new FileSystemException(file, null, e.getReason());
        };
    named.initCause(e);
    return named;
  }

  OutputStream stream() {
    return stream;
  }

  /// Everything has been written: the file takes its place.
  void commit() throws IOException {
    stream.close();
    if (!written.equals(target)) {
      Files.move(
          written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
    committed = true;
  }

  private void discard() {
    if (!committed && !written.equals(target)) {
      try {
        Files.deleteIfExists(written);
      } catch (IOException e) {
        // the unfinished file stays behind under its own name
      }
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
    discard();
    try {
      Runtime.getRuntime().removeShutdownHook(cleaner);
    } catch (IllegalStateException e) {
      // the process is ending, the hook has run
    }
  }
}
