package org.lance4j.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/// One thing measured both ways.
///
/// @param ours returns a number that must equal that of `theirs`, so that both did the same
record Comparison(String name, Measured ours, Measured theirs) {
  /// What is timed; throws what it likes, which ends the run.
  interface Measured {
    long run() throws Exception;
  }

  /// Medians in microseconds.
  record Result(String name, double ours, double theirs) {
    double ratio() {
      return ours / theirs;
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%-34s %12.1f %12.1f %8.3f", name, ours, theirs, ratio());
    }
  }

  /// Runs both in turn, so that a machine whose speed drifts is fair to both.
  ///
  /// @param warmup how long both run before that, at least: compilers take their time
  /// @param rounds counted runs of each
  /// @param repeats calls in one run, for what is too short to time alone
  Result measure(Duration warmup, int rounds, int repeats) throws Exception {
    for (long end = System.nanoTime() + warmup.toNanos(); System.nanoTime() < end; ) {
      long mine = repeat(ours, repeats);
      long other = repeat(theirs, repeats);
      if (mine != other) {
        throw new IllegalStateException(name + ": " + mine + " is not " + other);
      }
    }
    double[] our = new double[rounds];
    double[] their = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      our[i] = micros(ours, repeats);
      their[i] = micros(theirs, repeats);
    }
    return new Result(name, median(our), median(their));
  }

  private static long repeat(Measured measured, int repeats) throws Exception {
    long sum = 0;
    for (int i = 0; i < repeats; i++) {
      sum += measured.run();
    }
    return sum;
  }

  private static double micros(Measured measured, int repeats) throws Exception {
    long start = System.nanoTime();
    repeat(measured, repeats);
    return (System.nanoTime() - start) / 1e3 / repeats;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
