package org.lance4j.encoding.compression;

import java.nio.ByteBuffer;

/// Sees that codecs meet direct buffers only.
final class DirectBuffers {
  private DirectBuffers() {}

  /// What a codec does with direct buffers: reads all of the source and returns how many bytes it
  /// wrote at the position of the target, moving no position.
  @FunctionalInterface
  interface Decoder {
    int decode(ByteBuffer source, ByteBuffer target);
  }

  static int decompress(ByteBuffer source, ByteBuffer target, Decoder decoder) {
    ByteBuffer from = source;
    if (!source.isDirect()) {
      from = ByteBuffer.allocateDirect(source.remaining()).put(source.duplicate()).flip();
    }
    int written;
    if (target.isDirect()) {
      written = decoder.decode(from, target);
      target.position(target.position() + written);
    } else {
      ByteBuffer to = ByteBuffer.allocateDirect(target.remaining());
      written = decoder.decode(from, to);
      target.put(to.limit(written));
    }
    source.position(source.limit());
    return written;
  }
}
