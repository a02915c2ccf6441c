package org.lance4j.io;

import java.util.Arrays;

/// Joins byte ranges that lie close together into few that are worth a request each. Immutable.
///
/// Ranges may come in any order, overlap, repeat and be empty. Each of them lies whole within one
/// merged range; merged ranges are in order of their offsets.
public final class RangePlan {
  private final long[] mergedOffsets;
  private final long[] mergedLengths;
  private final int[] mergedIndexes;
  private final long[] offsets;

  private RangePlan(
      long[] mergedOffsets, long[] mergedLengths, int[] mergedIndexes, long[] offsets) {
    this.mergedOffsets = mergedOffsets;
    this.mergedLengths = mergedLengths;
    this.mergedIndexes = mergedIndexes;
    this.offsets = offsets;
  }

  /// Plans for the ranges `[offsets[i], offsets[i] + lengths[i])`. The arrays are not changed;
  /// `offsets` is kept.
  ///
  /// @param gapBytes two ranges are joined when at most this many bytes lie between them
  /// @param maxMergedBytes how long a merged range gets at most, except for a range that is longer
  ///   alone
  /// @throws IllegalArgumentException when a range is negative or ends above the largest `long`
  public static RangePlan of(long[] offsets, long[] lengths, long gapBytes, long maxMergedBytes) {
    if (offsets.length != lengths.length || gapBytes < 0 || maxMergedBytes < 0) {
      throw new IllegalArgumentException("Ranges or limits make no sense");
    }
    boolean sorted = true;
    long last = 0;
    for (int i = 0; i < offsets.length; i++) {
      long offset = offsets[i];
      if (offset < 0 || lengths[i] < 0 || offset + lengths[i] < 0) {
        throw new IllegalArgumentException("A range at " + offset + " of " + lengths[i] + " bytes");
      }
      sorted &= last <= offset;
      last = offset;
    }
    int[] order = sorted ? new int[0] : order(offsets);
    return merge(offsets, lengths, order, new Limits(gapBytes, maxMergedBytes));
  }

  /// With the joining distance that the store asks for.
  public static RangePlan of(
      long[] offsets, long[] lengths, StorageTraits traits, long maxMergedBytes) {
    return of(offsets, lengths, traits.blockBytes(), maxMergedBytes);
  }

  private record Limits(long gapBytes, long maxMergedBytes) {}

  /// @param order the indexes of the ranges by offset; empty when they are in order
  private static RangePlan merge(long[] offsets, long[] lengths, int[] order, Limits limits) {
    int count = offsets.length;
    long[] starts = new long[count];
    long[] ends = new long[count];
    int[] indexes = new int[count];
    int merged = -1;
    for (int i = 0; i < count; i++) {
      int range = order.length == 0 ? i : order[i];
      long start = offsets[range];
      long end = start + lengths[range];
      // A gap of differences, as a sum with the limit could overflow.
      if (merged >= 0
          && start - ends[merged] <= limits.gapBytes
          && Math.max(end, ends[merged]) - starts[merged] <= limits.maxMergedBytes) {
        ends[merged] = Math.max(end, ends[merged]);
      } else if (merged < 0
          || end > ends[merged]) { // else within one that is longer than the limit
        merged++;
        starts[merged] = start;
        ends[merged] = end;
      }
      indexes[range] = merged;
    }
    int mergedCount = merged + 1;
    for (int i = 0; i < mergedCount; i++) {
      ends[i] -= starts[i];
    }
    return mergedCount == count
        ? new RangePlan(starts, ends, indexes, offsets)
        : new RangePlan(
            Arrays.copyOf(starts, mergedCount), Arrays.copyOf(ends, mergedCount), indexes, offsets);
  }

  /// The indexes of the ranges in the order of their offsets.
  private static int[] order(long[] offsets) {
    int count = offsets.length;
    int indexBits = Integer.SIZE - Integer.numberOfLeadingZeros(count - 1);
    long largest = 0;
    for (long offset : offsets) {
      largest |= offset;
    }
    int[] order = new int[count];
    if (Long.numberOfLeadingZeros(largest) > indexBits) {
      // The usual case: offset and index share a long, and the sort meets no object.
      long[] keys = new long[count];
      for (int i = 0; i < count; i++) {
        keys[i] = offsets[i] << indexBits | i;
      }
      Arrays.sort(keys);
      for (int i = 0; i < count; i++) {
        order[i] = (int) (keys[i] & ((1L << indexBits) - 1));
      }
      return order;
    }
    Integer[] boxed = new Integer[count];
    Arrays.setAll(boxed, i -> i);
    Arrays.sort(boxed, (a, b) -> Long.compare(offsets[a], offsets[b]));
    Arrays.setAll(order, i -> boxed[i]);
    return order;
  }

  /// The number of merged ranges.
  public int mergedCount() {
    return mergedOffsets.length;
  }

  /// Where a merged range begins in the object.
  public long mergedOffset(int merged) {
    return mergedOffsets[merged];
  }

  /// How many bytes a merged range has.
  public long mergedLength(int merged) {
    return mergedLengths[merged];
  }

  /// The merged range that holds the range `index` of those that were planned for.
  public int mergedIndex(int index) {
    return mergedIndexes[index];
  }

  /// Where the range `index` begins in its merged range.
  public long offsetInMerged(int index) {
    return offsets[index] - mergedOffsets[mergedIndexes[index]];
  }
}
