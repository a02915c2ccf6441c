package org.lance4j.io;

import java.util.Set;

/// Hands out one [MemoryObjectStore] for all `memory://` locations. Public for
/// [java.util.ServiceLoader].
public final class MemoryObjectStoreProvider implements ObjectStoreProvider {
  private final MemoryObjectStore store = MemoryObjectStore.create();

  @Override
  public Set<String> schemes() {
    return Set.of("memory");
  }

  @Override
  public ObjectStore open(Location location, StorageOptions options) {
    return store;
  }
}
