package org.lance4j.io;

import java.io.IOException;
import java.util.LinkedHashSet;

/// Bounds the number of files that readers hold open: beyond the limit the one that was not used
/// lately is closed, and opens again when it is read (the clock algorithm). Thread-safe.
final class OpenFiles {
  private final int limit;
  private final LinkedHashSet<LocalObjectReader> readers = new LinkedHashSet<>();

  OpenFiles(int limit) {
    this.limit = limit;
  }

  /// A reader has opened its file.
  void opened(LocalObjectReader reader) throws IOException {
    while (true) {
      LocalObjectReader victim;
      synchronized (this) {
        readers.add(reader);
        if (readers.size() <= limit) {
          return;
        }
        victim = nextUnused();
      }
      victim.releaseFile();
    }
  }

  /// A reader has closed its file.
  synchronized void closed(LocalObjectReader reader) {
    readers.remove(reader);
  }

  private LocalObjectReader nextUnused() {
    for (int rounds = readers.size(); ; rounds--) {
      LocalObjectReader oldest = readers.removeFirst();
      if (!oldest.wasUsed() || rounds == 0) {
        return oldest;
      }
      readers.addLast(oldest);
    }
  }
}
