package org.lance4j.encoding.structural;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.compression.BlockDecompressor;
import org.lance4j.encoding.compression.DataBlock;
import org.lance4j.encoding.compression.MiniBlockDecompressor;
import org.lance4j.encoding.compression.Scratch;
import org.lance4j.format.Bounds;

/// Decodes the chunks of a mini-block page one after the other.
///
/// ```
/// u16 levels
/// u16 bytes of repetition levels      if the page has them
/// u16 bytes of definition levels      if the page has them
/// u16 or u32 bytes of a value buffer  for each; u32 in pages with large chunks
/// repetition levels, definition levels, value buffers: each begins at a multiple of 8
/// ```
///
/// What a chunk decodes to is valid until the next one is decoded. Confined.
final class MiniBlockChunk {
  private static final short[] NONE = {};
  private static final int ALIGNMENT = 8;

  /// What run lengths of one byte, in the 64 KiB that a chunk has for its levels, can say.
  private static final int MAX_LEVELS = (1 << Short.SIZE) * 255;

  private final @Nullable BlockDecompressor repetition;
  private final @Nullable BlockDecompressor definition;
  private final MiniBlockDecompressor decompressor;
  private final boolean large;
  private final MemorySegment[] buffers;
  private LevelRun levels = new LevelRun(null, null);
  private int levelCount;
  private @Nullable DataBlock values;

  MiniBlockChunk(
      @Nullable BlockDecompressor repetition,
      @Nullable BlockDecompressor definition,
      MiniBlockDecompressor decompressor,
      int valueBuffers,
      boolean large) {
    this.repetition = repetition;
    this.definition = definition;
    this.decompressor = decompressor;
    this.large = large;
    this.buffers = new MemorySegment[valueBuffers];
  }

  /// @param valueCount how many values the chunk has
  void decode(MemorySegment chunk, long valueCount, Scratch scratch) {
    int levelWords = (repetition == null ? 0 : 1) + (definition == null ? 0 : 1);
    int sizeBytes = large ? Integer.BYTES : Short.BYTES;
    long header = 2L + 2L * levelWords + (long) buffers.length * sizeBytes;
    Bounds.range(0, header, chunk.byteSize(), "chunk header");
    long at = align(header);
    long field = 2;
    MemorySegment repetitions = null;
    MemorySegment definitions = null;
    if (repetition != null) {
      repetitions = part(chunk, at, LittleEndian.unsignedShort(chunk, field));
      at = align(at + repetitions.byteSize());
      field += 2;
    }
    if (definition != null) {
      definitions = part(chunk, at, LittleEndian.unsignedShort(chunk, field));
      at = align(at + definitions.byteSize());
      field += 2;
    }
    for (int i = 0; i < buffers.length; i++) {
      buffers[i] = part(chunk, at, LittleEndian.unsigned(chunk, field, sizeBytes));
      at = align(at + buffers[i].byteSize());
      field += sizeBytes;
    }
    levelCount =
        levelWords > 0
            ? LittleEndian.unsignedShort(chunk, 0)
            : Bounds.toInt(valueCount, Integer.MAX_VALUE, "values of a chunk");
    decodeLevels(repetitions, definitions, scratch);
    values = decompressor.decompress(buffers, valueCount, scratch);
  }

  private void decodeLevels(
      @Nullable MemorySegment repetitions, @Nullable MemorySegment definitions, Scratch scratch) {
    short[] repetitionLevels = null;
    short[] definitionLevels = null;
    if (repetition != null && repetitions != null) {
      levelCount = unwrap(levelCount, repetition.inferCount(repetitions));
      repetitionLevels =
          LevelDecoder.decode(
              repetition, repetitions, levelCount, old(levels.repetition()), scratch);
    }
    if (definition != null && definitions != null) {
      int count = unwrap(levelCount, definition.inferCount(definitions));
      Bounds.check(
          repetition == null || count == levelCount, "repetition and definition levels disagree");
      levelCount = count;
      definitionLevels =
          LevelDecoder.decode(
              definition, definitions, levelCount, old(levels.definition()), scratch);
    }
    levels = new LevelRun(repetitionLevels, definitionLevels);
  }

  /// The number of levels, which writers before 9.0 let overflow its 16 bits: run lengths tell.
  private static int unwrap(int declared, long inferred) {
    if (inferred < 0 || inferred == declared) {
      return declared;
    }
    Bounds.check(
        inferred > declared && (inferred - declared) % (1 << Short.SIZE) == 0,
        declared + " levels declared, but runs of " + inferred);
    return Bounds.toInt(inferred, MAX_LEVELS, "levels of a chunk");
  }

  private static short[] old(short @Nullable [] levels) {
    return levels == null ? NONE : levels;
  }

  private static MemorySegment part(MemorySegment chunk, long offset, long length) {
    Bounds.range(offset, length, chunk.byteSize(), "buffer of a chunk");
    return chunk.asSlice(offset, length);
  }

  private static long align(long offset) {
    return (offset + ALIGNMENT - 1) & -ALIGNMENT;
  }

  LevelRun levels() {
    return levels;
  }

  int levelCount() {
    return levelCount;
  }

  DataBlock values() {
    if (values == null) {
      throw new AssertionError("no chunk was decoded");
    }
    return values;
  }
}
