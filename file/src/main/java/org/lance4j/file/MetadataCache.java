package org.lance4j.file;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.PageCache;

/// What was parsed of files, under one budget of bytes: descriptions of files, chunk tables,
/// dictionaries. The least useful goes first. Thread-safe; one can serve many datasets.
public final class MetadataCache {
  /// Bytes that a dataset keeps unless told otherwise: 256 MiB.
  public static final long DEFAULT_BYTES = 256L << 20;

  private final Cache<Object, Entry> entries;

  private record Entry(Object value, int weight) {}

  private record PageKey(Object file, PageCache.Key page) {}

  private MetadataCache(long bytes) {
    this.entries =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher((Object key, Entry entry) -> entry.weight)
            .executor(Runnable::run)
            .build();
  }

  /// @param bytes the budget, on and off the heap; 0 keeps nothing
  public static MetadataCache ofBytes(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("cache of " + bytes + " bytes");
    }
    return new MetadataCache(bytes);
  }

  @Nullable Object find(Object key) {
    Entry entry = entries.getIfPresent(key);
    return entry == null ? null : entry.value;
  }

  void keep(Object key, Object value, long bytes) {
    entries.put(key, new Entry(value, (int) Math.min(Integer.MAX_VALUE, Math.max(1, bytes))));
  }

  /// The part of this cache that is for one file.
  ///
  /// @param file whatever tells this file from all others; compared by `equals`
  PageCache pagesOf(Object file) {
    return new PageCache() {
      @Override
      public @Nullable Object find(Key key) {
        return MetadataCache.this.find(new PageKey(file, key));
      }

      @Override
      public void keep(Key key, Object value, long bytes) {
        MetadataCache.this.keep(new PageKey(file, key), value, bytes);
      }
    };
  }
}
