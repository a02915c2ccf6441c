package org.lance4j.bench;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Adds up the bytes of a table's data files as a search sees them, mapped and on all threads: how
/// fast memory is, and no search can be faster.
final class PlainSum implements AutoCloseable {
  private static final long STEP = 64;

  private final Arena arena = Arena.ofShared();
  private final List<MemorySegment> files;

  PlainSum(Path table) throws IOException {
    try (Stream<Path> found = Files.list(table.resolve("data"))) {
      files = found.map(this::map).toList();
    }
  }

  private MemorySegment map(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The sum of all bytes, eight at a time.
  long sum() {
    int threads = Runtime.getRuntime().availableProcessors();
    return IntStream.range(0, threads)
        .parallel()
        .mapToLong(thread -> files.stream().mapToLong(f -> share(f, thread, threads)).sum())
        .sum();
  }

  private static long share(MemorySegment file, int thread, int threads) {
    long steps = file.byteSize() / STEP;
    return sum(file, steps * thread / threads * STEP, steps * (thread + 1) / threads * STEP);
  }

  /// Eight sums, so that none waits for another.
  private static long sum(MemorySegment file, long from, long end) {
    long a = 0;
    long b = 0;
    long c = 0;
    long d = 0;
    long e = 0;
    long f = 0;
    long g = 0;
    long h = 0;
    for (long at = from; at < end; at += STEP) {
      a += file.get(ValueLayout.JAVA_LONG_UNALIGNED, at);
      b += file.get(ValueLayout.JAVA_LONG_UNALIGNED, at + 8);
      c += file.get(ValueLayout.JAVA_LONG_UNALIGNED, at + 16);
      d += file.get(ValueLayout.JAVA_LONG_UNALIGNED, at + 24);
      e += file.get(ValueLayout.JAVA_LONG_UNALIGNED, at + 32);
      f += file.get(ValueLayout.JAVA_LONG_UNALIGNED, at + 40);
      g += file.get(ValueLayout.JAVA_LONG_UNALIGNED, at + 48);
      h += file.get(ValueLayout.JAVA_LONG_UNALIGNED, at + 56);
    }
    return a + b + c + d + e + f + g + h;
  }

  @Override
  public void close() {
    arena.close();
  }
}
