package org.lance4j.encoding.compression;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.lance4j.format.CorruptFileException;

/// zstd frames, in Java.
final class JavaZstdCodec implements GeneralCodec {
  /// One decompressor carries tables of some hundred kilobytes and serves one thread at a time.
  private final ArrayBlockingQueue<ZstdDecompressor> idle = new ArrayBlockingQueue<>(16);

  @Override
  public int decompress(ByteBuffer source, ByteBuffer target) {
    return DirectBuffers.decompress(source, target, this::decode);
  }

  private int decode(ByteBuffer source, ByteBuffer target) {
    @Nullable ZstdDecompressor pooled = idle.poll();
    ZstdDecompressor decompressor = pooled != null ? pooled : new ZstdDecompressor();
    ByteBuffer to = target.duplicate();
    try {
      decompressor.decompress(source.duplicate(), to);
    } catch (MalformedInputException | IllegalArgumentException | IndexOutOfBoundsException e) {
      // damaged tables show as indexes out of bounds; what they left in the decompressor is dropped
      throw new CorruptFileException("zstd frame is damaged: " + e.getMessage());
    }
    Pools.giveBack(idle, decompressor);
    return to.position() - target.position();
  }
}
