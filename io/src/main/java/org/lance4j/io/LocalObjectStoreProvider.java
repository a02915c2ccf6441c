package org.lance4j.io;

import java.util.Set;

/// Opens [LocalObjectStore]s. Public for [java.util.ServiceLoader].
public final class LocalObjectStoreProvider implements ObjectStoreProvider {
  @Override
  public Set<String> schemes() {
    return Set.of("file");
  }

  @Override
  public ObjectStore open(Location location, StorageOptions options) {
    return LocalObjectStore.create(options);
  }
}
