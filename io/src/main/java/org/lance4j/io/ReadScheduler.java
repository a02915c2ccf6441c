package org.lance4j.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Carries out many reads at once, as many in parallel as is worthwhile.
///
/// - Local files: reads happen on the calling thread, one after the other, since a read from the
///   page cache takes less time than waking a thread. When they turn out to be slow (the bytes come
///   from a disk), the rest goes in parallel, as long reads do at once, on a few platform threads
///   (a file read blocks its carrier, so virtual threads gain nothing).
/// - Remote stores: all in parallel on virtual threads, no more at a time than the limit.
///
/// The calling thread always takes part, so that nothing waits for a free thread. What goes in
/// parallel is cut into pieces. Thread-safe; its threads are daemons and end with it.
public final class ReadScheduler implements AutoCloseable {
  /// How much is read in parallel.
  ///
  /// @param localThreads how many threads read local files, beside the callers
  /// @param localPieceBytes the longest request to a local file that goes in parallel
  /// @param remoteRequests how many requests to remote stores are under way at once
  /// @param remotePieceBytes the longest request to a remote store
  public record Settings(
      int localThreads, int localPieceBytes, int remoteRequests, int remotePieceBytes) {
    /// 32 MiB from the page cache in pieces of 1 MiB take two thirds of their time in pieces of 8
    /// MiB, on two cores.
    public static final Settings DEFAULT = new Settings(8, 1 << 20, 64, 8 << 20);

    /// @throws IllegalArgumentException when one is not positive
    public Settings {
      if (Math.min(localThreads, localPieceBytes) < 1
          || Math.min(remoteRequests, remotePieceBytes) < 1) {
        throw new IllegalArgumentException("Settings of reads must be positive");
      }
    }

    /// Whether reads of local files are worth other threads even when they are quick.
    private boolean isLong(long totalBytes, int count) {
      return totalBytes >= 4L * localPieceBytes && totalBytes / count >= localPieceBytes / 4;
    }
  }

  private static final int PROBED_READS = 4;

  /// A read is slow when it takes longer than this and half a nanosecond for each byte. Measured:
  /// from the page cache 4 KiB 0.6 us and 64 KiB 3.6 us, from disks 4 KiB 30 to 150 us.
  private static final long SLOW_READ_NANOS = 20_000;

  /// Waking eight threads takes some 100 us, on a busy machine more.
  private static final long WORTH_HELPING_NANOS = 1_000_000;

  private static final long IDLE_SECONDS = 10;

  private final Settings settings;
  private final Semaphore remotePermits;
  private final ThreadPoolExecutor localThreads;
  private volatile boolean closed;

  private ReadScheduler(Settings settings) {
    this.settings = settings;
    this.remotePermits = new Semaphore(settings.remoteRequests);
    this.localThreads =
        new ThreadPoolExecutor(
            settings.localThreads,
            settings.localThreads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("lance4j-read-", 0).factory());
    this.localThreads.allowCoreThreadTimeOut(true);
  }

  public static ReadScheduler create() {
    return create(Settings.DEFAULT);
  }

  /// Starts no thread before one is needed.
  public static ReadScheduler create(Settings settings) {
    return new ReadScheduler(settings);
  }

  /// Reads one range: [ObjectReader#read], in parallel pieces when it is long.
  public void read(ObjectReader reader, long offset, ByteBuffer target) throws IOException {
    checkOpen();
    if (reader.traits().remote() || settings.isLong(target.remaining(), 1)) {
      readParallel(reader, List.of(new ReadRequest(offset, target)));
    } else {
      reader.read(offset, target);
    }
  }

  /// Fills the targets of all requests, as [ObjectReader#read] does one; the targets must not
  /// overlap. When it throws, no thread writes to any target any more; an interrupt makes it throw
  /// `InterruptedIOException` as soon as what is under way allows.
  public void read(ObjectReader reader, List<ReadRequest> requests) throws IOException {
    checkOpen();
    if (requests.isEmpty()) {
      return;
    }
    if (reader.traits().remote() || settings.isLong(totalBytes(requests), requests.size())) {
      readParallel(reader, requests);
      return;
    }
    int done = readWhileQuick(reader, requests);
    if (done < requests.size()) {
      readParallel(reader, requests.subList(done, requests.size()));
    }
  }

  /// How many requests were read before they proved slow, twice (once can be a lost time slice),
  /// and the others promised to take longer than threads take to help.
  private static int readWhileQuick(ObjectReader reader, List<ReadRequest> requests)
      throws IOException {
    int count = requests.size();
    long start = count > PROBED_READS ? System.nanoTime() : 0;
    long bytes = 0;
    int slowProbes = 0;
    for (int done = 0; done < count; ) {
      ReadRequest request = requests.get(done);
      bytes += request.target().remaining();
      reader.read(request.offset(), request.target());
      done++;
      if (done % PROBED_READS == 0 && done < count) {
        long now = System.nanoTime();
        long nanos = now - start;
        if (nanos > PROBED_READS * SLOW_READ_NANOS + bytes / 2
            && ++slowProbes > 1
            && nanos / PROBED_READS * (count - done) > WORTH_HELPING_NANOS) {
          return done;
        }
        start = now;
        bytes = 0;
      }
    }
    return count;
  }

  private static long totalBytes(List<ReadRequest> requests) {
    long total = 0;
    for (int i = 0; i < requests.size(); i++) {
      total += requests.get(i).target().remaining();
    }
    return total;
  }

  private void readParallel(ObjectReader reader, List<ReadRequest> requests) throws IOException {
    boolean remote = reader.traits().remote();
    List<ReadRequest> pieces =
        pieces(requests, remote ? settings.remotePieceBytes : settings.localPieceBytes);
    ReadBatch batch = new ReadBatch(reader, pieces, remote ? remotePermits : null);
    try {
      startHelpers(batch, pieces.size() - 1, remote);
    } finally {
      batch.complete(); // also when no more threads are to be had
    }
    for (int i = 0; i < requests.size(); i++) {
      ByteBuffer target = requests.get(i).target();
      target.position(target.limit());
    }
  }

  private void startHelpers(ReadBatch batch, int wanted, boolean remote) {
    int count = Math.min(wanted, remote ? settings.remoteRequests - 1 : settings.localThreads);
    for (int i = 0; i < count; i++) {
      if (remote) {
        Thread.ofVirtual().name("lance4j-read").start(batch);
      } else {
        localThreads.execute(batch);
      }
    }
  }

  /// Every request on its own buffer object, cut into equal pieces where it is long, the empty ones
  /// left out.
  private static List<ReadRequest> pieces(List<ReadRequest> requests, int pieceBytes) {
    List<ReadRequest> pieces = new ArrayList<>(requests.size());
    for (int i = 0; i < requests.size(); i++) {
      ReadRequest request = requests.get(i);
      ByteBuffer target = request.target();
      int length = target.remaining();
      int count = Math.ceilDiv(length, pieceBytes);
      for (int piece = 0; piece < count; piece++) {
        int from = (int) ((long) length * piece / count);
        int to = (int) ((long) length * (piece + 1) / count);
        ByteBuffer slice = target.slice(target.position() + from, to - from);
        pieces.add(new ReadRequest(request.offset() + from, slice));
      }
    }
    return pieces;
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("The read scheduler is closed");
    }
  }

  /// Ends the threads. Reads must have returned before. Idempotent.
  @Override
  public void close() {
    closed = true;
    localThreads.close();
  }
}
