package org.lance4j.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Objects under hierarchical names: what a table needs of a file system or a cloud store.
///
/// Thread-safe. Objects are written whole and never changed in place. Directories exist as parts of
/// names only: one that holds nothing lists as empty, and writing makes those that are missing.
/// Locations of other stores than this are an `IllegalArgumentException`. Errors are `IOException`s
/// that name the location; a missing object is a [java.nio.file.NoSuchFileException]. Every
/// implementation passes `ObjectStoreContract`.
public interface ObjectStore extends AutoCloseable {
  StorageTraits traits();

  /// Opens an object to read from it.
  ///
  /// @throws java.nio.file.NoSuchFileException when there is none
  ObjectReader open(Location location) throws IOException;

  /// The same for an object whose size is known, which saves a request where sizes cost one. A
  /// wrong size is found at the latest when bytes that do not exist are read.
  default ObjectReader open(Location location, long knownSize) throws IOException {
    return open(location);
  }

  /// In bytes.
  ///
  /// @throws java.nio.file.NoSuchFileException when there is no such object
  long size(Location location) throws IOException;

  /// Whether there is an object (a directory is none).
  boolean exists(Location location) throws IOException;

  /// The whole object.
  ///
  /// @param limitBytes how large it may be at most: what is larger is an `IOException`, and is not
  ///   read
  default byte[] readAll(Location location, int limitBytes) throws IOException {
    try (ObjectReader reader = open(location)) {
      if (reader.size() > limitBytes) {
        throw new IOException(
            location + ": " + reader.size() + " bytes, more than the " + limitBytes + " expected");
      }
      byte[] content = new byte[(int) reader.size()];
      reader.read(0, ByteBuffer.wrap(content));
      return content;
    }
  }

  /// The objects in or below a directory, in the order of their names' UTF-8 bytes; empty when the
  /// directory does not exist. Objects that are not committed yet do not appear.
  ///
  /// @param startAfter only names that come after this one; empty for all
  ObjectListing list(Location directory, ListDepth depth, String startAfter) throws IOException;

  /// The names of the objects directly in a directory, in order. Who wants the first few only takes
  /// them from [#list].
  default List<String> names(Location directory) throws IOException {
    List<String> names = new ArrayList<>();
    try (ObjectListing listing = list(directory, ListDepth.FLAT, "")) {
      while (listing.hasNext()) {
        names.add(listing.next().name());
      }
    }
    return names;
  }

  /// The names of the directories directly in a directory, in order. A store with real directories
  /// may name empty ones too.
  List<String> directories(Location directory) throws IOException;

  /// Begins to write an object. The caller's to close.
  ObjectWriter create(Location location) throws IOException;

  /// Writes an object whole unless there is one already. Of any number of racing calls exactly one
  /// is told `CREATED`. An exception other than "not found" leaves open whether it was written.
  ///
  /// @param content from its position to its limit, both left as they are
  PutResult putIfAbsent(Location location, ByteBuffer content) throws IOException;

  /// Moves an object to a name that is free, atomically with respect to other writers of that name.
  /// Only where [StorageTraits#canRename].
  ///
  /// @throws UnsupportedOperationException where the store has no such operation
  default PutResult renameIfAbsent(Location from, Location to) throws IOException {
    throw new UnsupportedOperationException("Objects cannot be renamed: " + from);
  }

  /// Deletes an object. One that does not exist is deleted already.
  void delete(Location location) throws IOException;

  /// Gives back connections and handles. Readers and writers of this store must be closed before.
  /// Idempotent.
  @Override
  void close() throws IOException;
}
