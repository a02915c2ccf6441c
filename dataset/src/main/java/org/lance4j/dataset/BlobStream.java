package org.lance4j.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/// A part of a blob as a stream. Small reads are served from a piece that was read before, large
/// ones go straight into the array they are for. Confined.
final class BlobStream extends InputStream {
  private static final int PIECE_BYTES = 256 << 10;

  private final Blob blob;
  private final long end;
  private long next;

  /// What was read of `[next, next + piece.remaining())` already.
  private ByteBuffer piece = ByteBuffer.allocate(0);

  BlobStream(Blob blob, long start, long end) {
    this.blob = blob;
    this.next = start;
    this.end = end;
  }

  @Override
  public int read() throws IOException {
    if (next == end) {
      return -1;
    }
    fill();
    next++;
    return piece.get() & 0xff;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (next == end) {
      return -1;
    }
    if (!piece.hasRemaining() && length >= PIECE_BYTES) {
      int count = (int) Math.min(length, end - next);
      blob.read(next, ByteBuffer.wrap(target, from, count));
      next += count;
      return count;
    }
    fill();
    int count = Math.min(length, piece.remaining());
    piece.get(target, from, count);
    next += count;
    return count;
  }

  private void fill() throws IOException {
    if (!piece.hasRemaining()) {
      int count = (int) Math.min(PIECE_BYTES, end - next);
      ByteBuffer more = piece.capacity() < count ? ByteBuffer.allocate(count) : piece;
      more.clear().limit(count);
      piece = more;
      try {
        blob.read(next, more);
      } catch (IOException | RuntimeException e) {
        more.limit(0);
        throw e;
      }
      more.flip();
    }
  }

  @Override
  public long skip(long count) {
    long skipped = Math.min(Math.max(0, count), end - next);
    if (skipped <= piece.remaining()) {
      piece.position(piece.position() + (int) skipped);
    } else {
      piece.position(piece.limit());
    }
    next += skipped;
    return skipped;
  }

  @Override
  public int available() {
    return piece.remaining();
  }
}
