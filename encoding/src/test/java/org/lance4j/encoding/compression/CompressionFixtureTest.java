package org.lance4j.encoding.compression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lance4j.encoding.compression.FixtureDecoding.Access;

/// Pages that pylance wrote give the values that it was given.
class CompressionFixtureTest {
  private static final Codecs NATIVE = new Codecs(new Lz4Codec(), new NativeZstdCodec());
  private static final Codecs JAVA = new Codecs(new Lz4Codec(), new JavaZstdCodec());

  /// Both zstd codecs where there is zstd.
  static Stream<Arguments> columns() {
    return Fixture.all().stream()
        .filter(f -> List.of("mini", "fixed", "variable").contains(f.position()))
        .flatMap(f ->
            hasZstd(f)
                ? Stream.of(Arguments.of(f, "native"), Arguments.of(f, "java"))
                : Stream.of(Arguments.of(f, "native")));
  }

  private static boolean hasZstd(Fixture fixture) {
    return Fixture.parse(fixture.encoding()).toString().contains("zstd");
  }

  static Stream<Fixture> numbers() {
    return Fixture.all().stream().filter(f -> f.position().matches("levels|sequence.*"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("columns")
  void readsWhatWasWritten(Fixture fixture, String codec) throws IOException {
    check(fixture, codec.equals("java") ? JAVA : NATIVE, Access.WHOLE);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("columns")
  void readsValuesInPortions(Fixture fixture, String codec) throws IOException {
    for (int size : new int[] {1, 7, 8, 9, 31, 32, 33}) {
      check(fixture, codec.equals("java") ? JAVA : NATIVE, Access.inPortionsOf(size));
    }
  }

  private static void check(Fixture fixture, Codecs codecs, Access access) throws IOException {
    try (BufferAllocator allocator = new RootAllocator();
        ArrowStreamReader reader = fixture.expectedStream(allocator)) {
      FieldVector expected = Fixture.onlyVector(reader);
      try (FieldVector actual =
          FixtureDecoding.leaf(
              fixture,
              Fixture.parse(fixture.encoding()),
              FixtureDecoding.buffers(fixture),
              codecs,
              expected.getField(),
              allocator,
              access)) {
        assertEquals(expected.getValueCount(), actual.getValueCount());
        for (int i = 0; i < expected.getValueCount(); i++) {
          if (!expected.isNull(i)) {
            assertEquals(Values.of(expected, i), Values.of(actual, i), "value " + i);
          }
        }
      }
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("columns")
  void takesSingleValuesInAnyOrder(Fixture fixture, String codec) throws IOException {
    Random random = new Random(5);
    List<Integer> taken = new ArrayList<>();
    int[] seen = {0};
    Access some =
        (builder, block) -> {
          for (int i = 0; i < 20 && block.count() > 0; i++) {
            int row = random.nextInt((int) block.count());
            builder.append(block, row, 1);
            taken.add(seen[0] + row);
          }
          seen[0] += (int) block.count();
        };
    try (BufferAllocator allocator = new RootAllocator();
        ArrowStreamReader reader = fixture.expectedStream(allocator)) {
      FieldVector expected = Fixture.onlyVector(reader);
      try (FieldVector actual =
          FixtureDecoding.leaf(
              fixture,
              Fixture.parse(fixture.encoding()),
              FixtureDecoding.buffers(fixture),
              codec.equals("java") ? JAVA : NATIVE,
              expected.getField(),
              allocator,
              some)) {
        assertEquals(taken.size(), actual.getValueCount());
        for (int i = 0; i < taken.size(); i++) {
          if (!expected.isNull(taken.get(i))) {
            assertEquals(Values.of(expected, taken.get(i)), Values.of(actual, i));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void readsLevelsAndSequences(Fixture fixture) {
    int bits =
        fixture.position().equals("sequence64")
            ? 64
            : fixture.position().equals("levels") ? 16 : 32;
    CompressiveEncoding encoding = Fixture.parse(fixture.encoding());
    MemorySegment expected = Fixture.segment(fixture.expected());
    List<MemorySegment[]> buffers = FixtureDecoding.buffers(fixture);
    long at = 0;
    try (Scratch scratch = Scratch.open()) {
      for (int c = 0; c < buffers.size(); c++) {
        DataBlock.FixedWidth block =
            (DataBlock.FixedWidth)
                FixtureDecoding.block(
                    fixture.position(),
                    encoding,
                    buffers.get(c),
                    fixture.chunks().get(c).count(),
                    NATIVE,
                    scratch);
        assertEquals(bits, block.bits());
        for (long i = 0; i < block.count(); i++, at++) {
          assertEquals(
              LittleEndian.unsigned(expected, bits, at),
              LittleEndian.unsigned(block.data(), bits, i),
              "number " + at);
        }
      }
    }
    assertEquals(fixture.expected().length, at * bits / 8);
  }

  /// Another generator run must not lose an encoding unnoticed.
  @Test
  void fixturesHaveEveryEncoding() {
    Set<String> kinds = new TreeSet<>();
    for (Fixture fixture : Fixture.all()) {
      collect(Fixture.parse(fixture.encoding()).toString(), kinds);
    }
    Set<String> expected = new TreeSet<>();
    for (Class<?> kind : CompressiveEncoding.class.getPermittedSubclasses()) {
      expected.add(kind.getSimpleName());
    }
    assertTrue(kinds.containsAll(expected), expected + " but only " + kinds);
  }

  private static void collect(String description, Set<String> kinds) {
    for (String word : description.split("[^A-Za-z]+", -1)) {
      kinds.add(word);
    }
  }
}
