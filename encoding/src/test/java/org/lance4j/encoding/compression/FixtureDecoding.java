package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/// Decodes fixtures the way layouts do.
final class FixtureDecoding {
  private FixtureDecoding() {}

  /// Which values of a block are taken, in which portions.
  @FunctionalInterface
  interface Access {
    void append(LeafBuilder builder, DataBlock block);

    Access WHOLE = (builder, block) -> builder.append(block, 0, block.count());

    static Access inPortionsOf(int size) {
      return (builder, block) -> {
        for (long at = 0; at < block.count(); at += size) {
          builder.append(block, at, Math.min(size, block.count() - at));
        }
      };
    }
  }

  /// The buffers of the chunks, which tests damage.
  static List<MemorySegment[]> buffers(Fixture fixture) {
    List<MemorySegment[]> all = new ArrayList<>();
    for (Fixture.Chunk chunk : fixture.chunks()) {
      all.add(chunk.buffers().stream().map(Fixture::segment).toArray(MemorySegment[]::new));
    }
    return all;
  }

  static FieldVector leaf(
      Fixture fixture,
      CompressiveEncoding encoding,
      List<MemorySegment[]> buffers,
      Codecs codecs,
      Field field,
      BufferAllocator allocator,
      Access access) {
    try (Scratch scratch = Scratch.open();
        Scratch kept = Scratch.open();
        LeafBuilder builder = LeafBuilder.of(field, allocator, 10)) {
      @Nullable DataBlock items = dictionary(fixture, codecs, kept);
      for (int i = 0; i < buffers.size(); i++) {
        scratch.reset();
        int count = fixture.chunks().get(i).count();
        DataBlock block =
            block(fixture.position(), encoding, buffers.get(i), count, codecs, scratch);
        if (items != null) {
          block = new DataBlock.Dictionary((DataBlock.FixedWidth) block, items);
        }
        access.append(builder, block);
      }
      return builder.finish(null, 0);
    }
  }

  private static @Nullable DataBlock dictionary(Fixture fixture, Codecs codecs, Scratch scratch) {
    Fixture.Dictionary stored = fixture.dictionary();
    if (stored == null) {
      return null;
    }
    return Decompressors.block(Fixture.parse(stored.encoding()), codecs)
        .decompress(Fixture.segment(stored.data()), stored.count(), scratch);
  }

  static DataBlock block(
      String position,
      CompressiveEncoding encoding,
      MemorySegment[] buffers,
      int count,
      Codecs codecs,
      Scratch scratch) {
    MemorySegment first = buffers.length == 0 ? MemorySegment.NULL : buffers[0];
    return switch (position) {
      case "mini" -> Decompressors.miniBlock(encoding, codecs).decompress(buffers, count, scratch);
      case "fixed" -> Decompressors.fixedPerValue(encoding).decompress(first, count, scratch);
      case "variable" ->
          Decompressors.variablePerValue(encoding, codecs)
              .decompress(new DataBlock.VariableWidth(64, count, first, buffers[1]), scratch);
      case "levels" -> Decompressors.block(encoding, codecs).decompress(first, count, scratch);
      case "sequence32" ->
          Decompressors.sequence(encoding, 32, codecs).decompress(first, count, scratch);
      case "sequence64" ->
          Decompressors.sequence(encoding, 64, codecs).decompress(first, count, scratch);
      default -> throw new IllegalStateException(position);
    };
  }
}
