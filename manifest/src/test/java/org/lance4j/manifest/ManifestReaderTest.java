package org.lance4j.manifest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.FileVersion;
import org.lance4j.format.LanceException;
import org.lance4j.format.UnsupportedFeatureException;
import org.lance4j.format.proto.IndexProto;
import org.lance4j.format.proto.TableProto;
import org.lance4j.format.proto.TransactionProto;
import org.lance4j.io.IoCounters;
import org.lance4j.io.IoStatistics;
import org.lance4j.io.Location;
import org.lance4j.io.ObjectStores;
import org.lance4j.io.StorageOptions;
import org.lance4j.testdata.Fixtures;
import org.roaringbitmap.RoaringBitmap;

/// Manifest files that were put together by the format's rules, and damaged ones of pylance.
class ManifestReaderTest {
  private static final Location ROOT = Location.of("memory://m/t.lance");
  private static final Location FILE = ROOT.resolve("_versions/1.manifest");

  private final IoCounters counters = new IoCounters();
  private final ObjectStores stores = ManifestBytes.memory(counters, true);
  private final TableStorage storage = new TableStorage(stores, StorageOptions.none());

  @AfterEach
  void close() throws IOException {
    stores.close();
  }

  private ManifestReader read(byte[] bytes) {
    ManifestBytes.put(storage, FILE, bytes);
    return ManifestReader.open(storage, FILE);
  }

  private ManifestReader read(TableProto.Manifest.Builder manifest) {
    return read(ManifestBytes.file(ByteString.EMPTY, manifest.build()));
  }

  @Test
  void readsAManifestWithOneRequest() {
    TableProto.IndexSection.Builder indexes = TableProto.IndexSection.newBuilder();
    TableProto.IndexMetadata.Builder index = indexes.addIndicesBuilder().setName("v_idx");
    index.getUuidBuilder().setUuid(ByteString.copyFrom(new byte[16]));
    ByteString before = ManifestBytes.section(indexes.build());
    byte[] bytes =
        ManifestBytes.file(
            before.concat(
                ManifestBytes.section(
                    TransactionProto.Transaction.newBuilder().setReadVersion(6).build())),
            TableProto.Manifest.newBuilder()
                .setVersion(7)
                .setIndexSection(0)
                .setTransactionSection(before.size())
                .build());
    ManifestBytes.put(storage, FILE, bytes);
    IoStatistics start = counters.statistics();
    ManifestReader reader = ManifestReader.open(storage, FILE);
    assertEquals(7, reader.manifest().version());
    assertEquals("v_idx", reader.indexes().getFirst().name());
    assertEquals(6, reader.transaction(ROOT).orElseThrow().readVersion());
    IoStatistics used = counters.statistics().since(start);
    assertEquals(new IoStatistics(1, bytes.length, 1, 0, 0, 0, 0), used);
  }

  @Test
  void readsTheRestOfLongManifests() {
    TableProto.Manifest.Builder manifest = TableProto.Manifest.newBuilder().setVersion(3);
    for (int i = 0; i < 3000; i++) {
      manifest
          .addFragmentsBuilder()
          .setId(i)
          .setPhysicalRows(i + 1)
          .addFilesBuilder()
          .setPath("0123456789012345678901234567890123456789-" + i + ".lance")
          .setFileMajorVersion(2);
    }
    TableProto.IndexSection.Builder indexes = TableProto.IndexSection.newBuilder();
    TableProto.IndexMetadata.Builder index = indexes.addIndicesBuilder().setName("v_idx");
    index.getUuidBuilder().setUuid(ByteString.copyFrom(new byte[16]));
    ByteString before = ManifestBytes.section(indexes.build());
    byte[] bytes = ManifestBytes.file(before, manifest.setIndexSection(0).build());
    ManifestBytes.put(storage, FILE, bytes);
    IoStatistics start = counters.statistics();
    ManifestReader reader = ManifestReader.open(storage, FILE);
    IoStatistics used = counters.statistics().since(start);
    assertEquals(2, used.reads());
    assertEquals(bytes.length - before.size(), used.readBytes());
    assertEquals(3000, reader.manifest().fragments().size());
    Fragment last = reader.manifest().fragment(2999);
    assertNotNull(last);
    assertEquals(3000, last.physicalRows());
    assertEquals("v_idx", reader.indexes().getFirst().name());
    assertEquals(bytes.length, reader.sizeBytes());
  }

