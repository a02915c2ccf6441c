package org.lance4j.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// The objects of a directory one by one, in the order of their names' UTF-8 bytes.
///
/// Lazy where the store allows: what is not asked for is not fetched. Confined to one thread.
public interface ObjectListing extends AutoCloseable {
  /// @throws IOException when the store cannot be listed
  boolean hasNext() throws IOException;

  /// @throws java.util.NoSuchElementException after the last one
  ObjectEntry next() throws IOException;

  @Override
  default void close() throws IOException {}

  /// A listing of entries that are in order already.
  static ObjectListing of(List<ObjectEntry> entries) {
    Iterator<ObjectEntry> remaining = entries.iterator();
    return new ObjectListing() {
      @Override
      public boolean hasNext() {
        return remaining.hasNext();
      }

      @Override
      public ObjectEntry next() {
        return remaining.next();
      }
    };
  }

  /// All that remain.
  default List<ObjectEntry> toList() throws IOException {
    List<ObjectEntry> entries = new ArrayList<>();
    while (hasNext()) {
      entries.add(next());
    }
    return entries;
  }
}
