package org.lance4j.encoding.compression;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.jspecify.annotations.Nullable;
import org.lance4j.format.proto.Encodings21Proto;

/// A column that pylance wrote, as buffers, with the values that were given to it. The files are
/// made by `src/test/python/make_compression_fixtures.py`, which describes them.
record Fixture(
    String name,
    String position,
    byte[] encoding,
    @Nullable Dictionary dictionary,
    List<Chunk> chunks,
    byte[] expected) {
  /// The files there are: release of pylance, version of the file format.
  static final List<String> FILES = List.of("p14-v2.1", "p14-v2.2", "p14-v2.3", "p7-v2.2");

  record Chunk(int count, List<byte[]> buffers) {}

  record Dictionary(byte[] encoding, int count, byte[] data) {}

  static CompressiveEncoding parse(byte[] message) {
    try {
      return CompressiveEncoding.of(Encodings21Proto.CompressiveEncoding.parseFrom(message));
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }

  static MemorySegment segment(byte[] bytes) {
    MemorySegment memory = Arena.ofAuto().allocate(Math.max(1, bytes.length), 8);
    MemorySegment.copy(bytes, 0, memory, LittleEndian.BYTE, 0, bytes.length);
    return memory.asSlice(0, bytes.length);
  }

  static List<Fixture> all() {
    return FILES.stream().flatMap(file -> read(file).stream()).toList();
  }

  static List<Fixture> read(String file) {
    try (InputStream bytes = open(file + ".bin.gz");
        GZIPInputStream plain = new GZIPInputStream(bytes);
        BufferedReader text =
            new BufferedReader(
                new InputStreamReader(open(file + ".txt"), StandardCharsets.UTF_8))) {
      return new Reader(file, plain.readAllBytes()).read(text.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String name) {
    InputStream stream = Fixture.class.getResourceAsStream(name);
    if (stream == null) {
      throw new IllegalStateException("no resource " + name);
    }
    return stream;
  }

  /// What the column holds, to be closed by the caller together with its reader.
  ArrowStreamReader expectedStream(BufferAllocator allocator) {
    return new ArrowStreamReader(new ByteArrayInputStream(expected), allocator);
  }

  static FieldVector onlyVector(ArrowStreamReader reader) throws IOException {
    if (!reader.loadNextBatch()) {
      throw new IllegalStateException("no batch");
    }
    return reader.getVectorSchemaRoot().getVector(0);
  }

  @Override
  public String toString() {
    return name;
  }

  private static final class Reader {
    private final String file;
    private final byte[] bytes;
    private final List<Fixture> found = new ArrayList<>();
    private String name = "";
    private String position = "";
    private byte[] encoding = {};
    private @Nullable Dictionary dictionary;
    private List<Chunk> chunks = new ArrayList<>();

    Reader(String file, byte[] bytes) {
      this.file = file;
      this.bytes = bytes;
    }

    List<Fixture> read(List<String> lines) {
      for (String line : lines) {
        String[] words = line.split(" ", -1);
        switch (words[0]) {
          case "case" -> {
            name = file + "/" + words[1];
            dictionary = null;
            chunks = new ArrayList<>();
          }
          case "position" -> position = words[1];
          case "encoding" -> encoding = HexFormat.of().parseHex(words[1]);
          case "dictionary" ->
              dictionary =
                  new Dictionary(
                      HexFormat.of().parseHex(words[1]),
                      Integer.parseInt(words[2]),
                      bytes(words[3]));
          case "chunk" ->
              chunks.add(
                  new Chunk(
                      Integer.parseInt(words[1]),
                      Arrays.stream(words).skip(2).map(this::bytes).toList()));
          case "expected" ->
              found.add(
                  new Fixture(
                      name, position, encoding, dictionary, List.copyOf(chunks), bytes(words[1])));
          default -> throw new IllegalStateException(line);
        }
      }
      return found;
    }

    private byte[] bytes(String place) {
      int colon = place.indexOf(':');
      int offset = Integer.parseInt(place.substring(0, colon));
      return Arrays.copyOfRange(
          bytes, offset, offset + Integer.parseInt(place.substring(colon + 1)));
    }
  }
}