  @Test
  void opensWhenTheTransactionIsDamaged() {
    byte[] bytes =
        ManifestBytes.file(
            ByteString.copyFrom(new byte[] {3, 0, 0, 0, -1, -1, -1}),
            TableProto.Manifest.newBuilder().setVersion(2).setTransactionSection(0).build());
    ManifestReader reader = read(bytes);
    assertEquals(2, reader.manifest().version());
    assertThrows(CorruptFileException.class, () -> reader.transaction(ROOT));
  }

  @Test
  void findsTransactionsWhereEachReleasePutThem() {
    TransactionProto.Transaction.Builder transaction =
        TransactionProto.Transaction.newBuilder().setUuid("inline");
    transaction.getAppendBuilder();
    ByteString inline = ManifestBytes.section(transaction.build());
    ByteString other =
        ManifestBytes.section(
            TransactionProto.Transaction.newBuilder()
                .setUuid("later")
                .setUnknownFields(
                    UnknownFieldSet.newBuilder()
                        .addField(
                            142,
                            UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(ByteString.EMPTY)
                                .build())
                        .build())
                .build());
    TableProto.Manifest.Builder manifest =
        TableProto.Manifest.newBuilder().setTransactionSectionDeprecated(0);
    Transaction first =
        read(ManifestBytes.file(inline.concat(other), manifest.build()))
            .transaction(ROOT)
            .orElseThrow();
    assertEquals("inline", first.uuid());
    assertEquals(Transaction.Operation.APPEND, first.operation());
    manifest.setTransactionSection(inline.size());
    Transaction second =
        read(ManifestBytes.file(inline.concat(other), manifest.build()))
            .transaction(ROOT)
            .orElseThrow();
    assertEquals("later", second.uuid());
    assertEquals(Transaction.Operation.UNKNOWN, second.operation());
    ManifestBytes.put(
        storage,
        ROOT.resolve("_transactions/0-x.txn"),
        transaction.setUuid("file").build().toByteArray());
    ManifestReader named = read(TableProto.Manifest.newBuilder().setTransactionFile("0-x.txn"));
    assertEquals("file", named.transaction(ROOT).orElseThrow().uuid());
    ManifestReader gone = read(TableProto.Manifest.newBuilder().setTransactionFile("0-y.txn"));
    assertTrue(gone.transaction(ROOT).isEmpty());
    assertTrue(read(TableProto.Manifest.newBuilder()).transaction(ROOT).isEmpty());
  }

  @Test
  void refusesFeaturesByName() {
    UnsupportedFeatureException refused =
        assertThrows(
            UnsupportedFeatureException.class,
            () -> read(TableProto.Manifest.newBuilder().setReaderFeatureFlags(64)));
    assertEquals("table feature DATA_OVERLAY_FILES (64)", refused.getMessage());
    TableProto.Manifest.Builder newer = TableProto.Manifest.newBuilder();
    newer.getDataFormatBuilder().setVersion("2.9");
    assertThrows(UnsupportedFeatureException.class, () -> read(newer));
    TableProto.Manifest.Builder overlaid = TableProto.Manifest.newBuilder();
    overlaid.addFragmentsBuilder().addOverlaysBuilder();
    assertThrows(UnsupportedFeatureException.class, () -> read(overlaid));
  }

