package org.lance4j.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// All the stores that are within reach: finds the one that a location lies in, opens it once, and
/// owns it.
///
/// What is in memory (`memory://`) is shared by all who share this object, and gone with it.
/// Thread-safe.
public final class ObjectStores implements AutoCloseable {
  /// Looked up once: a search of the class path takes longer than opening a table.
  private static final List<ServiceLoader.Provider<ObjectStoreProvider>> INSTALLED =
      ServiceLoader.load(ObjectStoreProvider.class, ObjectStores.class.getClassLoader()).stream()
          .toList();

  private record Key(Location root, StorageOptions options) {}

  private final TreeMap<String, ObjectStoreProvider> providers = new TreeMap<>();
  private final UnaryOperator<ObjectStore> wrapper;
  private final Map<Key, ObjectStore> opened = new HashMap<>();
  private boolean closed;

  private ObjectStores(
      Iterable<ObjectStoreProvider> providers, UnaryOperator<ObjectStore> wrapper) {
    for (ObjectStoreProvider provider : providers) {
      provider.schemes().forEach(scheme -> this.providers.putIfAbsent(scheme, provider));
    }
    this.wrapper = wrapper;
  }

  /// With every provider on the class path.
  public static ObjectStores load() {
    return loadWrapped(UnaryOperator.identity());
  }

  /// With every provider on the class path, each store wrapped before it is handed out.
  public static ObjectStores loadWrapped(UnaryOperator<ObjectStore> wrapper) {
    return wrapped(INSTALLED.stream().map(ServiceLoader.Provider::get).toList(), wrapper);
  }

  /// With these providers; of two for one scheme the first.
  public static ObjectStores of(Iterable<ObjectStoreProvider> providers) {
    return new ObjectStores(providers, UnaryOperator.identity());
  }

  /// With these providers, each store wrapped before it is handed out: to count, delay or fail.
  public static ObjectStores wrapped(
      Iterable<ObjectStoreProvider> providers, UnaryOperator<ObjectStore> wrapper) {
    return new ObjectStores(providers, wrapper);
  }

  /// The store that `location` lies in. It stays this object's to close.
  ///
  /// @throws IllegalArgumentException when no provider knows the scheme
  public synchronized ObjectStore storeOf(Location location, StorageOptions options)
      throws IOException {
    if (closed) {
      throw new IllegalStateException("The stores are closed");
    }
    Key key = new Key(location.root(), options);
    ObjectStore store = opened.get(key);
    if (store == null) {
      store = wrapper.apply(providerOf(location).open(key.root(), options));
      opened.put(key, store);
    }
    return store;
  }

  private ObjectStoreProvider providerOf(Location location) {
    ObjectStoreProvider provider = providers.get(location.scheme());
    if (provider == null) {
      throw new IllegalArgumentException(
          "No store for "
              + location
              + ": the schemes known are "
              + String.join(", ", providers.keySet()));
    }
    return provider;
  }

  /// Closes every store that was handed out. Idempotent.
  @Override
  public synchronized void close() throws IOException {
    closed = true;
    List<IOException> failures = new ArrayList<>();
    for (ObjectStore store : opened.values()) {
      try {
        store.close();
      } catch (IOException e) {
        failures.add(e);
      }
    }
    opened.clear();
    if (!failures.isEmpty()) {
      IOException first = failures.getFirst();
      failures.subList(1, failures.size()).forEach(first::addSuppressed);
      throw first;
    }
  }
}
