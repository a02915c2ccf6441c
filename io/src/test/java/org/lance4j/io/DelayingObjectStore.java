package org.lance4j.io;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// Behaves like a store behind a network: says that it is remote, and takes its time for every
/// request.
public final class DelayingObjectStore extends ForwardingObjectStore {
  private final Duration delay;
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger mostUnderWay = new AtomicInteger();

  public DelayingObjectStore(ObjectStore store, Duration delay) {
    super(store);
    this.delay = delay;
  }

  /// The largest number of requests that waited at one time.
  public int mostUnderWay() {
    return mostUnderWay.get();
  }

  /// The number of requests that wait now.
  public int underWay() {
    return underWay.get();
  }

  @Override
  public StorageTraits traits() {
    return super.traits().withRemote(true);
  }

  @Override
  protected void before(Location location) throws IOException {
    mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    try {
      Thread.sleep(delay);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException(location + ": interrupted");
      interrupted.initCause(e);
      throw interrupted;
    } finally {
      underWay.decrementAndGet();
    }
  }
}
