package org.lance4j.dataset;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.arrow.memory.AllocationListener;
import org.apache.arrow.memory.OutOfMemoryException;

/// Fails one allocation, the n-th from now; all others succeed.
final class FailingAllocations implements AllocationListener {
  private final AtomicLong untilFailure = new AtomicLong(Long.MAX_VALUE);

  /// @param number 0 for the very next allocation
  void failAt(long number) {
    untilFailure.set(number);
  }

  /// Whether the failure that was asked for has happened.
  boolean hasFailed() {
    return untilFailure.get() < 0;
  }

  @Override
  public void onPreAllocation(long size) {
    if (untilFailure.getAndDecrement() == 0) {
      throw new OutOfMemoryException("failed on purpose");
    }
  }
}
