package org.lance4j.encoding.structural;

import java.util.Arrays;
import java.util.Objects;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/// The slots of one layer of nesting that a read has met so far: validity, and for lists where they
/// start. Fed with levels page by page, whatever layers the pages have. Confined.
sealed interface LayerSlots extends AutoCloseable {
  /// How many slots there are.
  int count();

  ValidityBuilder validity();

  /// Takes the slots of layer `layer` out of the level entries `[from, to)`.
  void append(LayerLevels page, int layer, LevelRun levels, int from, int to);

  /// Takes `entries` level entries of a page that has neither repetition nor definition levels.
  void appendPlain(int entries);

  @Override
  default void close() {
    validity().close();
  }

  /// Leaves, structs and fixed-size lists.
  final class Items implements LayerSlots {
    private final ValidityBuilder validity;
    private final int entriesPerSlot;

    /// Entries of the slot that was begun last.
    private int begun;

    /// @param entriesPerSlot more than 1 for fixed-size lists and what lies around them: each slot
    ///   is said once for each item
    Items(BufferAllocator allocator, int expected, int entriesPerSlot) {
      this.validity = new ValidityBuilder(allocator, expected);
      this.entriesPerSlot = entriesPerSlot;
    }

    @Override
    public int count() {
      return validity.count();
    }

    @Override
    public ValidityBuilder validity() {
      return validity;
    }

    @Override
    public void appendPlain(int entries) {
      if (entriesPerSlot == 1) {
        validity.appendValid(entries);
      } else {
        int first = begun == 0 ? 0 : entriesPerSlot - begun;
        int starts = entries <= first ? 0 : (entries - first - 1) / entriesPerSlot + 1;
        validity.appendValid(starts);
        begun = (int) (((long) begun + entries) % entriesPerSlot);
      }
    }

    @Override
    public void append(LayerLevels page, int layer, LevelRun levels, int from, int to) {
      short[] definition = levels.definition();
      int valid = page.valid(layer);
      if (definition == null) {
        appendPlain(levels.countStarts(from, to, page.repetition(layer)));
      } else if (page.repetition(layer) > 0 || entriesPerSlot > 1) {
        appendRepeated(page, layer, levels, from, to);
      } else if (!page.hasInvisible()) {
        if (valid >= page.maxDefinition()) {
          validity.appendValid(to - from);
        } else {
          validity.appendLevels(definition, from, to, valid);
        }
      } else {
        appendVisible(definition, from, to, valid, page.highest(layer));
      }
    }

    private void appendVisible(short[] definition, int from, int to, int valid, int highest) {
      long bits = 0;
      int n = 0;
      // without branches: what is null is hard to foresee
      for (int i = from; i < to; i++) {
        int d = Short.toUnsignedInt(definition[i]);
        int here = d <= highest ? 1 : 0;
        bits |= (long) (here & (d <= valid ? 1 : 0)) << n;
        n += here;
        if (n == Long.SIZE) {
          validity.appendBits(bits, n);
          bits = 0;
          n = 0;
        }
      }
      validity.appendBits(bits, n);
    }

    private void appendRepeated(LayerLevels page, int layer, LevelRun levels, int from, int to) {
      short[] repetition = levels.repetition();
      short[] definition = Objects.requireNonNull(levels.definition());
      int starts = page.repetition(layer);
      int highest = page.highest(layer);
      int valid = page.valid(layer);
      for (int i = from; i < to; i++) {
        int d = Short.toUnsignedInt(definition[i]);
        int r = repetition == null ? 0 : Short.toUnsignedInt(repetition[i]);
        if (r >= starts && d <= highest) {
          appendEntry(d <= valid);
        }
      }
    }

    private void appendEntry(boolean valid) {
      if (begun == 0) {
        validity.append(valid);
      }
      if (++begun == entriesPerSlot) {
        begun = 0;
      }
    }
  }

  /// Lists and maps.
  final class Lists implements LayerSlots {
    private final ValidityBuilder validity;
    private int[] starts;
    private int lists;
    private int items;

