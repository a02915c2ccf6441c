package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;
import org.lance4j.format.Bounds;

/// Buffers that a general-purpose codec compressed, with their size before them.
///
/// ```
/// lz4:  u32 size | LZ4 block
/// zstd: u64 size | frames
/// zstd: frames                      (early files; told by their magic number)
/// ```
///
/// No bytes at all are no bytes, for zstd. A stated size is believed when the compressed bytes can
/// hold as much.
record GeneralBuffers(CompressiveEncoding.Scheme scheme, Codecs codecs) {
  /// An LZ4 byte stands for 255 at most.
  private static final long LZ4_RATIO = 255;

  MemorySegment decompress(MemorySegment data, Scratch scratch) {
    long most = room(data);
    MemorySegment target = scratch.allocate(most);
    return target.asSlice(0, decompress(data, target));
  }

  /// How many bytes of room [#decompress] needs: those that come out, or more where that is not
  /// known.
  long room(MemorySegment data) {
    return switch (scheme) {
      case LZ4 -> {
        Bounds.range(0, 4, data.byteSize(), "size of an LZ4 buffer");
        long size = Integer.toUnsignedLong(data.get(LittleEndian.INT, 0));
        yield Bounds.atMost(size, data.byteSize() * LZ4_RATIO, "size of an LZ4 buffer");
      }
      case ZSTD -> {
        if (isBareZstd(data)) {
          yield Bounds.atMost(ZstdFrames.mostBytes(data), Bounds.MAX_BUFFER, "size of zstd frames");
        }
        long size = data.get(LittleEndian.LONG, 0);
        long most = ZstdFrames.mostBytes(data.asSlice(8));
        yield Bounds.atMost(size, most, "size of a zstd buffer");
      }
    };
  }

  /// @param target at least [#room] bytes
  /// @return how many bytes were written
  long decompress(MemorySegment data, MemorySegment target) {
    if (data.byteSize() == 0 && scheme == CompressiveEncoding.Scheme.ZSTD) {
      return 0;
    }
    boolean bare = scheme == CompressiveEncoding.Scheme.ZSTD && isBareZstd(data);
    long room = room(data);
    int header = bare ? 0 : scheme == CompressiveEncoding.Scheme.LZ4 ? 4 : 8;
    int written =
        codecs
            .of(scheme)
            .decompress(
                data.asSlice(header).asByteBuffer(), target.asSlice(0, room).asByteBuffer());
    Bounds.check(bare || written == room, "compressed buffer holds less than it says");
    return written;
  }

  /// A size of that value (4 GB and more) is no size of a buffer; the reserved bit of a frame is
  /// always clear.
  private static boolean isBareZstd(MemorySegment data) {
    return data.byteSize() < 8
        || (data.get(LittleEndian.INT, 0) == ZstdFrames.MAGIC
            && (data.get(LittleEndian.BYTE, 4) & 0x10) == 0);
  }
}
