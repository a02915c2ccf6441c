package org.lance4j.io;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The pieces of one parallel read. The caller ([#complete]) and its helpers ([#run]) each take the
/// next piece until none is left. A helper that comes late finds nothing to do.
///
/// The caller leaves only when no helper is in a read, whatever happened: the buffers are its own
/// again.
final class ReadBatch implements Runnable {
  private final ObjectReader reader;
  private final List<ReadRequest> pieces;

  /// One for each request to a remote store; absent for local files.
  private final @Nullable Semaphore permits;

  private final AtomicInteger next = new AtomicInteger();
  private final Set<Thread> helpers = new HashSet<>(); // guarded by this, as is what follows
  private @Nullable Throwable failure;
  private boolean over;

  ReadBatch(ObjectReader reader, List<ReadRequest> pieces, @Nullable Semaphore permits) {
    this.reader = reader;
    this.pieces = pieces;
    this.permits = permits;
  }

  /// What a helping thread does.
  @Override
  public void run() {
    synchronized (this) {
      if (over) {
        return;
      }
      helpers.add(Thread.currentThread());
    }
    readPieces();
    synchronized (this) {
      helpers.remove(Thread.currentThread());
      notifyAll();
    }
  }

  /// What the calling thread does: takes part, and returns when all pieces are read.
  void complete() throws IOException {
    readPieces();
    boolean interrupted = awaitHelpers();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    switch (failure) {
      case null -> {}
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new AssertionError(e);
    }
  }

  private void readPieces() {
    int count = pieces.size();
    for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
      try {
        readPiece(pieces.get(i));
      } catch (IOException | RuntimeException | Error e) {
        fail(e);
        return;
      }
    }
  }

  private void readPiece(ReadRequest piece) throws IOException {
    if (permits == null) {
      reader.read(piece.offset(), piece.target());
      return;
    }
    try {
      permits.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted();
    }
    try {
      reader.read(piece.offset(), piece.target());
    } finally {
      permits.release();
    }
  }

  /// The first failure counts, and ends the batch: no piece is begun any more, and requests to
  /// remote stores are broken off. Local reads are short and end by themselves (an interrupt would
  /// cost the file its channel, and the thread is not this batch's own).
  private synchronized void fail(Throwable cause) {
    if (failure == null) {
      failure = cause;
      next.set(pieces.size());
      if (permits != null) {
        helpers.forEach(Thread::interrupt);
      }
    }
  }

  /// Whether the calling thread was interrupted, before or meanwhile; its status is cleared.
  private synchronized boolean awaitHelpers() {
    boolean interrupted = false;
    over = true;
    while (!helpers.isEmpty()) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
        fail(interrupted());
      }
    }
    return interrupted;
  }

  private InterruptedIOException interrupted() {
    return new InterruptedIOException(reader.location() + ": interrupted while reading");
  }
}
