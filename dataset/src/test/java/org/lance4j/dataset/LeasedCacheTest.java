package org.lance4j.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LeasedCacheTest {
  private final List<String> closed = new ArrayList<>();

  /// Fails to close when its name begins with `bad`.
  private record Thing(String name, List<String> closed) implements AutoCloseable {
    @Override
    public void close() {
      closed.add(name);
      if (name.startsWith("bad")) {
        throw new IllegalStateException(name);
      }
    }
  }

  private void use(LeasedCache<String, Thing> cache, String name) {
    cache.lease(name, key -> new Thing(key, closed)).close();
  }

  @Test
  void closesAllThoughSomeFail() {
    LeasedCache<String, Thing> cache = new LeasedCache<>(10);
    for (String name : List.of("a", "bad b", "c", "bad d", "e")) {
      use(cache, name);
    }
    IllegalStateException failure = assertThrows(IllegalStateException.class, cache::close);
    assertEquals(List.of("a", "bad b", "c", "bad d", "e"), closed);
    assertEquals("bad b", failure.getMessage());
    assertEquals("bad d", failure.getSuppressed()[0].getMessage());
    cache.close();
    assertEquals(5, closed.size());
  }
}
