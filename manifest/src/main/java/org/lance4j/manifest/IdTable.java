package org.lance4j.manifest;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/// Ids to addresses, by hashing with open addressing; the first address of an id stays. Immutable
/// once it is filled.
final class IdTable {
  static final int MAX_SIZE = 1 << 28;
  private static final long FREE = -1;

  private final long[] ids;
  private final long[] addresses;
  // Chosen anew each time, so that no file can be made whose ids all collide.
  private final long seed = ThreadLocalRandom.current().nextLong();

  IdTable(int size) {
    int capacity = size == 0 ? 1 : Integer.highestOneBit(size) << 2;
    this.ids = new long[capacity];
    this.addresses = new long[capacity];
    Arrays.fill(ids, FREE);
    Arrays.fill(addresses, RowIdIndex.ABSENT);
  }

  void put(long id, long address) {
    int at = find(id);
    if (ids[at] == FREE) {
      ids[at] = id;
      addresses[at] = address;
    }
  }

  /// [RowIdIndex#ABSENT] when there is none.
  long get(long id) {
    return addresses[find(id)];
  }

  /// The place of the id, or the free one where it belongs: at least half of them are free.
  private int find(long id) {
    long hash = id ^ seed;
    hash = (hash ^ hash >>> 33) * 0xFF51_AFD7_ED55_8CCDL;
    hash = (hash ^ hash >>> 33) * 0xC4CE_B9FE_1A85_EC53L;
    int mask = ids.length - 1;
    int at = (int) ((hash ^ hash >>> 33) & mask);
    while (ids[at] != id && ids[at] != FREE) {
      at = (at + 1) & mask;
    }
    return at;
  }
}
