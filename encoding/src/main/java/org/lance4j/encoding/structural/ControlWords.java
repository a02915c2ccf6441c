package org.lance4j.encoding.structural;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.lance4j.format.Bounds;

/// Reads the control words of a full-zip page, `repetition << definitionBits | definition` in 0, 1,
/// 2 or 4 bytes, into levels. Confined.
final class ControlWords {
  /// How many entries are taken apart at a time, so that levels and values stay in cache.
  static final int PORTION = 4096;

  private static final int LEAST = 16;

  private final int bytes;
  private final int definitionBits;
  private final int definitionMask;
  private final int maxRepetition;
  private final boolean hasRepetition;
  private final boolean hasDefinition;

  /// As long as the largest portion so far; both of the same length.
  private short[] repetition = {};

  private short[] definition = {};

  ControlWords(PageLayout.FullZip layout, LayerLevels levels) {
    this.bytes = layout.controlBytes();
    this.definitionBits = layout.definitionBits();
    this.definitionMask = (1 << definitionBits) - 1;
    this.maxRepetition = levels.maxRepetition();
    this.hasRepetition = layout.repetitionBits() > 0;
    this.hasDefinition = definitionBits > 0;
  }

  /// Bytes of a control word.
  int bytes() {
    return bytes;
  }

  /// The levels that were read, from entry 0 of the portion on.
  LevelRun levels() {
    return new LevelRun(hasRepetition ? repetition : null, hasDefinition ? definition : null);
  }

  /// Reads the word at `at` as that of the portion's entry `entry`; its definition level.
  int read(MemorySegment zipped, long at, int entry) {
    if (bytes == 0) {
      return 0;
    }
    Bounds.range(at, bytes, zipped.byteSize(), "control word");
    int word =
        switch (bytes) {
          case 1 -> Byte.toUnsignedInt(zipped.get(LittleEndian.BYTE, at));
          case 2 -> LittleEndian.unsignedShort(zipped, at);
          default -> zipped.get(LittleEndian.INT, at);
        };
    int level = word & definitionMask;
    if (entry == definition.length) {
      grow();
    }
    definition[entry] = (short) level;
    repetition[entry] = (short) (word >>> definitionBits);
    return level;
  }

  private void grow() {
    int length = Math.max(LEAST, definition.length * 4);
    definition = Arrays.copyOf(definition, length);
    repetition = Arrays.copyOf(repetition, length);
  }

  /// How many of the first `entries` entries start a row.
  int rowStarts(int entries) {
    return levels().countStarts(0, entries, maxRepetition);
  }
}