    Lists(BufferAllocator allocator, int expected) {
      this.validity = new ValidityBuilder(allocator, expected);
      this.starts = new int[expected + 1];
    }

    @Override
    public int count() {
      return lists;
    }

    @Override
    public ValidityBuilder validity() {
      return validity;
    }

    /// How many items all lists have together.
    int itemCount() {
      return items;
    }

    @Override
    public void appendPlain(int entries) {
      throw new AssertionError("lists without repetition levels");
    }

    @Override
    public void append(LayerLevels page, int layer, LevelRun levels, int from, int to) {
      if (levels.definition() == null) {
        appendStarts(page.repetition(layer), levels, from, to);
      } else {
        appendAll(page, layer, levels, from, to);
      }
    }

    private void appendStarts(int first, LevelRun levels, int from, int to) {
      short[] repetition = Objects.requireNonNull(levels.repetition());
      reserve(to - from);
      int[] at = starts;
      int list = lists;
      int item = items;
      for (int i = from; i < to; i++) {
        int r = Short.toUnsignedInt(repetition[i]);
        at[list] = item;
        list += r >= first ? 1 : 0;
        item += r >= first - 1 ? 1 : 0;
      }
      validity.appendValid(list - lists);
      lists = list;
      items = item;
    }

    private void appendAll(LayerLevels page, int layer, LevelRun levels, int from, int to) {
      short[] repetition = Objects.requireNonNull(levels.repetition());
      short[] definition = Objects.requireNonNull(levels.definition());
      int first = page.repetition(layer);
      int highest = page.highest(layer);
      int valid = page.valid(layer);
      int empty = page.empty(layer);
      reserve(to - from);
      int[] at = starts;
      int list = lists;
      int item = items;
      long bits = 0;
      int n = 0;
      // without branches: where lists begin is hard to foresee
      for (int i = from; i < to; i++) {
        int r = Short.toUnsignedInt(repetition[i]);
        int d = Short.toUnsignedInt(definition[i]);
        int filled = d <= valid ? 1 : 0;
        int begins = (r >= first ? 1 : 0) & (d <= highest ? 1 : 0);
        at[list] = item;
        list += begins;
        bits |= (long) (begins & (filled | (d == empty ? 1 : 0))) << n;
        n += begins;
        if (n == Long.SIZE) {
          validity.appendBits(bits, n);
          bits = 0;
          n = 0;
        }
        item += (r >= first - 1 ? 1 : 0) & filled;
      }
      lists = list;
      items = item;
      validity.appendBits(bits, n);
    }

    /// `count` lists without items, null or not; their validity is appended apart.
    void appendEmpty(int count) {
      reserve(count);
      Arrays.fill(starts, lists, lists + count, items);
      lists += count;
    }

    /// A list of `size` items; its validity is appended apart.
    void appendSize(int size) {
      reserve(1);
      starts[lists++] = items;
      items = Math.addExact(items, size);
    }

    /// Makes room for `more` lists and one that does not count, and sees to it that as many items
    /// can be counted.
    private void reserve(int more) {
      Math.addExact(items, more);
      int needed = Math.addExact(lists, more + 1);
      if (needed > starts.length) {
        starts = Arrays.copyOf(starts, Math.max(needed, starts.length + (starts.length >> 1)));
      }
    }

    /// `count + 1` offsets of 32 or, when `large`, 64 bits; the caller's to close.
    ArrowBuf offsets(BufferAllocator allocator, boolean large) {
      long bytes = (lists + 1L) * (large ? Long.BYTES : Integer.BYTES);
      ArrowBuf offsets = allocator.buffer(bytes);
      for (int i = 0; i < lists; i++) {
        if (large) {
          offsets.setLong(i * 8L, starts[i]);
        } else {
          offsets.setInt(i * 4L, starts[i]);
        }
      }
      if (large) {
        offsets.setLong(lists * 8L, items);
      } else {
        offsets.setInt(lists * 4L, items);
      }
      offsets.writerIndex(bytes);
      return offsets;
    }
  }
}
