package org.lance4j.manifest;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lance4j.format.Bounds;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.FeatureFlags;
import org.lance4j.format.FileVersion;
import org.lance4j.format.LanceSchema;
import org.lance4j.format.UnsupportedFeatureException;
import org.lance4j.format.proto.TableProto;

/// `lance.table.Manifest`: one version of a table. Immutable.
///
/// Old releases leave out much: the number of rows of fragments, the writer, the version of the
/// files, the highest fragment id. What is asked here has an answer all the same.
public final class Manifest {
  private final TableProto.Manifest message;
  private final LanceSchema schema;
  private final List<Fragment> fragments;
  private final Map<Long, BasePath> basePaths;
  private final Instant timestamp;
  private final FileVersion fileVersion;

  private Manifest(TableProto.Manifest message) {
    this.message = message;
    this.schema = LanceSchema.of(message.getFieldsList(), message.getSchemaMetadataMap());
    List<Fragment> parsed = new ArrayList<>(message.getFragmentsCount());
    for (TableProto.DataFragment fragment : message.getFragmentsList()) {
      parsed.add(Fragment.of(fragment));
    }
    this.fragments = List.copyOf(parsed);
    this.basePaths = basePaths(message.getBasePathsList());
    this.timestamp = timestamp(message);
    this.fileVersion = fileVersion(message, fragments);
    checkRowIds();
  }

  /// @throws UnsupportedFeatureException when the feature flags name what is not read here
  /// @throws CorruptFileException when the parts contradict each other
  static Manifest of(TableProto.Manifest message) {
    FeatureFlags.checkReadable(message.getReaderFeatureFlags(), message.getWriterFeatureFlags());
    return new Manifest(message);
  }

  private static Map<Long, BasePath> basePaths(List<TableProto.BasePath> messages) {
    Map<Long, BasePath> paths = new LinkedHashMap<>();
    for (TableProto.BasePath message : messages) {
      BasePath path = BasePath.of(message);
      Bounds.check(
          paths.put(path.id(), path) == null, "base path " + path.id() + " is there twice");
    }
    return Collections.unmodifiableMap(paths);
  }

  private static Instant timestamp(TableProto.Manifest message) {
    try {
      return Instant.ofEpochSecond(
          message.getTimestamp().getSeconds(), message.getTimestamp().getNanos());
    } catch (DateTimeException | ArithmeticException e) {
      throw new CorruptFileException("time of the version is out of range");
    }
  }

  /// Without a word on it, the files tell; without files, a flag of old writers.
  private static FileVersion fileVersion(TableProto.Manifest message, List<Fragment> fragments) {
    if (message.hasDataFormat()) {
      String text = message.getDataFormat().getVersion();
      for (FileVersion version : FileVersion.values()) {
        if (version.toString().equals(text)) {
          return version;
        }
      }
      throw new UnsupportedFeatureException("file version \"" + text + "\"");
    }
    for (Fragment fragment : fragments) {
      if (!fragment.files().isEmpty()) {
        return fragment.files().getFirst().version();
      }
    }
    return FeatureFlags.Flag.USE_V2_FORMAT.in(message.getWriterFeatureFlags())
        ? FileVersion.DEFAULT
        : FileVersion.V0_1;
  }

  private void checkRowIds() {
    if (hasStableRowIds()) {
      for (Fragment fragment : fragments) {
        Bounds.check(
            !(fragment.rowIds() instanceof RowLineage.None),
            "fragment " + fragment.id() + " has no row ids, in a table that has stable ones");
      }
    }
  }

  public long version() {
    return message.getVersion();
  }

  public LanceSchema schema() {
    return schema;
  }

  /// In the order of their rows in a scan.
  public List<Fragment> fragments() {
    return fragments;
  }

  /// When the version was committed; the epoch when that is not on record.
  public Instant timestamp() {
    return timestamp;
  }

  /// What files are written in unless something else is asked for. Files say their own version,
  /// which may differ.
  public FileVersion fileVersion() {
    return fileVersion;
  }

  /// Whether rows keep their ids when they move; else a row's id is its address.
  public boolean hasStableRowIds() {
    return FeatureFlags.Flag.STABLE_ROW_IDS.in(message.getReaderFeatureFlags());
  }

  /// By id.
  public Map<Long, BasePath> basePaths() {
    return basePaths;
  }

  /// The branch that it belongs to; [Refs#MAIN] when none is on record.
  public String branch() {
    return message.hasBranch() ? message.getBranch() : Refs.MAIN;
  }

  /// Settings of the table.
  public Map<String, String> config() {
    return message.getConfigMap();
  }

  /// Free text about the table. That about its columns is in the schema.
  public Map<String, String> tableMetadata() {
    return message.getTableMetadataMap();
  }

  /// `lance 14.0.2`; empty when it is not on record.
  public String writer() {
    if (!message.hasWriterVersion()) {
      return "";
    }
    TableProto.Manifest.WriterVersion writer = message.getWriterVersion();
    return writer.getLibrary()
        + " "
        + writer.getVersion()
        + (writer.getPrerelease().isEmpty() ? "" : "-" + writer.getPrerelease())
        + (writer.getBuildMetadata().isEmpty() ? "" : "+" + writer.getBuildMetadata());
  }

  /// The next stable row id that is not in use, unsigned.
  public long nextRowId() {
    return message.getNextRowId();
  }

  /// The highest fragment id that ever was, or -1 when there was none.
  public long maxFragmentId() {
    if (message.hasMaxFragmentId()) {
      return Integer.toUnsignedLong(message.getMaxFragmentId());
    }
    return fragments.stream().mapToLong(Fragment::id).max().orElse(-1);
  }

  /// The fragment with this id, or null.
  public @Nullable Fragment fragment(long id) {
    // Mostly in order of their ids.
    int low = 0;
    int high = fragments.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long found = fragments.get(middle).id();
      if (found == id) {
        return fragments.get(middle);
      }
      if (found < id) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return fragments.stream().filter(fragment -> fragment.id() == id).findFirst().orElse(null);
  }

  /// The name of the file in `_transactions` that says what the version did; may be empty.
  public String transactionFile() {
    return message.getTransactionFile();
  }

  /// As it was read, with fields that are not known here.
  public TableProto.Manifest message() {
    return message;
  }
}
