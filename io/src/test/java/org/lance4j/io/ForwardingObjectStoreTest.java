package org.lance4j.io;

final class ForwardingObjectStoreTest extends ObjectStoreContract {
  private final ObjectStore store =
      new TruncatingObjectStore(
          new FailingObjectStore(MemoryObjectStore.create()), location -> false, 0);

  @Override
  protected ObjectStore store() {
    return store;
  }

  @Override
  protected Location directory() {
    return Location.of("memory:///");
  }
}
