package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;

/// [CompressiveEncoding.Fsst]: only the offsets and bytes are found here; the values stay coded
/// until they are collected, so that one of them costs no more than itself.
final class FsstDecompressor {
  private FsstDecompressor() {}

  record OfMiniBlock(FsstSymbols symbols, MiniBlockDecompressor values)
      implements MiniBlockDecompressor {
    @Override
    public int bufferCount() {
      return values.bufferCount();
    }

    @Override
    public DataBlock decompress(MemorySegment[] buffers, long count, Scratch scratch) {
      return coded(symbols, values.decompress(buffers, count, scratch));
    }
  }

  record PerValue(FsstSymbols symbols, VariablePerValueDecompressor values)
      implements VariablePerValueDecompressor {
    @Override
    public DataBlock decompress(DataBlock.VariableWidth zipped, Scratch scratch) {
      return coded(symbols, values.decompress(zipped, scratch));
    }
  }

  private static DataBlock coded(FsstSymbols symbols, DataBlock block) {
    if (!(block instanceof DataBlock.VariableWidth values)) {
      throw new AssertionError("variable-width encoding gave " + block);
    }
    return symbols.coded() ? new DataBlock.Fsst(symbols, values) : values;
  }
}
