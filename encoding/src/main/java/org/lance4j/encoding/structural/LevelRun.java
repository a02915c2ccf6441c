package org.lance4j.encoding.structural;

import org.jspecify.annotations.Nullable;
import org.lance4j.kernel.Kernels;

/// Levels of some entries in a row. The arrays may be longer than what is asked for.
///
/// @param repetition null when there are no lists
/// @param definition null when all is valid
record LevelRun(short @Nullable [] repetition, short @Nullable [] definition) {
  /// How many of the entries `[from, to)` have a repetition level of `least` or more.
  int countStarts(int from, int to, int least) {
    if (least == 0 || repetition == null) {
      return to - from;
    }
    return to - from - Kernels.levels().countAtMost(repetition, from, to, least - 1);
  }

  /// How many of the entries `[from, to)` have a definition level of at most `highest`.
  int countUpTo(int from, int to, int highest) {
    if (definition == null) {
      return to - from;
    }
    return Kernels.levels().countAtMost(definition, from, to, highest);
  }
}
