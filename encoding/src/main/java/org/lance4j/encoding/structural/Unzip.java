package org.lance4j.encoding.structural;

import java.lang.foreign.MemorySegment;
import org.lance4j.encoding.compression.DataBlock;
import org.lance4j.encoding.compression.Scratch;
import org.lance4j.format.Bounds;

/// Takes zipped entries apart, into levels and values. Confined.
///
/// Works in portions, so that values are copied while they are in cache and memory does not grow
/// with the number of rows.
final class Unzip {
  private static final int PORTION_ENTRIES = 4096;
  private static final long PORTION_BYTES = 192 * 1024;

  private final FullZipPage page;
  private final LayerLevels levels;
  private final LeafSink sink;
  private final Scratch scratch;
  private final int controlBytes;
  private final int definitionBits;
  private final int maxVisible;
  private final short[] repetition;
  private final short[] definition;
  private final LevelRun run;

  Unzip(FullZipPage page, LeafSink sink, Scratch scratch) {
    this.page = page;
    this.levels = page.levels();
    this.sink = sink;
    this.scratch = scratch;
    this.controlBytes = page.layout().controlBytes();
    this.definitionBits = page.layout().definitionBits();
    this.maxVisible = levels.maxVisible();
    boolean hasRepetition = page.layout().repetitionBits() > 0;
    boolean hasDefinition = definitionBits > 0;
    this.repetition = new short[hasRepetition ? PORTION_ENTRIES : 0];
    this.definition = new short[hasDefinition ? PORTION_ENTRIES : 0];
    this.run = new LevelRun(hasRepetition ? repetition : null, hasDefinition ? definition : null);
  }

  /// Takes all entries of `zipped`, which are `rows` rows.
  void take(MemorySegment zipped, long rows) {
    long at = 0;
    long begun = 0;
    while (at < zipped.byteSize()) {
      scratch.reset();
      Portion portion =
          page.isVariable() ? new VariablePortion(zipped, at) : new FixedPortion(zipped, at);
      int entries = 0;
      while (entries < PORTION_ENTRIES
          && at < zipped.byteSize()
          && portion.bytes() < PORTION_BYTES) {
        long control = control(zipped, at);
        begun += readLevels(control, entries) ? 1 : 0;
        at = portion.take(at + controlBytes, entries);
        entries++;
      }
      portion.finish();
      sink.append(levels, run, 0, entries);
    }
    Bounds.check(begun == rows, begun + " rows where " + rows + " are due");
  }

  private long control(MemorySegment zipped, long at) {
    if (controlBytes == 0) {
      return 0;
    }
    Bounds.range(at, controlBytes, zipped.byteSize(), "control word");
    return LittleEndian.unsigned(zipped, at, controlBytes);
  }

  /// Whether the entry starts a row.
  private boolean readLevels(long control, int entry) {
    if (definition.length > 0) {
      definition[entry] = (short) (control & ((1L << definitionBits) - 1));
    }
    if (repetition.length > 0) {
      int level = (int) (control >>> definitionBits);
      repetition[entry] = (short) level;
      return level == levels.maxRepetition();
    }
    return true;
  }

  private int definition(int entry) {
    return definition.length == 0 ? 0 : Short.toUnsignedInt(definition[entry]);
  }

  private sealed interface Portion {
    /// Takes the value that begins at `at`, if the entry has one, and says where the next entry
    /// begins.
    long take(long at, int entry);

    /// How many bytes of values it has.
    long bytes();

    void finish();
  }

  private final class FixedPortion implements Portion {
    private final MemorySegment zipped;
    private final MemorySegment values;
    private final long valueBytes;
    private long count;

    FixedPortion(MemorySegment zipped, long at) {
      this.zipped = zipped;
      this.valueBytes = page.layout().bits() / 8L;
      long most = Math.min(zipped.byteSize() - at, PORTION_BYTES + valueBytes);
      this.values = scratch.allocate(most);
    }

    @Override
    public long take(long at, int entry) {
      if (definition(entry) > maxVisible) {
        return at;
      }
      Bounds.range(at, valueBytes, zipped.byteSize(), "value");
      MemorySegment.copy(zipped, at, values, count * valueBytes, valueBytes);
      count++;
      return at + valueBytes;
    }

    @Override
    public long bytes() {
      return count * valueBytes;
    }

    @Override
    public void finish() {
      if (count > 0) {
        DataBlock block =
            page.fixed().decompress(values.asSlice(0, count * valueBytes), count, scratch);
        sink.values().append(block, 0, count);
      }
    }
  }

  private final class VariablePortion implements Portion {
    private final MemorySegment zipped;
    private final MemorySegment offsets;
    private final int lengthBytes;
    private MemorySegment values;
    private int count;
    private long used;

    VariablePortion(MemorySegment zipped, long at) {
      this.zipped = zipped;
      this.lengthBytes = page.layout().bits() / 8;
      long left = zipped.byteSize() - at;
      long entries = Math.min(PORTION_ENTRIES, left / Math.max(1, controlBytes) + 1);
      this.offsets = scratch.allocate((entries + 1) * Long.BYTES);
      this.values = scratch.allocate(Math.min(left, PORTION_BYTES));
      offsets.set(LittleEndian.LONG, 0, 0);
    }

    @Override
    public long take(long at, int entry) {
      int level = definition(entry);
      if (level > maxVisible) {
        return at;
      }
      long end = at;
      if (level == 0) {
        Bounds.range(at, lengthBytes, zipped.byteSize(), "length of a value");
        long length = LittleEndian.unsigned(zipped, at, lengthBytes);
        Bounds.range(at + lengthBytes, length, zipped.byteSize(), "value");
        reserve(length);
        MemorySegment.copy(zipped, at + lengthBytes, values, used, length);
        used += length;
        end = at + lengthBytes + length;
      }
      count++;
      offsets.set(LittleEndian.LONG, count * (long) Long.BYTES, used);
      return end;
    }

    private void reserve(long length) {
      if (length > values.byteSize() - used) {
        MemorySegment larger = scratch.allocate(used + length);
        MemorySegment.copy(values, 0, larger, 0, used);
        values = larger;
      }
    }

    @Override
    public long bytes() {
      return used;
    }

    @Override
    public void finish() {
      if (count > 0) {
        DataBlock.VariableWidth zippedValues =
            new DataBlock.VariableWidth(
                Long.SIZE,
                count,
                offsets.asSlice(0, (count + 1L) * Long.BYTES),
                values.asSlice(0, used));
        DataBlock block = page.variable().decompress(zippedValues, scratch);
        sink.values().append(block, 0, count);
      }
    }
  }
}
