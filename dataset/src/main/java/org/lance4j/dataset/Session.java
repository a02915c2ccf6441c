package org.lance4j.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;
import org.lance4j.file.MetadataCache;
import org.lance4j.format.StorageException;
import org.lance4j.io.CountingObjectStore;
import org.lance4j.io.IoCounters;
import org.lance4j.io.ObjectStore;
import org.lance4j.io.ObjectStores;
import org.lance4j.io.ReadScheduler;
import org.lance4j.manifest.TableStorage;

/// What an opened dataset works with: stores, threads, memory. Thread-safe. Its threads are
/// daemons, start when they are needed and end when they are idle.
final class Session implements AutoCloseable {
  private static final long IDLE_SECONDS = 5;

  private final OpenOptions options;
  private final BufferAllocator parent;
  private final boolean ownsParent;
  private final BufferAllocator allocator;
  private final MetadataCache cache;
  private final IoCounters counters = new IoCounters();
  private final ObjectStores stores;
  private final ReadScheduler scheduler;
  private final ThreadPoolExecutor pool;

  /// @param wrap what stores are wrapped in before they are used
  Session(OpenOptions options, UnaryOperator<ObjectStore> wrap) {
    this.options = options;
    BufferAllocator given = options.allocator();
    this.ownsParent = given == null;
    this.parent = given == null ? new RootAllocator() : given;
    this.allocator = parent.newChildAllocator("dataset", 0, Long.MAX_VALUE);
    MetadataCache shared = options.cache();
    this.cache = shared == null ? MetadataCache.ofBytes(MetadataCache.DEFAULT_BYTES) : shared;
    this.stores =
        ObjectStores.loadWrapped(store -> new CountingObjectStore(wrap.apply(store), counters));
    this.scheduler = ReadScheduler.create();
    this.pool =
        new ThreadPoolExecutor(
            options.threads(),
            options.threads(),
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("lance4j-decode-", 0).factory());
    pool.allowCoreThreadTimeOut(true);
  }

  OpenOptions options() {
    return options;
  }

  BufferAllocator allocator() {
    return allocator;
  }

  MetadataCache cache() {
    return cache;
  }

  IoCounters counters() {
    return counters;
  }

  ReadScheduler scheduler() {
    return scheduler;
  }

  Executor pool() {
    return pool;
  }

  TableStorage storage() {
    return new TableStorage(stores, options.storage());
  }

  /// Runs the same work on all threads, the caller's among them, and waits for the end of all of
  /// it.
  ///
  /// @param work takes its share from what all have in common, until nothing is left
  void inParallel(Runnable work) {
    List<SharedWork<@Nullable Void>> others = new ArrayList<>();
    Throwable failure = null;
    try {
      for (int i = 1; i < options.threads(); i++) {
        SharedWork<@Nullable Void> other =
            new SharedWork<>(() -> {
              work.run();
              return null;
            });
        pool.execute(other);
        others.add(other);
      }
      work.run();
    } catch (RuntimeException | Error e) {
      failure = e;
    }
    for (SharedWork<@Nullable Void> other : others) {
      // who has not come to it by now finds nothing left to do: not worth waiting for
      if (!other.callOff()) {
        Throwable error = other.result().handle((ignored, thrown) -> thrown).join();
        failure = failure == null ? error : failure;
      }
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      throw (RuntimeException) failure;
    }
  }

  /// Idempotent.
  @Override
  public void close() {
    pool.shutdown();
    try {
      stores.close();
    } catch (IOException e) {
      throw new StorageException("closing failed: " + e.getMessage(), e);
    } finally {
      scheduler.close();
      allocator.close();
      if (ownsParent) {
        parent.close();
      }
    }
  }
}
