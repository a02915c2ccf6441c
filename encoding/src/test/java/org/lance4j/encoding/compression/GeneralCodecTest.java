package org.lance4j.encoding.compression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import io.airlift.compress.lz4.Lz4Compressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lance4j.format.CorruptFileException;

/// The codecs, and the sizes that stand before what they compressed. The compressors are those of
/// the codecs' own libraries, the native one for zstd.
class GeneralCodecTest {
  private static final Codecs NATIVE = new Codecs(new Lz4Codec(), new NativeZstdCodec());
  private static final Codecs JAVA = new Codecs(new Lz4Codec(), new JavaZstdCodec());

  static Stream<Codecs> codecs() {
    return Stream.of(NATIVE, JAVA);
  }

  private static byte[] text(int size, long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    while (text.length() < size) {
      text.append("word").append(random.nextInt(3000)).append(' ');
    }
    return Arrays.copyOf(
        text.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII), size);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Stream.of(parts).forEach(all::writeBytes);
    return all.toByteArray();
  }

  private static byte[] u64(long value) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }

  private static byte[] u32(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  private static byte[] lz4(byte[] plain) {
    Lz4Compressor compressor = new Lz4Compressor();
    byte[] target = new byte[compressor.maxCompressedLength(plain.length)];
    int size = compressor.compress(plain, 0, plain.length, target, 0, target.length);
    return Arrays.copyOf(target, size);
  }

  private static byte[] decompress(
      CompressiveEncoding.Scheme scheme, Codecs codecs, byte[] compressed) {
    try (Scratch scratch = Scratch.open()) {
      return new GeneralBuffers(scheme, codecs)
          .decompress(Fixture.segment(compressed), scratch)
          .toArray(LittleEndian.BYTE);
    }
  }

  @Test
  void usesTheNativeLibraryWhereItLoads() {
    assertInstanceOf(NativeZstdCodec.class, GeneralCodec.zstd());
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void decompressesZstdOfAllLevelsAndSizes(Codecs codecs) {
    for (int size : new int[] {0, 1, 17, 4096, 300_000}) {
      for (int level : new int[] {-5, 0, 3, 19}) {
        byte[] plain = text(size, size + level);
        byte[] sized = join(u64(size), Zstd.compress(plain, level));
        assertArrayEquals(plain, decompress(CompressiveEncoding.Scheme.ZSTD, codecs, sized));
      }
    }
  }

  /// Windows larger than what decoders of streams like.
  @ParameterizedTest
  @MethodSource("codecs")
  void decompressesLargeZstdFrames(Codecs codecs) {
    byte[] plain = text(9 << 20, 3);
    for (int level : new int[] {1, 6}) {
      byte[] sized = join(u64(plain.length), Zstd.compress(plain, level));
      assertArrayEquals(plain, decompress(CompressiveEncoding.Scheme.ZSTD, codecs, sized));
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void decompressesBareZstdFrames(Codecs codecs) throws IOException {
    byte[] plain = text(300_000, 8);
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    try (ZstdOutputStream zstd = new ZstdOutputStream(stream)) {
      zstd.write(plain);
    }
    // neither says its size before it, the stream says it nowhere
    assertArrayEquals(
        plain, decompress(CompressiveEncoding.Scheme.ZSTD, codecs, stream.toByteArray()));
    assertArrayEquals(
        plain, decompress(CompressiveEncoding.Scheme.ZSTD, codecs, Zstd.compress(plain)));
    assertArrayEquals(
        join(plain, plain),
        decompress(
            CompressiveEncoding.Scheme.ZSTD,
            codecs,
            join(Zstd.compress(plain), stream.toByteArray())));
    assertEquals(0, decompress(CompressiveEncoding.Scheme.ZSTD, codecs, new byte[0]).length);
  }

  @Test
  void decompressesLz4() {
    for (int size : new int[] {0, 1, 17, 4096, 300_000}) {
      byte[] plain = text(size, size);
      byte[] sized = join(u32(size), lz4(plain));
      assertArrayEquals(plain, decompress(CompressiveEncoding.Scheme.LZ4, NATIVE, sized));
    }
    byte[] zeros = new byte[1 << 20];
    assertArrayEquals(
        zeros, decompress(CompressiveEncoding.Scheme.LZ4, NATIVE, join(u32(1 << 20), lz4(zeros))));
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void refusesSizesThatAreNotTrue(Codecs codecs) {
    byte[] plain = text(5000, 1);
    for (long size : new long[] {4999, 5001, 1L << 40, -1, Long.MIN_VALUE}) {
      byte[] sized = join(u64(size), Zstd.compress(plain));
      assertThrows(
          CorruptFileException.class,
          () -> decompress(CompressiveEncoding.Scheme.ZSTD, codecs, sized));
    }
    for (int size : new int[] {4999, 5001, Integer.MAX_VALUE, -1}) {
      byte[] sized = join(u32(size), lz4(plain));
      assertThrows(
          CorruptFileException.class,
          () -> decompress(CompressiveEncoding.Scheme.LZ4, codecs, sized));
    }
  }

  @Test
  void boundsWhatFramesCanHold() {
    byte[] plain = text(1_000_000, 2);
    MemorySegment frame = Fixture.segment(Zstd.compress(plain));
    long most = ZstdFrames.mostBytes(frame);
    assertEquals(1048576, most);
    // a run of zeros: four bytes for each 128 KiB
    assertEquals(
        3 * 131072, ZstdFrames.mostBytes(Fixture.segment(Zstd.compress(new byte[393216]))));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void takesBuffersOfEveryKind(boolean direct) {
    byte[] plain = text(10_000, 4);
    byte[] frame = Zstd.compress(plain);
    for (Codecs codecs : new Codecs[] {NATIVE, JAVA}) {
      ByteBuffer source =
          direct
              ? ByteBuffer.allocateDirect(frame.length + 9)
              : ByteBuffer.allocate(frame.length + 9);
      source.position(4).put(frame).flip().position(4);
      ByteBuffer target = direct ? ByteBuffer.allocate(10_007) : ByteBuffer.allocateDirect(10_007);
      target.position(7);
      assertEquals(10_000, codecs.zstd().decompress(source.asReadOnlyBuffer(), target));
      assertEquals(10_007, target.position());
      byte[] found = new byte[10_000];
      target.flip().position(7).get(found);
      assertArrayEquals(plain, found);
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void refusesTargetsThatAreTooSmall(Codecs codecs) {
    ByteBuffer frame = ByteBuffer.wrap(Zstd.compress(text(1000, 5)));
    assertThrows(
        CorruptFileException.class,
        () -> codecs.zstd().decompress(frame, ByteBuffer.allocateDirect(999)));
  }
}
