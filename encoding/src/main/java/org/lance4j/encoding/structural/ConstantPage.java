package org.lance4j.encoding.structural;

import com.google.protobuf.ByteString;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.Bytes;
import org.lance4j.encoding.PageCache;
import org.lance4j.encoding.compression.CompressiveEncoding;
import org.lance4j.encoding.compression.DataBlock;
import org.lance4j.encoding.compression.Decompressors;
import org.lance4j.encoding.compression.Scratch;
import org.lance4j.format.Bounds;

/// A page of the layout [PageLayout.Constant]: levels, and one value or none. Immutable and
/// thread-safe.
///
/// A value that is not inline has a buffer of its own: `u32 n | u32 bytes of each | bytes`, the `n`
/// Arrow buffers of an array of length 1 without its validity.
final class ConstantPage implements PageReader {
  /// Levels that are compressed take at least a 4096th of their number in bytes: no writer's codec
  /// does better, so that a page cannot ask for memory that it has no bytes for.
  private static final long MOST_LEVELS_PER_BYTE = 4096;

  private static final long OVERHEAD = 128;
  private static final int LEVEL_BYTES = 2;

  private final PageLayout.Constant layout;
  private final LayerLevels levels;
  private final List<ByteRange> buffers;
  private final long rowCount;
  private final boolean bits;
  private final boolean fieldless;
  private final PageCache cache;
  private final PageCache.Key key;
  private final int valueBuffers;

  ConstantPage(PageLayout.Constant layout, LayerLevels levels, PageSource source, Field field) {
    this.layout = layout;
    this.levels = levels;
    this.buffers = source.buffers();
    this.rowCount = source.rowCount();
    this.bits = field.getType() instanceof ArrowType.Bool;
    this.fieldless = field.getType() instanceof ArrowType.Struct && field.getChildren().isEmpty();
    this.cache = source.cache();
    this.key = source.key(0);
    int n = buffers.size();
    Bounds.check(
        n <= 3 && (layout.inline() == null || n % 2 == 0), "constant page of " + n + " buffers");
    valueBuffers = n % 2;
    boolean lists = levels.maxRepetition() > 0;
    Bounds.check(!lists || hasRepetition() || rowCount == 0, "lists without repetition levels");
    Bounds.check(lists || !hasRepetition(), "repetition levels without lists");
  }

  private boolean hasRepetition() {
    return buffers.size() >= 2 && buffers.get(valueBuffers).length() > 0;
  }

  private boolean hasDefinition() {
    return buffers.size() >= 2 && buffers.get(valueBuffers + 1).length() > 0;
  }

  @Override
  public PageRead read(PageRows rows, ReadMemory memory) {
    State state = hasBuffers() ? (State) cache.find(key) : State.NONE;
    return new ConstantRead(this, rows, memory.scratch(), state);
  }

  private boolean hasBuffers() {
    return valueBuffers > 0 || hasRepetition() || hasDefinition();
  }

  void addRanges(List<ByteRange> ranges) {
    if (valueBuffers > 0) {
      ranges.add(buffers.get(0));
    }
    if (hasRepetition()) {
      ranges.add(buffers.get(valueBuffers));
    }
    if (hasDefinition()) {
      ranges.add(buffers.get(valueBuffers + 1));
    }
  }

  /// Makes the state, and keeps it, out of what [#addRanges] asked for.
  State parse(List<Bytes> bytes, int first, Scratch scratch) {
    int at = first;
    byte[] value = null;
    if (valueBuffers > 0) {
      value = bytes.get(at++).segment().toArray(ValueLayout.JAVA_BYTE);
    }
    short[] repetition = null;
    if (hasRepetition()) {
      repetition =
          decode(layout.repetition(), layout.repetitionCount(), bytes.get(at++).segment(), scratch);
    }
    short[] definition = null;
    if (hasDefinition()) {
      definition =
          decode(layout.definition(), layout.definitionCount(), bytes.get(at).segment(), scratch);
    }
    Bounds.check(
        repetition == null || definition == null || repetition.length == definition.length,
        "repetition and definition levels differ in number");
    State state = new State(value, new LevelRun(repetition, definition), rowStarts(repetition));
    if (repetition == null && definition != null) {
      Bounds.check(definition.length == rowCount, definition.length + " levels for " + rowCount);
    }
    cache.keep(key, state, weight(state));
    return state;
  }

