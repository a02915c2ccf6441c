package org.lance4j.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lance4j.testdata.Answer;
import org.lance4j.testdata.ArrowDifference;
import org.lance4j.testdata.ExpectedTable;
import org.lance4j.testdata.Fixture;
import org.lance4j.testdata.Fixtures;
import org.lance4j.testdata.Question;

/// The reading commands over datasets that pylance wrote, with the rows that pylance reads.
final class ReadingCommandsTest {
  @TempDir static Path folder;

  /// What a command ended with.
  private record Ended(int exit, String out, String err) {
    List<String> lines() {
      return out.lines().toList();
    }
  }

  private static Ended run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Streams streams = new Streams(InputStream.nullInputStream(), out, err, false, false);
    int exit = Commands.runner().run(List.of(arguments), streams);
    return new Ended(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static Ended done(String... arguments) {
    Ended ended = run(arguments);
    assertEquals("", ended.err());
    assertEquals(0, ended.exit());
    return ended;
  }

  private static Fixture fixture(String name) {
    return Fixtures.all().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
  }

  private static String table(String name) {
    return fixture(name).unpack(folder).resolve("table").toString();
  }

  static Stream<String> fixtures() {
    return Stream.of(
        "14.0.2/types-2.2",
        "14.0.2/nested-2.1",
        "14.0.2/history-2.0",
        "14.0.2/history-2.2",
        "14.0.2/stable-2.2",
        "14.0.2/branches-2.2",
        "14.0.2/search-2.2",
        "14.0.2/detached-2.2",
        "14.0.2/empty-2.2",
        "14.0.2/blobs2-2.2");
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void answersAsPylance(String name) throws IOException {
    Fixture fixture = fixture(name);
    Path root = fixture.unpack(folder);
    Path file = folder.resolve("rows.arrow");
    int asked = 0;
    for (Answer answer : fixture.answers()) {
      List<String> arguments = arguments(root, answer.question());
      if (arguments.isEmpty() || answer.refused()) {
        continue;
      }
      asked++;
      try (BufferAllocator allocator = new RootAllocator();
          ExpectedTable expected = ExpectedTable.open(fixture.expected(root, answer), allocator)) {
        if (arguments.getFirst().equals("scan") && hasAddresses(expected.rows())) {
          arguments.add("--with-row-address");
        }
        arguments.addAll(List.of("-o", file.toString()));
        done(arguments.toArray(String[]::new));
        assertHolds(file, expected.rows(), answer, allocator);
      }
      Files.delete(file);
    }
    assertTrue(asked > 0);
  }

  private static boolean hasAddresses(VectorSchemaRoot rows) {
    return rows.getSchema().getFields().stream().anyMatch(f -> f.getName().equals("_rowaddr"));
  }

  private static void assertHolds(
      Path file, VectorSchemaRoot due, Answer answer, BufferAllocator allocator)
      throws IOException {
    int[] places = answer.selection().places(due.getRowCount());
    int at = 0;
    try (SeekableByteChannel channel = Files.newByteChannel(file);
        ArrowFileReader reader = new ArrowFileReader(channel, allocator)) {
      VectorSchemaRoot read = reader.getVectorSchemaRoot();
      while (reader.loadNextBatch()) {
        int end = at + read.getRowCount();
        assertTrue(end <= places.length, "more rows than " + places.length);
        int[] here = Arrays.copyOfRange(places, at, end);
        assertEquals(List.of(), ArrowDifference.ofRows(due, here, read), answer.toString());
        at = end;
      }
      assertEquals(List.of(), ArrowDifference.ofTypes(due.getSchema(), read.getSchema()));
      if (!(answer.question().what() instanceof Question.What.Descriptions)) {
        assertEquals(List.of(), ArrowDifference.ofSchemas(due.getSchema(), read.getSchema()));
      }
    }
    assertEquals(places.length, at, answer.toString());
  }

  private static List<String> arguments(Path root, Question question) {
    List<String> arguments = new ArrayList<>();
    String uri = root.resolve(question.path()).toString();
    switch (question.what()) {
      case Question.What.Rows _ -> arguments.addAll(List.of("scan", uri, "--with-row-id"));
      case Question.What.Columns columns ->
          arguments.addAll(
              List.of(
                  "scan", uri, "--columns", String.join(",", columns.names()), "--with-row-id"));
      case Question.What.Descriptions _ ->
          arguments.addAll(List.of("scan", uri, "--with-row-id", "--blobs=descriptions"));
      case Question.What.Nearest _ -> {
        return List.of();
      }
    }
    switch (question.state()) {
      case Question.State.Latest _ -> {}
      case Question.State.AtVersion at ->
          arguments.addAll(List.of("--version", Long.toUnsignedString(at.version())));
      case Question.State.AtTag tag -> arguments.addAll(List.of("--tag", tag.tag()));
      case Question.State.OnBranch on -> arguments.addAll(List.of("--branch", on.branch()));
      case Question.State.OnBranchAt on ->
          arguments.addAll(
              List.of("--branch", on.branch(), "--version", String.valueOf(on.version())));
      case Question.State.AsOf asOf -> arguments.addAll(List.of("--as-of", asOf.instant()));
    }
    return arguments;
  }

  /// The expected lines come from `src/test/python/json_lines.py`.
  @ParameterizedTest
  @ValueSource(strings = {"types-2.2", "nested-2.2"})
  void jsonLinesAreThoseOfPylance(String name) throws IOException {
    List<String> printed = done("scan", table("14.0.2/" + name)).lines();
    List<String> due;
    try (InputStream in =
        Objects.requireNonNull(ReadingCommandsTest.class.getResourceAsStream(name + ".jsonl"))) {
      due = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    assertEquals(due.size(), printed.size());
    for (int row = 0; row < due.size(); row++) {
      assertIterableEquals(tokens(due.get(row)), tokens(printed.get(row)), "row " + row);
    }
  }

  /// The tokens of a JSON text, numbers by sign and value.
  private static List<String> tokens(String json) throws IOException {
    List<String> tokens = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        String value = parser.getText();
        if (token.isNumeric()) {
          value =
              (value.startsWith("-") ? "-" : "+")
                  + new BigDecimal(value).abs().stripTrailingZeros();
        }
        tokens.add(token + " " + value);
      }
    }
    return tokens;
  }

  @Test
  void rowsAreTakenInTheOrderAskedFor() {
    String table = table("14.0.2/types-2.2");
    List<String> all = done("scan", table, "--columns", "id", "--with-row-id").lines();
    int last = all.size() - 1;
    String rows = last + ",0,0,3";
    List<String> due = List.of(all.get(last), all.get(0), all.get(0), all.get(3));
    assertEquals(
        due, done("take", table, "--rows", rows, "--columns", "id", "--with-row-id").lines());
    assertEquals(
        all.subList(2, 5),
        done("scan", table, "--offset=2", "--limit=3", "--columns=id", "--with-row-id").lines());
    assertEquals(
        all.subList(0, 2), done("head", table, "-n", "2", "--columns=id", "--with-row-id").lines());
    assertEquals(String.valueOf(all.size()), done("count", table).out().strip());
  }

  @Test
  void whatDoesNotExistEndsWithItsExitCode() {
    String table = table("14.0.2/types-2.2");
    int rows = Integer.parseInt(done("count", table).out().strip());
    for (String[] missing :
        List.of(
            new String[] {"scan", folder + "/none.lance"},
            new String[] {"scan", table, "--version", "99"},
            new String[] {"scan", table, "--tag", "none"},
            new String[] {"scan", table, "--branch", "none"},
            new String[] {"scan", table, "--fragments", "99"},
            new String[] {"count", table, "--fragments", "99"},
            new String[] {"take", table, "--rows", String.valueOf(rows)},
            new String[] {"take", table, "--row-ids", "18446744073709551615"},
            new String[] {"take", table, "--row-addresses", "4294967295"},
            new String[] {"inspect", folder + "/none.lance"},
            new String[] {"inspect", "none://bucket/data.lance"},
            new String[] {"scan", table, "-o", folder + "/no/such/folder.csv"})) {
      Ended ended = run(missing);
      assertEquals(1, ended.exit(), String.join(" ", missing));
      assertEquals("", ended.out());
      assertTrue(ended.err().matches("lance4j: [^\n]+ \\([^\n]+\\)\n"), ended.err());
    }
    for (String[] wrong :
        List.of(
            new String[] {"scan", table, "--columns", "nope"},
            new String[] {"scan", table, "--columns", "id,"},
            new String[] {"scan", table, "--limit", "x"},
            new String[] {"scan", table, "--limit", "-1"},
            new String[] {"scan", table, "--blobs", "maybe"},
            new String[] {"scan", table, "more"},
            new String[] {"scan", "file:///a?b"},
            new String[] {"inspect", "/../../data.lance"},
            new String[] {"scan"},
            new String[] {"take", table},
            new String[] {"take", table, "--rows", "1", "--row-ids", "1"},
            new String[] {"take", table, "--rows", "-1"},
            new String[] {"search", table, "--column", "f32", "--query", "[1]", "--metric", "x"},
            new String[] {"search", table, "--column", "nope", "--query", "[1]"},
            new String[] {"search", table, "--column", "fsl_f32", "--query", "[1]"},
            new String[] {"search", table, "--query", "[1]"},
            new String[] {"info", table, "--format", "xml"})) {
      Ended ended = run(wrong);
      assertEquals(2, ended.exit(), String.join(" ", wrong) + ended.err());
      assertEquals("", ended.out());
      assertTrue(ended.err().matches("lance4j: [^\n]+ \\([^\n]+\\)\n"), ended.err());
    }
  }

  @Test
  void aFailedCommandLeavesNoFile() throws IOException {
    Path target = folder.resolve("failed.csv");
    assertEquals(
        1, run("take", table("14.0.2/types-2.2"), "--rows", "999", "-o", target.toString()).exit());
    assertFalse(Files.exists(target));
  }

  @Test
  void theStackTraceComesWithVerboseOnly() {
    String missing = folder + "/none.lance";
    assertEquals(1, run("scan", missing).err().lines().count());
    assertTrue(run("scan", missing, "-v").err().lines().anyMatch(l -> l.startsWith("\tat ")));
  }

  @Test
  void informsInJson() {
    String table = table("14.0.2/branches-2.2");
    assertTrue(
        done("info", table, "--format", "json")
            .out()
            .matches(
                "\\{\"uri\":\"[^\"]+\",\"version\":\\d+,\"rows\":\\d+,\"deleted_rows\":\\d+,"
                    + "\"fragments\":\\d+,\"file_version\":\"2.2\",\"stable_row_ids\":(true|false),"
                    + "\"size_bytes\":\\d+,\"indices\":\\[.*]}\n"));
    assertTrue(
        done("schema", table, "--format=json")
            .out()
            .startsWith(
                "[{\"name\":\"id\",\"type\":\"int64\",\"nullable\":false,\"metadata\":{}}"));
    assertTrue(
        done("versions", table, "--format=json")
            .out()
            .matches(
                "\\[(\\{\"version\":\\d+,\"timestamp\":\"[0-9T:.-]+Z\",\"rows\":\\d+},?)+]\n"));
    assertTrue(
        done("tags", table, "--format=json")
            .out()
            .matches(
                "\\[(\\{\"name\":\"[^\"]+\",\"version\":\\d+,\"branch\":(null|\"[^\"]+\")},?)+]\n"));
    assertTrue(
        done("branches", table, "--format=json")
            .out()
            .matches(
                "\\[(\\{\"name\":\"[^\"]+\",\"parent_branch\":(null|\"[^\"]+\"),"
                    + "\"parent_version\":\\d+},?)+]\n"));
  }

  @Test
  void theInformingCommandsNameWhatFixturesHold() {
    Fixture fixture = fixture("14.0.2/branches-2.2");
    Path root = fixture.unpack(folder);
    String tags = done("tags", root.resolve("table").toString(), "--format=json").out();
    String branches = done("branches", root.resolve("table").toString(), "--format=json").out();
    for (Answer answer : fixture.answers()) {
      switch (answer.question().state()) {
        case Question.State.AtTag tag -> {
          String branch = tag.branch().isEmpty() ? "null" : "\"" + tag.branch() + "\"";
          assertTrue(
              tags.contains(
                  "{\"name\":\"%s\",\"version\":%d,\"branch\":%s}"
                      .formatted(tag.tag(), tag.version(), branch)),
              tags);
        }
        case Question.State.OnBranch on -> {
          String parent = on.parent().isEmpty() ? "null" : "\"" + on.parent() + "\"";
          assertTrue(
              branches.contains(
                  "{\"name\":\"%s\",\"parent_branch\":%s,\"parent_version\":%d}"
                      .formatted(on.branch(), parent, on.parentVersion())),
              branches);
        }
        case Question.State.Latest _,
            Question.State.AtVersion _,
            Question.State.OnBranchAt _,
            Question.State.AsOf _ -> {}
      }
    }
  }

  @Test
  void printsBlobsAndRangesOfThem() throws IOException {
    String table = table("14.0.2/blobs2-2.2");
    List<String> values = done("scan", table, "--columns", "blob", "--format", "csv").lines();
    int blobs = 0;
    for (int row = 0; row < values.size() - 1; row++) {
      String base64 = values.get(row + 1).replace("\"", "");
      if (!base64.isEmpty()) {
        blobs++;
        byte[] bytes = Base64.getDecoder().decode(base64);
        String number = String.valueOf(row);
        Path file = folder.resolve("blob.bin");
        done("blob", table, "--column", "blob", "--row", number, "-o", file.toString());
        assertArrayEquals(bytes, Files.readAllBytes(file));
        int from = Math.min(2, bytes.length);
        String range = from + ":3";
        done(
            "blob",
            table,
            "--column=blob",
            "--row=" + number,
            "--range",
            range,
            "-o",
            file.toString());
        assertArrayEquals(
            Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 3)),
            Files.readAllBytes(file));
        assertEquals(
            1, run("blob", table, "--column=blob", "--row=" + number, "--range=99999999:1").exit());
      }
    }
    assertTrue(blobs > 0);
    assertEquals(2, run("blob", table, "--column", "blob").exit());
    assertEquals(2, run("blob", table, "--column", "id", "--row", "0").exit());
    assertEquals(1, run("blob", table, "--column", "blob", "--row", "100000").exit());
  }

  @Test
  void verifyNamesEachProblem() throws IOException {
    Path copy = fixture("14.0.2/strings-2.2").unpack(folder.resolve("damaged")).resolve("table");
    assertEquals("", done("verify", copy.toString()).out());
    Path data;
    try (Stream<Path> files = Files.list(copy.resolve("data"))) {
      data = files.filter(f -> f.toString().endsWith(".lance")).findFirst().orElseThrow();
    }
    byte[] whole = Files.readAllBytes(data);
    Files.write(data, Arrays.copyOf(whole, whole.length - 20));
    Ended ended = run("verify", copy.toString());
    assertEquals(1, ended.exit());
    assertTrue(ended.out().contains(data.getFileName().toString()), ended.out());
    assertEquals(1, ended.err().lines().count());
    Files.delete(data);
    assertEquals(1, run("verify", copy.toString()).exit());
  }

  @Test
  void inspectsADataFile() throws IOException {
    Path data = Path.of(table("14.0.2/types-2.2")).resolve("data");
    try (Stream<Path> files = Files.list(data)) {
      for (Path file : files.toList()) {
        String text = done("inspect", file.toString()).out();
        assertTrue(text.contains("\nversion: 2.2\n"), text);
        assertTrue(text.contains("MiniBlock{"), text);
        assertFalse(text.contains("unreadable"), text);
        String json = done("inspect", file.toString(), "--format", "json").out();
        assertTrue(json.startsWith("{\"file\":"), json);
      }
    }
  }

  /// All pages of a file of version 0.1 lie between its first byte and its schema, and touch.
  @ParameterizedTest
  @ValueSource(strings = {"14.0.2/types-0.1", "14.0.2/pages-0.1", "14.0.2/nested-0.1"})
  void inspectsADataFileOfBatches(String fixture) throws IOException {
    Path data = Path.of(table(fixture)).resolve("data");
    try (Stream<Path> files = Files.list(data)) {
      for (Path file : files.toList()) {
        String text = done("inspect", file.toString()).out();
        assertTrue(text.contains("\nversion: 0.1\n"), text);
        assertTrue(text.contains("\ncolumn 0  id  int64  "), text);
        assertTrue(text.contains("Plain(64)"), text);
        Matcher bytes = Pattern.compile("\npage_bytes: (\\d+)\n").matcher(text);
        assertTrue(bytes.find(), text);
        long size = Files.size(file);
        long pages = Long.parseLong(bytes.group(1));
        assertTrue(pages < size && pages > size / 4, pages + " bytes of " + size);
      }
    }
  }

  /// Vectors of the multivector column have four dimensions.
  private static String query(Question.What.Nearest nearest) {
    List<Float> numbers = nearest.query();
    if (!nearest.column().equals("multi")) {
      return numbers.toString();
    }
    List<List<Float>> vectors = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i += 4) {
      vectors.add(numbers.subList(i, i + 4));
    }
    return vectors.toString();
  }

  @Test
  void searchesByAQueryOfAnyForm() {
    assertSearches("14.0.2/search-2.2", List.of("--no-index"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.8.21/metrics-0.1",
        "0.19.2/metrics-2.0",
        "4.0.2/metrics-2.1",
        "14.0.2/metrics-2.2"
      })
  void searchesByTheMetricOfTheIndex(String name) {
    assertSearches(name, List.of());
    assertSearches(name, List.of("--no-index"));
  }

  /// Asks a fixture's searches, with a metric where they name one.
  private void assertSearches(String name, List<String> options) {
    Fixture fixture = fixture(name);
    Path root = fixture.unpack(folder);
    int asked = 0;
    for (Answer answer : fixture.answers()) {
      if (answer.question().what() instanceof Question.What.Nearest nearest
          && answer.question().state() instanceof Question.State.Latest) {
        asked++;
        List<String> arguments = new ArrayList<>(List.of("search"));
        arguments.add(root.resolve(answer.question().path()).toString());
        arguments.addAll(List.of("--column", nearest.column(), "--query", query(nearest)));
        arguments.addAll(List.of("-k", String.valueOf(nearest.k())));
        if (!nearest.metric().isEmpty()) {
          arguments.addAll(List.of("--metric", nearest.metric()));
        }
        arguments.addAll(options);
        arguments.addAll(List.of("--columns", "id", "--with-row-id", "--format", "csv"));
        Ended found = done(arguments.toArray(String[]::new));
        assertEquals("id,_distance,_rowid", found.lines().getFirst());
        assertEquals(
            dueIds(fixture, root, answer),
            found.lines().stream().skip(1).map(l -> l.substring(0, l.indexOf(','))).toList(),
            nearest.toString());
      }
    }
    assertTrue(asked > 0);
  }

  private static List<String> dueIds(Fixture fixture, Path root, Answer answer) {
    try (BufferAllocator allocator = new RootAllocator();
        ExpectedTable expected = ExpectedTable.open(fixture.expected(root, answer), allocator)) {
      int[] places = answer.selection().places(expected.rows().getRowCount());
      return IntStream.of(places)
          .mapToObj(i -> String.valueOf(expected.rows().getVector("id").getObject(i)))
          .toList();
    }
  }
}
