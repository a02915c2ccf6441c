package org.lance4j.dataset;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fragments of one version in the order of their rows, and where in them a live row is.
/// Thread-safe.
final class TableRows {
  private final List<LiveFragment> fragments;
  private final Map<Long, LiveFragment> byId = new HashMap<>();
  private volatile long @Nullable [] starts;

  TableRows(List<LiveFragment> fragments) {
    this.fragments = List.copyOf(fragments);
    for (LiveFragment fragment : fragments) {
      byId.putIfAbsent(fragment.fragment().id(), fragment);
    }
  }

  List<LiveFragment> fragments() {
    return fragments;
  }

  @Nullable LiveFragment byId(long id) {
    return byId.get(id);
  }

  /// The number of live rows before each fragment, and of all at the end.
  long[] starts() {
    long[] known = starts;
    if (known == null) {
      known = new long[fragments.size() + 1];
      for (int i = 0; i < fragments.size(); i++) {
        known[i + 1] = known[i] + fragments.get(i).liveRows();
      }
      starts = known;
    }
    return known;
  }

  /// The number of live rows before those of a fragment of these.
  long start(LiveFragment fragment) {
    return starts()[fragments.indexOf(fragment)];
  }

  long count() {
    return starts()[fragments.size()];
  }

  /// The fragment that holds a live row, given by its position among all of them.
  int fragmentOf(long liveRow) {
    int found = Arrays.binarySearch(starts(), liveRow);
    if (found < 0) {
      return -found - 2;
    }
    // of empty fragments that begin there, the last, which is the one that has rows
    while (found + 1 < starts().length && starts()[found + 1] == liveRow) {
      found++;
    }
    return found;
  }
}
