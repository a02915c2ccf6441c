package org.lance4j.encoding.compression;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.lance4j.format.CorruptFileException;

/// zstd frames, through the native library.
final class NativeZstdCodec implements GeneralCodec {
  /// A context is native memory of some hundred kilobytes and serves one thread at a time.
  private final ArrayBlockingQueue<ZstdDecompressCtx> idle = new ArrayBlockingQueue<>(16);

  @Override
  public int decompress(ByteBuffer source, ByteBuffer target) {
    return DirectBuffers.decompress(source, target, this::decode);
  }

  private int decode(ByteBuffer source, ByteBuffer target) {
    @Nullable ZstdDecompressCtx pooled = idle.poll();
    ZstdDecompressCtx context = pooled != null ? pooled : new ZstdDecompressCtx();
    boolean kept = false;
    try {
      int written =
          context.decompressDirectByteBuffer(
              target,
              target.position(),
              target.remaining(),
              source,
              source.position(),
              source.remaining());
      kept = Pools.giveBack(idle, context);
      return written;
    } catch (ZstdException damaged) {
      throw new CorruptFileException("zstd frame is damaged: " + damaged.getMessage());
    } finally {
      if (!kept) {
        context.close();
      }
    }
  }
}
