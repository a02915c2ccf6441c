package org.lance4j.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ObjectStoresTest {
  private static final StorageOptions NONE = StorageOptions.none();

  @Test
  void findsStoresByScheme() throws IOException {
    try (ObjectStores stores = ObjectStores.load()) {
      ObjectStore local = stores.storeOf(Location.of("/a/b"), NONE);
      assertInstanceOf(LocalObjectStore.class, local);
      assertSame(local, stores.storeOf(Location.of("file:///c"), NONE));
      assertInstanceOf(MemoryObjectStore.class, stores.storeOf(Location.of("memory://x/y"), NONE));
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class,
              () -> stores.storeOf(Location.of("nowhere://u:secret@x/y"), NONE));
      assertEquals(
          "No store for nowhere://x/y: the schemes known are file, memory", e.getMessage());
    }
  }

  @Test
  void sharesMemoryAmongItsOwnOnly() throws IOException {
    Location location = Location.of("memory://x/y");
    try (ObjectStores stores = ObjectStores.load();
        ObjectStores others = ObjectStores.load()) {
      stores.storeOf(location, NONE).putIfAbsent(location, ByteBuffer.allocate(3));
      Location sibling = Location.of("memory://other/y");
      assertFalse(stores.storeOf(sibling, NONE).exists(sibling));
      assertTrue(stores.storeOf(location, NONE.with("a", "b")).exists(location));
      assertFalse(others.storeOf(location, NONE).exists(location));
    }
  }

  @Test
  void wrapsWhatItHandsOut() throws IOException {
    IoCounters counters = new IoCounters();
    Location location = Location.of("memory://x/y");
    try (ObjectStores stores =
        ObjectStores.wrapped(
            List.of(new MemoryObjectStoreProvider()),
            store -> new CountingObjectStore(store, counters))) {
      assertFalse(stores.storeOf(location, NONE).exists(location));
      assertFalse(stores.storeOf(location, NONE).exists(location));
    }
    assertEquals(2, counters.statistics().lookups());
  }

  @Test
  void endsWithItsStores() throws IOException {
    ObjectStores stores = ObjectStores.load();
    stores.close();
    stores.close();
    assertThrows(
        IllegalStateException.class, () -> stores.storeOf(Location.of("memory://x"), NONE));
  }

  @Test
  void keepsOptionsSecret() {
    StorageOptions options = StorageOptions.of(Map.of("AWS_SECRET_ACCESS_KEY", "hush", "n", "7"));
    assertEquals("StorageOptions[aws_secret_access_key, n]", options.toString());
    assertEquals("hush", options.value("aws_secret_access_key", ""));
    assertEquals("none", options.value("other", "none"));
    assertEquals(7, options.number("N", 1, 1));
    assertEquals(options, StorageOptions.of(Map.of("aws_secret_access_key", "hush", "N", "7")));
    for (IllegalArgumentException e :
        List.of(
            assertThrows(
                IllegalArgumentException.class,
                () -> options.number("aws_secret_access_key", 1, 1)),
            assertThrows(
                IllegalArgumentException.class,
                () -> options.flag("aws_secret_access_key", true)))) {
      assertFalse(String.valueOf(e.getMessage()).contains("hush"), e.getMessage());
    }
  }
}
