package org.lance4j.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.LanceException;
import org.lance4j.format.NotFoundException;
import org.lance4j.format.proto.TableProto;
import org.lance4j.io.IoCounters;
import org.lance4j.io.IoStatistics;
import org.lance4j.io.Location;
import org.lance4j.io.ObjectStores;
import org.lance4j.io.StorageOptions;

/// Versions and references by the names that the format gives to their files.
class VersionsTest {
  private static final Location ROOT = Location.of("memory://m/t.lance");

  @ParameterizedTest
  @CsvSource({
    "7, 7.manifest, 18446744073709551608.manifest",
    "1, 1.manifest, 18446744073709551614.manifest",
    "1000000000000, 1000000000000.manifest, 18446743073709551615.manifest",
    "-9223372036854775801, d9223372036854775815.manifest, d9223372036854775815.manifest",
  })
  void namesManifests(long version, String v1, String v2) {
    assertEquals(v1, ManifestNaming.V1.fileName(version));
    assertEquals(v2, ManifestNaming.V2.fileName(version));
    if (ManifestNaming.isDetached(version)) {
      assertEquals(version, ManifestNaming.detachedVersionOf(v2));
      assertEquals(ManifestNaming.NO_VERSION, ManifestNaming.versionOf(v2));
    } else {
      assertEquals(version, ManifestNaming.versionOf(v1));
      assertEquals(version, ManifestNaming.versionOf(v2));
      assertEquals(ManifestNaming.NO_VERSION, ManifestNaming.detachedVersionOf(v2));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "latest_version_hint.json",
        "7.manifest-1b4e28ba",
        ".manifest",
        "x.manifest",
        "-1.manifest",
        "99999999999999999999.manifest",
        "d7.manifest",
        "7.manifest.tmp",
        "+7.manifest",
        "184467440737095516150.manifest"
      })
  void takesOtherNamesForNoVersion(String name) {
    assertEquals(ManifestNaming.NO_VERSION, ManifestNaming.versionOf(name));
    assertEquals(ManifestNaming.NO_VERSION, ManifestNaming.detachedVersionOf(name));
  }

  @ParameterizedTest
  @CsvSource({"V1, false", "V2, false", "V1, true", "V2, true"})
  void findsVersions(ManifestNaming naming, boolean remote) throws IOException {
    IoCounters counters = new IoCounters();
    try (ObjectStores stores = ManifestBytes.memory(counters, remote)) {
      TableStorage storage = new TableStorage(stores, StorageOptions.none());
      Versions versions = new Versions(storage, ROOT);
      assertThrows(NotFoundException.class, versions::latest);
      assertEquals(List.of(), versions.list());
      for (long version : List.of(1L, 2L, 9L, 10L, 11L)) {
        put(storage, naming, version);
      }
      put(storage, naming, Long.MIN_VALUE + 5);
      text(storage, "_versions/latest_version_hint.json", "{\"version\":2}");
      IoStatistics start = counters.statistics();
      assertEquals(11, versions.latest().version());
      assertEquals(remote ? 1 : 2, counters.statistics().since(start).listings());
      assertEquals(
          List.of(1L, 2L, 9L, 10L, 11L),
          versions.list().stream().map(ManifestLocation::version).toList());
      assertEquals(
          List.of(Long.MIN_VALUE + 5),
          versions.detached().stream().map(ManifestLocation::version).toList());
      assertEquals(9, versions.open(9).manifest().version());
      assertEquals(Long.MIN_VALUE + 5, versions.open(Long.MIN_VALUE + 5).manifest().version());
      assertThrows(NotFoundException.class, () -> versions.open(3));
      assertEquals(10, versions.openAsOf(Instant.ofEpochSecond(1010)).manifest().version());
      assertEquals(2, versions.openAsOf(Instant.ofEpochSecond(1008, 999)).manifest().version());
      assertEquals(11, versions.openAsOf(Instant.ofEpochSecond(9999)).manifest().version());
      assertThrows(NotFoundException.class, () -> versions.openAsOf(Instant.ofEpochSecond(1000)));
    }
  }

