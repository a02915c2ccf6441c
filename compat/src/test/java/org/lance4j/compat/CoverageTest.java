package org.lance4j.compat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType.ArrowTypeID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lance4j.encoding.compression.CompressiveEncoding;
import org.lance4j.encoding.structural.PageLayout;
import org.lance4j.encoding.structural.RepDefLayer;
import org.lance4j.encoding.v20.ArrayEncoding;
import org.lance4j.format.FileVersion;
import org.lance4j.testdata.Answer;
import org.lance4j.testdata.ExpectedTable;
import org.lance4j.testdata.Fixture;
import org.lance4j.testdata.Fixtures;
import org.lance4j.testdata.Question;

/// What the fixtures must contain follows from the sealed types of encodings and from Arrow's
/// types, for every file version, with nulls and without, and for every {@link AccessPattern} that
/// it is read by; {@link FixtureTest} reads each fixture in more ways. A gap fails, unless
/// `coverage-waivers.txt` says why there is one, and so does a waiver without a gap.
final class CoverageTest {
  private static final List<FileVersion> STRUCTURAL =
      List.of(FileVersion.V2_1, FileVersion.V2_2, FileVersion.V2_3);

  @TempDir Path directory;

  @Test
  void everyEncodingOccursInTheFixtures() {
    EncodingCoverage coverage = new EncodingCoverage();
    readable().forEach(f -> coverage.addTable(f.unpack(directory).resolve("table")));
    assertEquals(List.of(), gaps("encodings", wantedEncodings(), coverage.seen()));
  }

  private static Set<String> wantedEncodings() {
    Set<String> wanted = new TreeSet<>();
    permitted(ArrayEncoding.class)
        .forEach(c -> wanted.add(EncodingCoverage.word(FileVersion.V2_0, c)));
    for (boolean nulls : new boolean[] {false, true}) {
      for (FileVersion version : STRUCTURAL) {
        Stream.of(PageLayout.class, PageLayout.SparseLayer.class, CompressiveEncoding.class)
            .flatMap(CoverageTest::permitted)
            .forEach(c -> wanted.add(EncodingCoverage.word(version, c, nulls)));
        wanted.add(EncodingCoverage.word(version, PageLayout.PageDictionary.class, nulls));
      }
    }
    for (FileVersion version : STRUCTURAL) {
      for (RepDefLayer layer : RepDefLayer.values()) {
        wanted.add(version + " " + layer);
      }
      for (CompressiveEncoding.Scheme scheme : CompressiveEncoding.Scheme.values()) {
        wanted.add(version + " " + scheme);
      }
    }
    return wanted;
  }

  @Test
  void everyTypeOccursInTheFixtures() {
    TypeCoverage coverage = new TypeCoverage();
    try (RootAllocator allocator = new RootAllocator()) {
      readable().forEach(fixture -> addRows(fixture, coverage, allocator));
    }
    assertEquals(List.of(), gaps("types", wantedTypes(), coverage.seen()));
  }

  private static Set<String> wantedTypes() {
    Set<String> wanted = new TreeSet<>();
    for (String version : List.of("0.1", "2.0", "2.1", "2.2", "2.3")) {
      for (ArrowTypeID type : ArrowTypeID.values()) {
        // files of version 0.1 have nulls in strings, lists and structs at most
        for (boolean nulls :
            version.equals("0.1") ? new boolean[] {false} : new boolean[] {false, true}) {
          wanted.add(TypeCoverage.word(version, type, false, nulls));
          wanted.add(TypeCoverage.word(version, type, true, nulls));
        }
      }
    }
    return wanted;
  }

  @Test
  void everyEncodingAndTypeIsReadInEveryWay() {
    AccessCoverage coverage = accesses();
    List<String> found =
        new ArrayList<>(gaps("encodings", inEveryWay(wantedEncodings()), coverage.encodings()));
    found.addAll(gaps("types", inEveryWay(wantedTypes()), coverage.types()));
    assertEquals(List.of(), found);
  }

  private static Set<String> inEveryWay(Set<String> words) {
    Set<String> wanted = new TreeSet<>();
    for (AccessPattern pattern : AccessPattern.values()) {
      words.forEach(word -> wanted.add(AccessCoverage.word(word, pattern)));
    }
    return wanted;
  }

  private AccessCoverage accesses() {
    AccessCoverage coverage = new AccessCoverage();
    try (RootAllocator allocator = new RootAllocator()) {
      for (Fixture fixture : readable().toList()) {
        Set<String> done = new TreeSet<>();
        for (Answer answer : fixture.answers()) {
          if (answer.question().what() instanceof Question.What.Rows
              && answer.question().state() instanceof Question.State.AtVersion
              && answer.question().path().equals("table")
              && done.add(answer.expected() + answer.selection())) {
            coverage.add(fixture, fixture.unpack(directory), answer, allocator);
          }
        }
      }
    }
    return coverage;
  }

  private void addRows(Fixture fixture, TypeCoverage coverage, RootAllocator allocator) {
    Path root = fixture.unpack(directory);
    Set<String> done = new TreeSet<>();
    for (Answer answer : fixture.answers()) {
      if (answer.question().what() instanceof Question.What.Rows && done.add(answer.expected())) {
        try (ExpectedTable table = ExpectedTable.open(fixture.expected(root, answer), allocator)) {
          coverage.addRows(fixture.fileVersion(), table.rows());
        }
      }
    }
  }

  private static Stream<Fixture> readable() {
    return Fixtures.all().stream().filter(f -> f.answers().stream().noneMatch(Answer::refused));
  }

  private static Stream<Class<?>> permitted(Class<?> sealed) {
    return Stream.of(sealed.getPermittedSubclasses());
  }

  /// What is missing without a waiver, and waivers of what is there.
  private static List<String> gaps(String kind, Set<String> wanted, Set<String> seen) {
    Map<String, Pattern> waivers = waivers(kind);
    List<String> found = new ArrayList<>();
    Set<String> used = new TreeSet<>();
    for (String word : wanted) {
      List<String> matching =
          waivers.entrySet().stream()
              .filter(e -> isWaived(word, e.getValue()))
              .map(Map.Entry::getKey)
              .toList();
      if (!seen.contains(word) && matching.isEmpty()) {
        found.add("missing: " + word);
      }
      if (seen.contains(word) && !matching.isEmpty()) {
        found.add("waived but there: " + word + " by " + matching);
      }
      used.addAll(matching);
    }
    waivers.keySet().stream()
        .filter(w -> !used.contains(w))
        .forEach(w -> found.add("waiver of nothing: " + w));
    return found;
  }

  /// What is waived is waived for every way of reading, unless the waiver names one.
  private static boolean isWaived(String word, Pattern waiver) {
    return waiver.matcher(word).matches()
        || waiver.matcher(AccessCoverage.withoutPattern(word)).matches();
  }

  /// Lines of `kind: words # reason`; a star stands for anything.
  private static Map<String, Pattern> waivers(String kind) {
    Map<String, Pattern> waivers = new LinkedHashMap<>();
    try (InputStream in = CoverageTest.class.getResourceAsStream("coverage-waivers.txt")) {
      if (in == null) {
        throw new AssertionError("coverage-waivers.txt is not there");
      }
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith(kind + ": ") && line.contains(" # "))
          .map(line -> line.substring(kind.length() + 2, line.indexOf(" # ")).strip())
          .forEach(words ->
              waivers.put(words, Pattern.compile(Pattern.quote(words).replace("*", "\\E.*\\Q"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return waivers;
  }
}
