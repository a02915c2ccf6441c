package org.lance4j.io;

import java.io.IOException;
import java.util.Set;

/// Opens stores by the scheme of their URIs. Found through [java.util.ServiceLoader].
///
/// Thread-safe.
public interface ObjectStoreProvider {
  /// In lower case.
  Set<String> schemes();

  /// A store for all locations with the scheme, authority and query of `location`. The caller's to
  /// close.
  ///
  /// @throws IllegalArgumentException when an option has a value that makes no sense
  ObjectStore open(Location location, StorageOptions options) throws IOException;
}
