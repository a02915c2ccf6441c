package org.lance4j.encoding.compression;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lance4j.encoding.compression.FixtureDecoding.Access;
import org.lance4j.format.LanceException;
import org.lance4j.format.proto.Encodings21Proto;

/// Damaged pages end in values or in a [LanceException], without memory that the damage asks for.
class HostileInputTest {
  /// No fixture decodes to more; damage that does is limited by what its bytes can hold.
  private static final long ALLOCATOR_LIMIT = 256 << 20;

  private static final List<Codecs> CODECS =
      List.of(
          new Codecs(new Lz4Codec(), new NativeZstdCodec()),
          new Codecs(new Lz4Codec(), new JavaZstdCodec()));

  static Stream<Fixture> fixtures() {
    return Fixture.all().stream().filter(f -> !f.chunks().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void survivesTruncation(Fixture fixture) throws IOException {
    Random random = new Random(fixture.name().hashCode());
    int refused = 0;
    int tried = 0;
    for (int round = 0; round < 40; round++) {
      List<MemorySegment[]> buffers = FixtureDecoding.buffers(fixture);
      MemorySegment[] chunk = buffers.get(random.nextInt(buffers.size()));
      if (chunk.length == 0) {
        continue;
      }
      // the offsets of zipped values are made by layouts, in full length
      int which = fixture.position().equals("variable") ? 1 : random.nextInt(chunk.length);
      long size = chunk[which].byteSize();
      if (size == 0) {
        continue;
      }
      long kept = round < 10 ? Math.max(0, size - 1 - round) : random.nextLong(size);
      chunk[which] = chunk[which].asSlice(0, kept);
      tried++;
      refused += decodes(fixture, Fixture.parse(fixture.encoding()), buffers) ? 0 : 1;
    }
    assertTrue(refused > 0 || tried == 0, "no truncation was noticed");
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void survivesFlippedBits(Fixture fixture) throws IOException {
    Random random = new Random(fixture.name().hashCode());
    for (int round = 0; round < 60; round++) {
      List<MemorySegment[]> buffers = FixtureDecoding.buffers(fixture);
      for (int flip = 0; flip <= round % 4; flip++) {
        MemorySegment[] chunk = buffers.get(random.nextInt(buffers.size()));
        if (chunk.length == 0) {
          continue;
        }
        MemorySegment buffer = chunk[random.nextInt(chunk.length)];
        if (buffer.byteSize() > 0) {
          // headers are at the front: half of the flips go there
          long most = round % 2 == 0 ? Math.min(24, buffer.byteSize()) : buffer.byteSize();
          long at = random.nextLong(most);
          int bit = 1 << random.nextInt(8);
          buffer.set(LittleEndian.BYTE, at, (byte) (buffer.get(LittleEndian.BYTE, at) ^ bit));
        }
      }
      decodes(fixture, Fixture.parse(fixture.encoding()), buffers);
    }
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void survivesDamagedDescriptions(Fixture fixture) throws IOException {
    Random random = new Random(fixture.name().hashCode());
    for (int round = 0; round < 100; round++) {
      byte[] message = fixture.encoding().clone();
      if (message.length == 0) {
        return;
      }
      for (int flip = 0; flip <= round % 3; flip++) {
        int at = random.nextInt(Math.min(message.length, 200));
        message[at] ^= (byte) (1 << random.nextInt(8));
      }
      CompressiveEncoding encoding;
      try {
        encoding = CompressiveEncoding.of(Encodings21Proto.CompressiveEncoding.parseFrom(message));
      } catch (LanceException | InvalidProtocolBufferException refused) {
        continue;
      }
      decodes(fixture, encoding, FixtureDecoding.buffers(fixture));
    }
  }

  private static boolean decodes(
      Fixture fixture, CompressiveEncoding encoding, List<MemorySegment[]> buffers)
      throws IOException {
    boolean all = true;
    boolean zstd = encoding.toString().contains("zstd");
    for (Codecs codecs : zstd ? CODECS : CODECS.subList(0, 1)) {
      all &= decodes(fixture, encoding, buffers, codecs);
    }
    return all;
  }

  private static boolean decodes(
      Fixture fixture, CompressiveEncoding encoding, List<MemorySegment[]> buffers, Codecs codecs)
      throws IOException {
    try (BufferAllocator allocator = new RootAllocator(ALLOCATOR_LIMIT)) {
      if (fixture.position().matches("levels|sequence.*")) {
        decodeNumbers(fixture, encoding, buffers, codecs);
      } else {
        Field field = field(fixture, allocator);
        FixtureDecoding.leaf(fixture, encoding, buffers, codecs, field, allocator, Access.WHOLE)
            .close();
      }
      return true;
    } catch (LanceException refused) {
      return false;
    }
  }

  private static void decodeNumbers(
      Fixture fixture, CompressiveEncoding encoding, List<MemorySegment[]> buffers, Codecs codecs) {
    try (Scratch scratch = Scratch.open()) {
      for (int i = 0; i < buffers.size(); i++) {
        scratch.reset();
        int count = fixture.chunks().get(i).count();
        FixtureDecoding.block(fixture.position(), encoding, buffers.get(i), count, codecs, scratch);
      }
    }
  }

  private static Field field(Fixture fixture, BufferAllocator allocator) throws IOException {
    try (ArrowStreamReader reader = fixture.expectedStream(allocator)) {
      return reader.getVectorSchemaRoot().getSchema().getFields().getFirst();
    }
  }
}