  /// A renaming that was cut off, or an old writer on a new table.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void findsTheLatestOfBothNamingSchemes(boolean remote) throws IOException {
    try (ObjectStores stores = ManifestBytes.memory(new IoCounters(), remote)) {
      TableStorage storage = new TableStorage(stores, StorageOptions.none());
      Versions versions = new Versions(storage, ROOT);
      put(storage, ManifestNaming.V2, 1);
      assertEquals(1, versions.latest().version());
      put(storage, ManifestNaming.V1, 2);
      assertEquals(2, versions.latest().version());
      put(storage, ManifestNaming.V1, 10);
      assertEquals(10, versions.latest().version());
      put(storage, ManifestNaming.V2, 11);
      assertEquals(11, versions.latest().version());
    }
  }

  @Test
  void refusesAManifestUnderAnotherName() throws IOException {
    try (ObjectStores stores = ManifestBytes.memory(new IoCounters(), false)) {
      TableStorage storage = new TableStorage(stores, StorageOptions.none());
      ManifestBytes.put(storage, ROOT.resolve("_versions/2.manifest"), manifest(1));
      Versions versions = new Versions(storage, ROOT);
      assertThrows(CorruptFileException.class, versions::openLatest);
    }
  }

  private static void put(TableStorage storage, ManifestNaming naming, long version) {
    ManifestBytes.put(
        storage, ROOT.resolve("_versions").resolve(naming.fileName(version)), manifest(version));
  }

  private static byte[] manifest(long version) {
    TableProto.Manifest.Builder manifest = TableProto.Manifest.newBuilder().setVersion(version);
    manifest.getTimestampBuilder().setSeconds(1000 + Math.max(0, version));
    return ManifestBytes.file(ByteString.EMPTY, manifest.build());
  }

  private static void text(TableStorage storage, String path, String text) {
    ManifestBytes.put(storage, ROOT.resolve(path), text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsReferences() throws IOException {
    try (ObjectStores stores = ManifestBytes.memory(new IoCounters(), false)) {
      TableStorage storage = new TableStorage(stores, StorageOptions.none());
      Refs refs = new Refs(storage, ROOT);
      assertEquals(List.of(), refs.tags());
      assertEquals(List.of(), refs.branches());
      text(storage, "_refs/tags/old.json", "{\"version\":3,\"manifestSize\":120}");
      text(storage, "_refs/tags/old-1.json", "{\"version\":2,\"manifestSize\":120}");
      text(
          storage,
          "_refs/tags/v1.0.json",
          "{\n  \"branch\": \"team/x\",\n  \"version\": 4,\n  \"createdAt\":"
              + " \"2026-11-20T19:55:33.396661928Z\",\n  \"updatedAt\":"
              + " \"2026-11-21T00:00:00+02:00\",\n  \"manifestSize\": 1072,\n  \"metadata\":"
              + " {\"k\": \"v\"}\n}");
      text(
          storage,
          "_refs/branches/team%2Fx.json",
          "{\"parentBranch\":null,\"identifier\":{\"version_mapping\":[[2,\"ab\"]]},"
              + "\"parentVersion\":2,\"createAt\":1700000000,\"manifestSize\":9}");
      assertEquals(
          new Refs.Tag("old", "main", 3, Instant.EPOCH, Instant.EPOCH, 120, Map.of()),
          refs.tag("old"));
      assertEquals(
          new Refs.Tag(
              "v1.0",
              "team/x",
              4,
              Instant.parse("2026-11-20T19:55:33.396661928Z"),
              Instant.parse("2026-11-20T22:00:00Z"),
              1072,
              Map.of("k", "v")),
          refs.tag("v1.0"));
      assertEquals(
          List.of("old", "old-1", "v1.0"), refs.tags().stream().map(Refs.Tag::name).toList());
      Refs.Branch branch = refs.branch("team/x");
      assertEquals(
          new Refs.Branch("team/x", "main", 2, Instant.ofEpochSecond(1_700_000_000), 9, Map.of()),
          branch);
      assertEquals(List.of(branch), refs.branches());
      Location root = refs.branchRoot("team/x");
      assertEquals(ROOT.resolve("tree/team/x"), root);
      assertEquals(ROOT, Refs.rootOf(root, "team/x"));
      assertEquals(ROOT, refs.branchRoot("main"));
      assertEquals(ROOT, Refs.rootOf(ROOT, "team/x"));
      for (String name : List.of("none", "../x", "", "a/b", "old.json")) {
        assertThrows(NotFoundException.class, () -> refs.tag(name));
        assertThrows(NotFoundException.class, () -> refs.branch(name));
      }
      assertThrows(NotFoundException.class, () -> refs.branchRoot("../x"));
      for (String damaged :
          List.of(
              "", "[]", "{}", "{\"version\":\"3\"}", "{\"version\":3,\"createdAt\":\"today\"}")) {
        text(storage, "_refs/tags/bad.json", damaged);
        CorruptFileException refused =
            assertThrows(CorruptFileException.class, () -> refs.tag("bad"));
        assertEquals(true, String.valueOf(refused.getMessage()).contains("bad.json"));
      }
      text(
          storage,
          "_refs/branches/bad.json",
          "{\"parentVersion\":1,\"createAt\":9223372036854775807}");
      assertThrows(LanceException.class, () -> refs.branch("bad"));
    }
  }
}
