package org.lance4j.dataset;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Work that is done once, by whichever thread comes first, unless it is called off before.
/// Thread-safe.
final class SharedWork<T extends @Nullable Object> implements Runnable {
  private final Supplier<T> work;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CompletableFuture<T> result = new CompletableFuture<>();

  SharedWork(Supplier<T> work) {
    this.work = work;
  }

  /// Does it, if nobody else does or did.
  @Override
  public void run() {
    if (begun.compareAndSet(false, true)) {
      try {
        result.complete(work.get());
      } catch (Throwable e) {
        result.completeExceptionally(e);
      }
    }
  }

  /// @return whether it never begins now; otherwise [#result] comes
  boolean callOff() {
    return begun.compareAndSet(false, true);
  }

  /// What it gave or failed with, once somebody has done it.
  CompletableFuture<T> result() {
    return result;
  }
}
