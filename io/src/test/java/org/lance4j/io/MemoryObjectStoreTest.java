package org.lance4j.io;

final class MemoryObjectStoreTest extends ObjectStoreContract {
  private final MemoryObjectStore store = MemoryObjectStore.create();

  @Override
  protected ObjectStore store() {
    return store;
  }

  @Override
  protected Location directory() {
    return Location.of("memory://tables/one");
  }
}
