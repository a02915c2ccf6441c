package org.lance4j.encoding;

import org.jspecify.annotations.Nullable;

/// Where readers keep what they parsed of a page (chunk tables, dictionaries, repetition indexes),
/// so that the next read need not fetch it again. Bounded by bytes, shared, thread-safe: an entry
/// may be gone at any time.
public interface PageCache {
  /// One page of one column of the file that this cache is for; `part` tells several entries of a
  /// page apart.
  record Key(int column, int page, int part) {}

  @Nullable Object find(Key key);

  /// @param bytes what the value weighs on and off the heap
  void keep(Key key, Object value, long bytes);

  /// Keeps nothing.
  PageCache NONE =
      new PageCache() {
        @Override
        public @Nullable Object find(Key key) {
          return null;
        }

        @Override
        public void keep(Key key, Object value, long bytes) {}
      };
}
