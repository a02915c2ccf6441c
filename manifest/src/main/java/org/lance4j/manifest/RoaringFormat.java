package org.lance4j.manifest;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.lance4j.format.Bounds;
import org.lance4j.format.CorruptFileException;

/// The portable form of 32-bit Roaring bitmaps, read strictly.
///
/// All numbers are little-endian. Numbers are grouped by their upper 16 bits, the key.
///
/// - `u32` cookie: 12346, then `u32` number of keys; or 12347 in the lower half and the number of
///   keys minus 1 in the upper half, then a bit for each key whether it has runs
/// - for each key `u16` key, `u16` count minus 1; keys ascend
/// - for each key `u32` position of its container (left out with runs and fewer than 4 keys)
/// - containers: with runs `u16` number of runs, and for each `u16` start, `u16` length minus 1;
///   else up to 4096 numbers as ascending `u16`; else 8192 bytes of bits
///
/// The positions are not needed, as containers lie one after the other; they are skipped.
final class RoaringFormat {
  private static final int COOKIE = 12346;
  private static final int COOKIE_WITH_RUNS = 12347;
  private static final int BITMAP_BYTES = 8192;

  private final ByteBuffer bytes;
  private final IntRuns.Builder runs = new IntRuns.Builder();

  private RoaringFormat(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /// The set in the bytes from the position to the limit, which are left as they are.
  ///
  /// @throws CorruptFileException when they are no bitmap, or there are more of them
  static IntRuns parse(ByteBuffer bytes) {
    ByteBuffer view = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    return new RoaringFormat(view).set();
  }

  private IntRuns set() {
    int cookie = need(4).getInt();
    boolean withRuns = (cookie & 0xFFFF) == COOKIE_WITH_RUNS;
    if (!withRuns && cookie != COOKIE) {
      throw new CorruptFileException("bitmap begins with " + cookie);
    }
    int keys = withRuns ? (cookie >>> 16) + 1 : need(4).getInt();
    Bounds.toInt(keys, 1 << 16, "number of keys of a bitmap");
    byte[] hasRuns = new byte[withRuns ? (keys + 7) / 8 : 0];
    need(hasRuns.length).get(hasRuns);
    ByteBuffer headers = need(4 * keys).slice(bytes.position(), 4 * keys);
    headers.order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(bytes.position() + 4 * keys);
    if (!withRuns || keys >= 4) {
      need(4 * keys);
      bytes.position(bytes.position() + 4 * keys);
    }
    for (int i = 0; i < keys; i++) {
      long base = (long) Short.toUnsignedInt(headers.getShort(4 * i)) << 16;
      int count = Short.toUnsignedInt(headers.getShort(4 * i + 2)) + 1;
      container(base, count, withRuns && (hasRuns[i >> 3] >> (i & 7) & 1) != 0);
    }
    Bounds.check(!bytes.hasRemaining(), "bytes after the end of a bitmap");
    return runs.build();
  }

  private void container(long base, int count, boolean hasRuns) {
    if (hasRuns) {
      runs(base);
    } else if (count <= 4096) {
      need(2 * count);
      for (int i = 0; i < count; i++) {
        long number = base + Short.toUnsignedInt(bytes.getShort());
        add(number, number + 1);
      }
    } else {
      bits(base, count);
    }
  }

  private void runs(long base) {
    int count = Short.toUnsignedInt(need(2).getShort());
    need(4 * count);
    for (int i = 0; i < count; i++) {
      int start = Short.toUnsignedInt(bytes.getShort());
      int end = start + Short.toUnsignedInt(bytes.getShort()) + 1;
      Bounds.check(end <= 1 << 16, "run of a bitmap reaches into the next key");
      add(base + start, base + end);
    }
  }

  private void bits(long base, int count) {
    need(BITMAP_BYTES);
    int found = 0;
    for (int word = 0; word < BITMAP_BYTES / 8; word++) {
      long bits = bytes.getLong();
      found += Long.bitCount(bits);
      long at = base + 64L * word;
      while (bits != 0) {
        int start = Long.numberOfTrailingZeros(bits);
        int length = Long.numberOfTrailingZeros(~(bits >>> start));
        add(at + start, at + start + length);
        bits = start + length == 64 ? 0 : bits & (-1L << (start + length));
      }
    }
    Bounds.check(found == count, "bitmap does not hold as many numbers as it says");
  }

  private void add(long start, long end) {
    Bounds.check(runs.add(start, end), "numbers of a bitmap are not ascending");
  }

  private ByteBuffer need(int count) {
    Bounds.check(bytes.remaining() >= count, "bitmap is cut short");
    return bytes;
  }
}
