package org.lance4j.compat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// How rows of a table are asked for.
enum AccessPattern {
  /// All rows.
  FULL_SCAN,
  /// Runs of rows out of the middle.
  RANGE,
  /// Rows one by one.
  TAKE_ONE,
  /// Many rows in any order, some of them several times.
  TAKE_MANY;

  private static final int SINGLES = 40;
  private static final int MANY = 120;

  /// Which rows are asked for, each time; all are below `count`, which is positive.
  List<int[]> requests(int count, Random random) {
    return switch (this) {
      case FULL_SCAN -> List.of(run(0, count));
      case RANGE ->
          List.of(
              run(count / 3, count - count / 3),
              run(Math.min(1, count - 1), count),
              run(0, count - count / 4));
      case TAKE_ONE -> singles(count);
      case TAKE_MANY -> List.of(many(count, random), many(count, random));
    };
  }

  private static int[] run(int from, int to) {
    return IntStream.range(from, to).toArray();
  }

  /// Evenly spaced, the first and the last one among them.
  private static List<int[]> singles(int count) {
    List<int[]> found = new ArrayList<>();
    int rows = Math.min(count, SINGLES);
    for (int i = 0; i < rows; i++) {
      found.add(new int[] {rows == 1 ? 0 : (int) ((long) i * (count - 1) / (rows - 1))});
    }
    return found;
  }

  private static int[] many(int count, Random random) {
    int[] rows = random.ints(MANY, 0, count).toArray();
    rows[MANY - 1] = rows[0];
    rows[1] = count - 1;
    return rows;
  }
}
