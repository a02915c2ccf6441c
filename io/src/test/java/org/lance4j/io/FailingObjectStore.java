package org.lance4j.io;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/// Fails one request, the n-th from now, with an `IOException`; all others succeed.
public final class FailingObjectStore extends ForwardingObjectStore {
  private final AtomicLong untilFailure = new AtomicLong(Long.MAX_VALUE);

  /// Fails nothing before [#failRequest].
  public FailingObjectStore(ObjectStore store) {
    super(store);
  }

  /// @param number 0 for the very next request
  public void failRequest(long number) {
    untilFailure.set(number);
  }

  /// Whether the failure that was asked for has happened.
  public boolean hasFailed() {
    return untilFailure.get() < 0;
  }

  @Override
  protected void before(Location location) throws IOException {
    if (untilFailure.getAndDecrement() == 0) {
      throw new IOException(location + ": failed on purpose");
    }
  }
}
