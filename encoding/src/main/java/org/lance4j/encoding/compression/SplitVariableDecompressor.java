package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;
import org.lance4j.format.Bounds;

/// [CompressiveEncoding.Variable] of mini-blocks whose offsets are encoded (2.3): a buffer of
/// offsets, where their encoding has one, and a buffer of bytes. The offsets of a chunk begin at 0
/// and end with its bytes.
record SplitVariableDecompressor(int offsetBits, BlockDecompressor offsets)
    implements MiniBlockDecompressor {
  static SplitVariableDecompressor of(CompressiveEncoding offsets, Codecs codecs) {
    int bits = bits(offsets);
    return new SplitVariableDecompressor(bits, SequenceDecompressors.of(offsets, bits, codecs));
  }

  /// Width of the numbers, which their encoding implies.
  private static int bits(CompressiveEncoding encoding) {
    int bits =
        switch (encoding) {
          case CompressiveEncoding.Flat flat -> flat.bits();
          case CompressiveEncoding.Constant constant ->
              constant.value() == null ? 0 : 8 * constant.value().size();
          case CompressiveEncoding.OutOfLineBitpacking packed -> packed.bits();
          case CompressiveEncoding.InlineBitpacking packed -> packed.bits();
          case CompressiveEncoding.Range range -> range.bits();
          case CompressiveEncoding.Delta delta -> delta.bits();
          case CompressiveEncoding.General general -> bits(general.values());
          case CompressiveEncoding.Rle rle -> bits(rle.values());
          case CompressiveEncoding.Dictionary dictionary -> bits(dictionary.items());
          case CompressiveEncoding.Variable _,
              CompressiveEncoding.Fsst _,
              CompressiveEncoding.ByteStreamSplit _,
              CompressiveEncoding.FixedSizeList _,
              CompressiveEncoding.PackedStruct _,
              CompressiveEncoding.VariablePackedStruct _ ->
              0;
        };
    Bounds.check(bits == 32 || bits == 64, "offsets encoded as " + encoding);
    return bits;
  }

  @Override
  public int bufferCount() {
    return offsets.hasPayload() ? 2 : 1;
  }

  @Override
  public DataBlock decompress(MemorySegment[] buffers, long count, Scratch scratch) {
    Buffers.expect(buffers, bufferCount());
    MemorySegment payload = offsets.hasPayload() ? buffers[0] : MemorySegment.NULL;
    MemorySegment bytes = buffers[buffers.length - 1];
    long offsetCount = Bounds.add(count, 1, "number of offsets");
    DataBlock.FixedWidth numbers =
        (DataBlock.FixedWidth) offsets.decompress(payload, offsetCount, scratch);
    long first = LittleEndian.unsigned(numbers.data(), offsetBits, 0);
    long last = LittleEndian.unsigned(numbers.data(), offsetBits, count);
    Bounds.check(
        first == 0 && last == bytes.byteSize(), "offsets that are not those of their bytes");
    return new DataBlock.VariableWidth(offsetBits, count, numbers.data(), bytes);
  }
}
