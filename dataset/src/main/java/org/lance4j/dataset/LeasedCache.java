package org.lance4j.dataset;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Things that are opened once however many use them at a time, and of which some stay open for the
/// next user: the least recently used is closed first. Thread-safe; different keys open in
/// parallel.
final class LeasedCache<K, V extends AutoCloseable> implements AutoCloseable {
  private final int maxIdle;
  private final Map<K, Entry<V>> entries = new LinkedHashMap<>(16, 0.75f, true);
  private int idle;
  private boolean closed;

  private static final class Entry<V> {
    private int users;
    private volatile @Nullable V value;
  }

  /// The right to use a value, until closed. Idempotent.
  final class Lease implements AutoCloseable {
    private final K key;
    private final Entry<V> entry;
    private final V value;
    private boolean ended;

    private Lease(K key, Entry<V> entry, V value) {
      this.key = key;
      this.entry = entry;
      this.value = value;
    }

    V value() {
      return value;
    }

    @Override
    public void close() {
      synchronized (LeasedCache.this) {
        if (!ended) {
          ended = true;
          release(key, entry);
        }
      }
    }
  }

  /// @param maxIdle how many values stay open though nobody uses them
  LeasedCache(int maxIdle) {
    this.maxIdle = maxIdle;
  }

  /// The value of `key`, opened if it is not open.
  Lease lease(K key, Function<? super K, ? extends V> open) {
    Entry<V> entry;
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException("the dataset is closed");
      }
      entry = entries.computeIfAbsent(key, ignored -> new Entry<>());
      if (entry.users++ == 0 && entry.value != null) {
        idle--;
      }
    }
    V value = entry.value;
    return new Lease(key, entry, value == null ? opened(key, entry, open) : value);
  }

  private V opened(K key, Entry<V> entry, Function<? super K, ? extends V> open) {
    synchronized (entry) {
      V value = entry.value;
      if (value != null) {
        return value;
      }
      try {
        value = open.apply(key);
        entry.value = value;
        return value;
      } catch (RuntimeException | Error e) {
        synchronized (this) {
          if (--entry.users == 0) {
            entries.remove(key, entry);
          }
        }
        throw e;
      }
    }
  }

  private void release(K key, Entry<V> entry) {
    if (--entry.users > 0) {
      return;
    }
    if (closed || entry.value == null) {
      entries.remove(key, entry);
      close(entry);
    } else if (++idle > maxIdle) {
      closeOldest();
    }
  }

  private void closeOldest() {
    for (Map.Entry<K, Entry<V>> candidate : entries.entrySet()) {
      if (candidate.getValue().users == 0) {
        entries.remove(candidate.getKey());
        idle--;
        close(candidate.getValue());
        return;
      }
    }
  }

  private void close(Entry<V> entry) {
    V value = entry.value;
    if (value != null) {
      try {
        value.close();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }

  /// Closes what nobody uses now, and the rest when it is given back. What cannot be closed keeps
  /// nothing else open: the first failure is thrown at the end, with the others in it.
  @Override
  public synchronized void close() {
    closed = true;
    RuntimeException failure = null;
    for (Iterator<Entry<V>> all = entries.values().iterator(); all.hasNext(); ) {
      Entry<V> entry = all.next();
      if (entry.users == 0) {
        all.remove();
        failure = Closing.close(() -> close(entry), failure);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
