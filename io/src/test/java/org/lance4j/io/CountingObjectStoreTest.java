package org.lance4j.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CountingObjectStoreTest extends ObjectStoreContract {
  private final IoCounters counters = new IoCounters();
  private final ObjectStore store = new CountingObjectStore(LocalObjectStore.create(), counters);
  @TempDir Path temporary;

  @Override
  protected ObjectStore store() {
    return store;
  }

  @Override
  protected Location directory() {
    return Location.of(temporary);
  }

  @Test
  void countsRequestsAndBytes() throws IOException {
    Location location = directory().resolve("x");
    store.putIfAbsent(location, ByteBuffer.allocate(100));
    try (ObjectWriter writer = store.create(directory().resolve("y"))) {
      writer.write(ByteBuffer.allocate(1000));
      writer.commit();
    }
    IoStatistics written = counters.statistics();
    assertEquals(new IoStatistics(0, 0, 0, 0, 2, 1100, 0), written);
    try (ObjectReader reader = store.open(location)) {
      reader.read(10, ByteBuffer.allocate(20));
      reader.read(0, ByteBuffer.allocate(100));
    }
    store.size(location);
    store.exists(location);
    store.names(directory());
    store.directories(directory());
    store.list(directory(), ListDepth.FLAT, "").close();
    store.readAll(location, 1000);
    store.delete(location);
    assertEquals(new IoStatistics(3, 220, 3, 3, 0, 0, 1), counters.statistics().since(written));
  }
}
