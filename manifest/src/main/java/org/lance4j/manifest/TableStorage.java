package org.lance4j.manifest;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.LanceException;
import org.lance4j.format.NotFoundException;
import org.lance4j.format.StorageException;
import org.lance4j.format.UnsupportedFeatureException;
import org.lance4j.io.Location;
import org.lance4j.io.ObjectReader;
import org.lance4j.io.ObjectStore;
import org.lance4j.io.ObjectStores;
import org.lance4j.io.StorageOptions;

/// The stores that a table's files lie in, with the errors of this library instead of the JDK's.
/// Thread-safe.
///
/// @param stores borrowed
public record TableStorage(ObjectStores stores, StorageOptions options) {
  /// The store that `location` lies in.
  ///
  /// @throws UnsupportedFeatureException when there is none for its scheme
  /// @throws StorageException when it cannot be opened
  public ObjectStore storeOf(Location location) {
    try {
      return stores.storeOf(location, options);
    } catch (IllegalArgumentException e) {
      throw new UnsupportedFeatureException(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw failure(location, e);
    }
  }

  /// Opens an object. The caller's to close.
  ///
  /// @throws NotFoundException when there is none
  public ObjectReader open(Location location) {
    try {
      return storeOf(location).open(location);
    } catch (IOException e) {
      throw failure(location, e);
    }
  }

  /// The whole object.
  ///
  /// @throws NotFoundException when there is none
  /// @throws CorruptFileException when it is larger than `limitBytes`
  byte[] readAll(Location location, int limitBytes) {
    try (ObjectReader reader = storeOf(location).open(location)) {
      if (reader.size() > limitBytes) {
        throw new CorruptFileException(
            location.toString(), -1, reader.size() + " bytes are more than it can have");
      }
      byte[] content = new byte[(int) reader.size()];
      reader.read(0, ByteBuffer.wrap(content));
      return content;
    } catch (IOException e) {
      throw failure(location, e);
    }
  }

  /// The names of the objects directly in a directory; empty when there is no such directory.
  List<String> names(Location directory) {
    try {
      return storeOf(directory).names(directory);
    } catch (IOException e) {
      throw failure(directory, e);
    }
  }

  /// What an error of a store means.
  public static LanceException failure(Location location, IOException e) {
    return switch (e) {
      case NoSuchFileException missing ->
          new NotFoundException(location + " does not exist", missing);
      case EOFException _ ->
          new CorruptFileException(location.toString(), -1, "file ends early: " + e.getMessage());
      default -> new StorageException(location + " cannot be read: " + reason(e), e);
    };
  }

  /// Errors of the file system have the path for their message.
  private static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "permission denied";
      case FileSystemException file when file.getReason() != null -> file.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }
}
