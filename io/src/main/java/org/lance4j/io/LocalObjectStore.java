package org.lance4j.io;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/// Files of the operating system.
///
/// What is being written lies beside its goal as `name#digits` until it is whole; listings leave
/// such names out (upstream does the same with the same names). `putIfAbsent` and `renameIfAbsent`
/// rest on hard links, which fail when the name is taken: a file system without them is an error,
/// not a race.
///
/// Options: `local.max-open-files` (512: readers beyond it close the file of one that was not used
/// lately, which opens it again when it is), `local.sync` (false: whether a commit waits until the
/// disk has the bytes).
public final class LocalObjectStore implements ObjectStore {
  private static final StorageTraits TRAITS =
      new StorageTraits(false, StorageTraits.LOCAL_BLOCK_BYTES, true, true);

  private final OpenFiles openFiles;
  private final boolean sync;

  private LocalObjectStore(int maxOpenFiles, boolean sync) {
    this.openFiles = new OpenFiles(maxOpenFiles);
    this.sync = sync;
  }

  public static LocalObjectStore create() {
    return create(StorageOptions.none());
  }

  public static LocalObjectStore create(StorageOptions options) {
    return new LocalObjectStore(
        options.number("local.max-open-files", 512, 1), options.flag("local.sync", false));
  }

  @Override
  public StorageTraits traits() {
    return TRAITS;
  }

  @Override
  public ObjectReader open(Location location) throws IOException {
    return LocalObjectReader.open(location, LocalPaths.pathOf(location), TRAITS, openFiles);
  }

  @Override
  public long size(Location location) throws IOException {
    return attributes(location, LocalPaths.pathOf(location)).size();
  }

  @Override
  public boolean exists(Location location) throws IOException {
    try {
      attributes(location, LocalPaths.pathOf(location));
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /// @throws NoSuchFileException when there is nothing or no regular file: the open of a pipe would
  ///   wait for a writer
  static BasicFileAttributes attributes(Location location, Path path) throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(path, BasicFileAttributes.class);
    } catch (FileSystemException e) {
      if (e instanceof NoSuchFileException || isBelowFile(e)) {
        throw missing(location, e);
      }
      throw e;
    }
    if (!attributes.isRegularFile()) {
      throw new NoSuchFileException(location.toString(), null, "not a regular file");
    }
    return attributes;
  }

  private static NoSuchFileException missing(Location location, IOException cause) {
    NoSuchFileException missing = new NoSuchFileException(location.toString());
    missing.initCause(cause);
    return missing;
  }

  /// `a/b` where `a` is a file: to an object store that is a name like any other that is free.
  private static boolean isBelowFile(FileSystemException error) {
    return error instanceof NotDirectoryException
        || (error.getReason() != null && error.getReason().contains("Not a directory"));
  }

  @Override
  public ObjectListing list(Location directory, ListDepth depth, String startAfter)
      throws IOException {
    return new LocalListing(LocalPaths.pathOf(directory), depth, startAfter);
  }

  @Override
  public List<String> directories(Location directory) throws IOException {
    Path path = LocalPaths.pathOf(directory);
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(path, Files::isDirectory)) {
      for (Path child : children) {
        names.add(LocalPaths.nameOf(child));
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    names.sort(NameOrder.UTF8);
    return names;
  }

  @Override
  public ObjectWriter create(Location location) throws IOException {
    return LocalObjectWriter.create(location, LocalPaths.pathOf(location), sync);
  }

  @Override
  public PutResult putIfAbsent(Location location, ByteBuffer content) throws IOException {
    try (LocalObjectWriter writer =
        LocalObjectWriter.create(location, LocalPaths.pathOf(location), sync)) {
      writer.write(content.duplicate());
      return writer.commitIfAbsent();
    }
  }

  @Override
  public PutResult renameIfAbsent(Location from, Location to) throws IOException {
    Path source = LocalPaths.pathOf(from);
    Path target = LocalPaths.pathOf(to);
    attributes(from, source);
    Path directory = LocalPaths.pathOf(to.parent());
    Files.createDirectories(directory);
    try {
      link(source, target);
    } catch (FileAlreadyExistsException e) {
      if (!isSecondName(source, target)) {
        return PutResult.ALREADY_THERE;
      }
    }
    syncDirectory(directory);
    Files.deleteIfExists(source);
    syncDirectory(LocalPaths.pathOf(from.parent()));
    return PutResult.CREATED;
  }

  /// Whether a link that is said to exist is the one that was asked for: over NFS the answer to a
  /// link that was made can be lost, and the repeat is told "exists".
  static boolean isSecondName(Path first, Path second) throws IOException {
    return Files.isSameFile(first, second) && !first.toRealPath().equals(second.toRealPath());
  }

  private void syncDirectory(Path directory) throws IOException {
    if (sync) {
      forceDirectory(directory);
    }
  }

  /// Waits until the disk has the names in a directory.
  static void forceDirectory(Path directory) throws IOException {
    if (File.separatorChar == '/') { // Windows opens no directories
      try (FileChannel opened = FileChannel.open(directory, StandardOpenOption.READ)) {
        opened.force(true);
      }
    }
  }

  /// Gives `source` the second name `target`.
  ///
  /// @throws FileAlreadyExistsException when that is taken
  static void link(Path source, Path target) throws IOException {
    try {
      Files.createLink(target, source);
    } catch (UnsupportedOperationException e) {
      throw new FileSystemException(target.toString(), null, "no hard links on this file system");
    }
  }

  @Override
  public void delete(Location location) throws IOException {
    Path path = LocalPaths.pathOf(location);
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      return; // not an object
    }
    try {
      Files.deleteIfExists(path);
    } catch (FileSystemException e) {
      if (!isBelowFile(e)) {
        throw e;
      }
    }
  }

  @Override
  public void close() {}
}
