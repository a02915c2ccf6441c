package org.lance4j.encoding.structural;

import java.util.Arrays;
import org.lance4j.format.Bounds;

/// Some of the slots of a layer, as runs of neighbours. Immutable.
final class SlotSet {
  private final long[] starts;
  private final long[] ends;

  /// How many slots lie in the runs before each run, and in all.
  private final long[] before;

  private SlotSet(long[] starts, long[] ends, int runs) {
    this.starts = Arrays.copyOf(starts, runs);
    this.ends = Arrays.copyOf(ends, runs);
    this.before = new long[runs + 1];
    for (int i = 0; i < runs; i++) {
      before[i + 1] = before[i] + ends[i] - starts[i];
    }
  }

  /// The slots `[start, end)`.
  static SlotSet range(long start, long end) {
    return new SlotSet(new long[] {start}, new long[] {end}, start < end ? 1 : 0);
  }

  /// @param positions strictly ascending, below `domain`
  static SlotSet of(long[] positions, long domain) {
    long[] starts = new long[positions.length];
    long[] ends = new long[positions.length];
    int runs = 0;
    long last = -1;
    for (long position : positions) {
      Bounds.check(position > last && position < domain, "slot " + position + " of " + domain);
      if (runs > 0 && ends[runs - 1] == position) {
        ends[runs - 1]++;
      } else {
        starts[runs] = position;
        ends[runs++] = position + 1;
      }
      last = position;
    }
    return new SlotSet(starts, ends, runs);
  }

  /// The slots of `[0, domain)` that are not in this set.
  SlotSet complement(long domain) {
    long[] from = new long[starts.length + 1];
    long[] to = new long[starts.length + 1];
    int runs = 0;
    long at = 0;
    for (int i = 0; i < starts.length; i++) {
      if (starts[i] > at) {
        from[runs] = at;
        to[runs++] = starts[i];
      }
      at = ends[i];
    }
    if (at < domain) {
      from[runs] = at;
      to[runs++] = domain;
    }
    return new SlotSet(from, to, runs);
  }

  SlotSet intersect(SlotSet other) {
    long[] from = new long[starts.length + other.starts.length];
    long[] to = new long[from.length];
    int runs = 0;
    int i = 0;
    int j = 0;
    while (i < starts.length && j < other.starts.length) {
      long start = Math.max(starts[i], other.starts[j]);
      long end = Math.min(ends[i], other.ends[j]);
      if (start < end) {
        from[runs] = start;
        to[runs++] = end;
      }
      if (ends[i] < other.ends[j]) {
        i++;
      } else {
        j++;
      }
    }
    return new SlotSet(from, to, runs);
  }

  /// Each slot `[s, e)` of each run replaced by `[children(s), children(e))`.
  SlotSet children(Children mapping) {
    long[] from = new long[starts.length];
    long[] to = new long[starts.length];
    int runs = 0;
    for (int i = 0; i < starts.length; i++) {
      long start = mapping.before(starts[i]);
      long end = mapping.before(ends[i]);
      if (start == end) {
        continue;
      }
      if (runs > 0 && to[runs - 1] == start) {
        to[runs - 1] = end;
      } else {
        from[runs] = start;
        to[runs++] = end;
      }
    }
    return new SlotSet(from, to, runs);
  }

  /// How many slots of the layer inside lie before those of a slot.
  interface Children {
    long before(long slot);
  }

  /// How many of its slots are below `slot`.
  long rank(long slot) {
    int run = firstEndingAfter(slot);
    return run == starts.length ? before[run] : before[run] + Math.max(0, slot - starts[run]);
  }

  int runCount() {
    return starts.length;
  }

  long start(int run) {
    return starts[run];
  }

  long end(int run) {
    return ends[run];
  }

  /// How many slots it has.
  long count() {
    return before[starts.length];
  }

  /// The first run that ends after `slot`.
  int firstEndingAfter(long slot) {
    int at = Arrays.binarySearch(ends, slot);
    return at >= 0 ? at + 1 : -at - 1;
  }

  long weight() {
    return 64 + starts.length * 24L;
  }
}
