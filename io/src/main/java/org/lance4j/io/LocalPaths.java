package org.lance4j.io;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/// Locations to paths of the operating system and back.
///
/// Names go through percent-encoded URIs where they are not ASCII: those carry bytes, so that every
/// name works whatever the JVM's locale is. `Path.of("ü")` throws in a container that sets none.
final class LocalPaths {
  private LocalPaths() {}

  /// @throws IllegalArgumentException when `location` is not local
  static Path pathOf(Location location) {
    if (!location.isLocal()) {
      throw new IllegalArgumentException("Not a local location: " + location);
    }
    String path = location.path();
    if (File.separatorChar == '/' && isAscii(path)) {
      return Path.of(path);
    }
    if (File.separatorChar != '/' && path.indexOf(File.separatorChar) >= 0) {
      throw new IllegalArgumentException("A name cannot hold a separator: " + location);
    }
    return Path.of(URI.create("file://" + PercentCode.encode(path)));
  }

  /// The last name of `path`, exact for every name that is UTF-8.
  static String nameOf(Path path) {
    String name = String.valueOf(path.getFileName());
    return isPlain(name) ? name : Location.of(path).name();
  }

  /// The child of a directory by its name.
  static Path child(Path directory, String name) {
    return isAscii(name) ? directory.resolve(name) : pathOf(Location.of(directory).resolve(name));
  }

  /// A name as the file system's bytes were decoded is trusted only when it is ASCII without the
  /// `?` that stands for what could not be decoded.
  private static boolean isPlain(String name) {
    return isAscii(name) && name.indexOf('?') < 0;
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 128) {
        return false;
      }
    }
    return true;
  }

  /// The same error with the location in its message, as those of channels have none.
  static IOException located(Location location, IOException error) {
    if (error instanceof FileSystemException) {
      return error;
    }
    String reason = error.getMessage() == null ? error.getClass().getName() : error.getMessage();
    return new IOException(location + ": " + reason, error);
  }
}
