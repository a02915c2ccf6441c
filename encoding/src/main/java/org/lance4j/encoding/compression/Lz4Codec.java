package org.lance4j.encoding.compression;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.lz4.Lz4Decompressor;
import java.nio.ByteBuffer;
import org.lance4j.format.CorruptFileException;

/// LZ4 blocks, in Java.
final class Lz4Codec implements GeneralCodec {
  @Override
  public int decompress(ByteBuffer source, ByteBuffer target) {
    return DirectBuffers.decompress(source, target, Lz4Codec::decode);
  }

  private static int decode(ByteBuffer source, ByteBuffer target) {
    ByteBuffer to = target.duplicate();
    try {
      new Lz4Decompressor().decompress(source.duplicate(), to);
    } catch (MalformedInputException | IllegalArgumentException damaged) {
      throw new CorruptFileException("LZ4 block is damaged: " + damaged.getMessage());
    }
    return to.position() - target.position();
  }
}