  @Test
  void infersTheFileVersionOfOldTables() {
    TableProto.Manifest.Builder manifest = TableProto.Manifest.newBuilder();
    assertEquals(FileVersion.V0_1, read(manifest).manifest().fileVersion());
    manifest.setWriterFeatureFlags(4);
    assertEquals(FileVersion.V2_2, read(manifest).manifest().fileVersion());
    manifest.addFragmentsBuilder().addFilesBuilder().setPath("a.lance").setFileMinorVersion(3);
    assertEquals(FileVersion.V2_0, read(manifest).manifest().fileVersion());
    manifest.getDataFormatBuilder().setVersion("2.1");
    assertEquals(FileVersion.V2_1, read(manifest).manifest().fileVersion());
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x.lance", "/etc/passwd", "a//b", ""})
  void refusesPathsThatLeadElsewhere(String path) {
    TableProto.Manifest.Builder manifest = TableProto.Manifest.newBuilder();
    manifest.addFragmentsBuilder().addFilesBuilder().setPath(path);
    assertThrows(CorruptFileException.class, () -> read(manifest));
  }

  @Test
  void refusesContradictions() {
    TableProto.Manifest.Builder noIds = TableProto.Manifest.newBuilder().setReaderFeatureFlags(2);
    noIds.addFragmentsBuilder();
    assertThrows(CorruptFileException.class, () -> read(noIds));
    TableProto.Manifest.Builder columns = TableProto.Manifest.newBuilder();
    columns
        .addFragmentsBuilder()
        .addFilesBuilder()
        .setPath("a.lance")
        .setFileMajorVersion(2)
        .addFields(0);
    assertThrows(CorruptFileException.class, () -> read(columns));
    TableProto.Manifest.Builder bases = TableProto.Manifest.newBuilder();
    bases.addBasePathsBuilder().setId(1);
    bases.addBasePathsBuilder().setId(1);
    assertThrows(CorruptFileException.class, () -> read(bases));
    TableProto.Manifest.Builder time = TableProto.Manifest.newBuilder();
    time.getTimestampBuilder().setSeconds(Long.MAX_VALUE);
    assertThrows(CorruptFileException.class, () -> read(time));
  }

  @Test
  void resolvesBasePaths() {
    TableProto.Manifest.Builder manifest = TableProto.Manifest.newBuilder();
    manifest.addBasePathsBuilder().setId(0).setPath("memory://o/other").setIsDatasetRoot(true);
    manifest.addBasePathsBuilder().setId(7).setPath("/files/here//");
    TableProto.DataFragment.Builder fragment = manifest.addFragmentsBuilder().setId(5);
    fragment.addFilesBuilder().setPath("own.lance");
    fragment.addFilesBuilder().setPath("root.lance").setBaseId(0);
    fragment.addFilesBuilder().setPath("direct.lance").setBaseId(7);
    fragment.addFilesBuilder().setPath("lost.lance").setBaseId(8);
    fragment
        .getDeletionFileBuilder()
        .setReadVersion(3)
        .setId(-1)
        .setBaseId(0)
        .setFileType(TableProto.DeletionFile.DeletionFileType.BITMAP);
    Manifest read = read(manifest).manifest();
    TablePaths paths = new TablePaths(ROOT, read);
    List<DataFile> files = read.fragments().getFirst().files();
    assertEquals(ROOT.resolve("data/own.lance"), paths.dataFile(files.get(0)));
    assertEquals("memory://o/other/data/root.lance", paths.dataFile(files.get(1)).toString());
    assertEquals("/files/here/direct.lance", paths.dataFile(files.get(2)).toString());
    assertThrows(CorruptFileException.class, () -> paths.dataFile(files.get(3)));
    DeletionFile.Stored deletions =
        (DeletionFile.Stored) read.fragments().getFirst().deletionFile();
    assertEquals(
        "memory://o/other/_deletions/5-3-18446744073709551615.bin",
        paths.deletionFile(5, deletions).toString());
    assertEquals(
        ROOT.resolve("data/own/11000000000000000000000000000000.blob"),
        paths.blobFile(files.get(0), 3));
    assertEquals(ROOT.resolve("_blobs/a.blob"), paths.managedBlob(-1, "_blobs/a.blob"));
    assertThrows(CorruptFileException.class, () -> paths.managedBlob(-1, "../a.blob"));
  }

  @Test
  void tellsKeyFieldsFromCoveringOnes() {
    TableProto.IndexMetadata.Builder index = TableProto.IndexMetadata.newBuilder();
    index.getUuidBuilder().setUuid(ByteString.copyFrom(new byte[16]));
    index.addFields(4).addFields(2).addFields(9);
    assertEquals(List.of(4, 2, 9), IndexEntry.of(index.build()).keyFieldIds());
    index.addCoveringFields(2).addCoveringFields(9);
    assertEquals(List.of(4), IndexEntry.of(index.build()).keyFieldIds());
    IndexEntry other = IndexEntry.of(index.addCoveringFields(4).build());
    assertThrows(CorruptFileException.class, other::keyFieldIds);
  }

  @Test
  void keepsFragmentsOfAnIndexAsSmallAsTheyAreStored() throws IOException {
    RoaringBitmap bitmap = RoaringBitmap.bitmapOf(3, 7, 8);
    bitmap.add(1_000_000L, 4_000_000_000L);
    bitmap.runOptimize();
    ByteString.Output bytes = ByteString.newOutput();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      bitmap.serialize(out);
    }
    TableProto.IndexMetadata.Builder index = TableProto.IndexMetadata.newBuilder();
    index.getUuidBuilder().setUuid(ByteString.copyFrom(new byte[16]));
    assertFalse(IndexEntry.of(index.build()).knowsFragments());
    IndexEntry entry = IndexEntry.of(index.setFragmentBitmap(bytes.toByteString()).build());
    assertTrue(entry.knowsFragments());
    assertEquals(3_999_000_003L, entry.fragmentIds().size());
    assertTrue(entry.fragmentIds().contains(3_999_999_999L));
    assertFalse(entry.fragmentIds().contains(9));
    assertArrayEquals(
        new long[] {3, 7, 8, 1_000_000}, entry.fragmentIds().stream().limit(4).toArray());
  }

