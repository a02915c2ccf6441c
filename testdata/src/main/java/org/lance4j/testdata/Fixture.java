package org.lance4j.testdata;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// One dataset that one release wrote.
///
/// A fixture is two resources: `NAME.json`, which this record is read from, and `NAME.zip.gz`, a
/// zip of stored files compressed as a whole, with the folders `table` (the dataset), `clone` (in
/// some), `files` and `other` (what lies outside of the dataset, in some) and `expected` (Arrow
/// files).
///
/// @param name release, recipe and file version: `14.0.2/types-2.2`
/// @param release the pylance release that wrote it
/// @param fileVersion the file version asked of it
/// @param recipe what was made, by the name of its function in the generator
/// @param features what the dataset has
/// @param types the Arrow types of the columns, by column, where each column is there for its type
/// @param answers what it answers
/// @param token the absolute path that its manifests name, to be replaced when unpacked; empty when
///   they name none
public record Fixture(
    String name,
    String release,
    String fileVersion,
    String recipe,
    Set<String> features,
    Map<String, String> types,
    List<Answer> answers,
    String token) {

  static Fixture parse(JsonNode node) {
    Map<String, String> types = new LinkedHashMap<>();
    node.path("types").properties().forEach(e -> types.put(e.getKey(), e.getValue().asText()));
    Set<String> features = new TreeSet<>();
    node.path("features").forEach(x -> features.add(x.asText()));
    List<Answer> answers = new ArrayList<>();
    node.path("answers").forEach(x -> answers.add(Answer.parse(x)));
    return new Fixture(
        node.path("name").asText(),
        node.path("release").asText(),
        node.path("fileVersion").asText(),
        node.path("recipe").asText(),
        Set.copyOf(features),
        Map.copyOf(types),
        List.copyOf(answers),
        node.path("relocate").asText(""));
  }

  /// Writes the fixture's files into a folder of its own below `directory`, which is returned. What
  /// was unpacked there before is kept as it is.
  ///
  /// @throws UncheckedIOException when it cannot be written
  public Path unpack(Path directory) {
    Path root = directory.toAbsolutePath().resolve(name);
    if (Files.isDirectory(root)) {
      return root;
    }
    try (InputStream in = Fixtures.resource(name + ".zip.gz");
        ZipInputStream zip = new ZipInputStream(new GZIPInputStream(in))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = root.resolve(entry.getName()).normalize();
        if (!file.startsWith(root)) {
          throw new IOException("entry outside of its fixture: " + entry.getName());
        }
        Files.createDirectories(file.getParent());
        Files.write(file, relocated(entry.getName(), zip.readAllBytes(), directory));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return root;
  }

  /// Where the rows of an answer lie in an unpacked fixture.
  public Path expected(Path root, Answer answer) {
    return root.resolve("expected").resolve(answer.expected());
  }

  @Override
  public String toString() {
    return name;
  }

  /// Branches and clones name their parent by absolute path, tables with external blobs their base
  /// path and, in data files, these blobs. All this is inside messages and pages whose lengths are
  /// written: the new path must be as long as the old one, and is filled up with slashes.
  private byte[] relocated(String file, byte[] bytes, Path directory) {
    boolean data = file.endsWith(".lance") || file.endsWith(".arrow");
    if (token.isEmpty() || (data && !recipe.equals("external"))) {
      return bytes;
    }
    String path = directory.toAbsolutePath().toString();
    if (path.length() > token.length()) {
      throw new IllegalArgumentException(
          "fixtures with branches must be unpacked at a path of at most "
              + token.length()
              + " characters: "
              + path);
    }
    byte[] old = token.getBytes(StandardCharsets.UTF_8);
    byte[] replacement =
        (path + "/".repeat(token.length() - path.length())).getBytes(StandardCharsets.UTF_8);
    if (replacement.length != old.length) {
      throw new IllegalArgumentException(
          "fixtures with branches must be unpacked at a path of ASCII: " + path);
    }
    for (int i = 0; i + old.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + old.length, old, 0, old.length)) {
        System.arraycopy(replacement, 0, bytes, i, old.length);
      }
    }
    return bytes;
  }
}