  private static short[] decode(
      @Nullable CompressiveEncoding encoding, long count, MemorySegment bytes, Scratch scratch) {
    if (encoding == null) {
      int n = Bounds.toInt(bytes.byteSize() / LEVEL_BYTES, Bounds.MAX_BUFFER, "number of levels");
      short[] levels = new short[n];
      LevelDecoder.copy(bytes, n, levels);
      return levels;
    }
    int n = Bounds.toInt(count, bytes.byteSize() * MOST_LEVELS_PER_BYTE, "number of levels");
    scratch.reset();
    short[] none = {};
    return LevelDecoder.decode(Decompressors.block(encoding), bytes, n, none, scratch);
  }

  private int[] rowStarts(short @Nullable [] repetition) {
    if (repetition == null) {
      return new int[0];
    }
    int max = levels.maxRepetition();
    int[] starts = new int[Math.min(repetition.length, 16)];
    int rows = 0;
    for (int i = 0; i < repetition.length; i++) {
      if (Short.toUnsignedInt(repetition[i]) == max) {
        if (rows == starts.length) {
          starts = Arrays.copyOf(starts, rows * 2);
        }
        starts[rows++] = i;
      }
    }
    Bounds.check(rows == rowCount, rows + " rows in a page of " + rowCount);
    Bounds.check(rows == 0 || starts[0] == 0, "levels before the first row");
    return Arrays.copyOf(starts, rows);
  }

  private static long weight(State state) {
    short[] repetition = state.levels.repetition();
    short[] definition = state.levels.definition();
    return OVERHEAD
        + (state.value == null ? 0 : state.value.length)
        + (repetition == null ? 0 : repetition.length * 2L)
        + (definition == null ? 0 : definition.length * 2L)
        + state.rowStarts.length * 4L;
  }

  LayerLevels levels() {
    return levels;
  }

  /// Whether the leaf is null everywhere, without levels that say so. Structs without fields say so
  /// too, but are written only where they are not null.
  boolean nullThroughout() {
    return layout.inline() == null && !hasBuffers() && !fieldless;
  }

  /// The page's value as a block of one; null when it has none.
  @Nullable DataBlock value(State state, Scratch scratch) {
    ByteString inline = layout.inline();
    if (inline != null) {
      return fixed(inline.toByteArray(), 0, inline.size(), scratch);
    }
    return state.value == null ? null : buffered(state.value, scratch);
  }

  private DataBlock buffered(byte[] value, Scratch scratch) {
    Bounds.range(0, 4, value.length, "constant value");
    int n = Bounds.toInt(LittleEndian.unsigned(value, 0, 4), 2, "buffers of a constant value");
    long at = 4L + 4L * n;
    Bounds.range(0, at, value.length, "constant value");
    long first = n > 0 ? LittleEndian.unsigned(value, 4, 4) : 0;
    Bounds.range(at, first, value.length, "constant value");
    if (n < 2) {
      return fixed(value, (int) at, (int) first, scratch);
    }
    long second = LittleEndian.unsigned(value, 8, 4);
    Bounds.range(at + first, second, value.length, "constant value");
    Bounds.check(first == 8 || first == 16, "offsets of " + first + " bytes");
    return new DataBlock.VariableWidth(
        (int) first * 4,
        1,
        copy(value, (int) at, (int) first, scratch),
        copy(value, (int) (at + first), (int) second, scratch));
  }

  private DataBlock fixed(byte[] value, int offset, int length, Scratch scratch) {
    Bounds.check(length > 0, "constant value without bytes");
    return new DataBlock.FixedWidth(
        bits ? 1 : length * Byte.SIZE, 1, copy(value, offset, length, scratch));
  }

  private static MemorySegment copy(byte[] value, int offset, int length, Scratch scratch) {
    MemorySegment copy = scratch.allocate(length);
    MemorySegment.copy(value, offset, copy, ValueLayout.JAVA_BYTE, 0, length);
    return copy;
  }

  /// What is read of the page's buffers, once. Not changed once made.
  ///
  /// @param rowStarts the entry that each row begins with, for pages with lists
  record State(byte @Nullable [] value, LevelRun levels, int[] rowStarts) {
    static final State NONE = new State(null, new LevelRun(null, null), new int[0]);
  }
}