  @Test
  void namesKindsOfIndexes() {
    TableProto.IndexMetadata.Builder index = TableProto.IndexMetadata.newBuilder();
    index.getUuidBuilder().setUuid(ByteString.copyFrom(new byte[16]));
    assertEquals("UNKNOWN", IndexEntry.of(index.build()).kind());
    index.getIndexDetailsBuilder().setTypeUrl("/lance.index.pb.BTreeIndexDetails");
    assertEquals("BTREE", IndexEntry.of(index.build()).kind());
    index.getIndexDetailsBuilder().setTypeUrl("/lance.table.VectorIndexDetails");
    assertEquals("VECTOR", IndexEntry.of(index.build()).kind());
    IndexProto.VectorIndexDetails.Builder vector = IndexProto.VectorIndexDetails.newBuilder();
    vector.getPqBuilder().setNumBits(8);
    index.getIndexDetailsBuilder().setValue(vector.build().toByteString());
    assertEquals("IVF_PQ", IndexEntry.of(index.build()).kind());
    vector.getHnswIndexConfigBuilder().setMaxLevel(7);
    vector.getFlatBuilder();
    index.getIndexDetailsBuilder().setValue(vector.build().toByteString());
    assertEquals("IVF_HNSW_FLAT", IndexEntry.of(index.build()).kind());
  }

  @Test
  void endsAtDamage(@TempDir Path directory) throws IOException {
    Path versions =
        Fixtures.named("14.0.2/history-2.2").unpack(directory).resolve("table/_versions");
    List<Path> files;
    try (Stream<Path> listed = Files.list(versions)) {
      files = listed.filter(file -> file.toString().endsWith(".manifest")).sorted().toList();
    }
    Random random = new Random(11);
    for (Path file : List.of(files.getFirst(), files.get(files.size() / 2), files.getLast())) {
      byte[] bytes = Files.readAllBytes(file);
      for (int length = 0; length < bytes.length; length += 1 + bytes.length / 100) {
        byte[] cut = Arrays.copyOf(bytes, length);
        assertThrows(CorruptFileException.class, () -> read(cut));
      }
      for (int i = 0; i < 1500; i++) {
        byte[] flipped = bytes.clone();
        int at = i < 128 ? bytes.length - 1 - i / 8 : random.nextInt(bytes.length);
        flipped[at] ^= (byte) (1 << (i < 128 ? i % 8 : random.nextInt(8)));
        try {
          ManifestReader reader = read(flipped);
          assertTrue(reader.indexes().size() < 100);
          assertTrue(reader.transaction(ROOT).map(t -> t.operation() != null).orElse(true));
        } catch (LanceException e) {
          assertNotNull(e.getMessage());
        }
      }
    }
  }

  @Test
  void refusesTrailersThatLie() {
    byte[] bytes = ManifestBytes.file(ByteString.EMPTY, TableProto.Manifest.getDefaultInstance());
    for (byte value : new byte[] {-1, 1, 127}) {
      for (int i = 0; i < 12; i++) {
        byte[] lying = bytes.clone();
        // Positions, and the length of the message at the start of the file.
        lying[i < 8 ? bytes.length - 16 + i : i - 8] = value;
        CorruptFileException refused = assertThrows(CorruptFileException.class, () -> read(lying));
        assertTrue(String.valueOf(refused.getMessage()).contains(FILE.toString()));
      }
    }
  }
}
