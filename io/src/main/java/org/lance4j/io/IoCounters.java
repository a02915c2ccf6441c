package org.lance4j.io;

import java.util.concurrent.atomic.LongAdder;

/// Counts what goes through [CountingObjectStore]s. Thread-safe.
public final class IoCounters {
  private final LongAdder reads = new LongAdder();
  private final LongAdder readBytes = new LongAdder();
  private final LongAdder lookups = new LongAdder();
  private final LongAdder listings = new LongAdder();
  private final LongAdder writes = new LongAdder();
  private final LongAdder writtenBytes = new LongAdder();
  private final LongAdder deletes = new LongAdder();

  /// The counts so far; of calls under way some may be counted in part.
  public IoStatistics statistics() {
    return new IoStatistics(
        reads.sum(),
        readBytes.sum(),
        lookups.sum(),
        listings.sum(),
        writes.sum(),
        writtenBytes.sum(),
        deletes.sum());
  }

  void read(long bytes) {
    reads.increment();
    readBytes.add(bytes);
  }

  void lookup() {
    lookups.increment();
  }

  void listing() {
    listings.increment();
  }

  void write(long bytes) {
    writes.increment();
    writtenBytes.add(bytes);
  }

  void delete() {
    deletes.increment();
  }
}
