package org.lance4j.dataset;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import org.lance4j.file.BlobHandling;
import org.lance4j.format.LanceSchema;
import org.lance4j.format.NotFoundException;
import org.lance4j.io.IoStatistics;
import org.lance4j.io.Location;
import org.lance4j.io.ObjectStore;
import org.lance4j.manifest.DeletionFile;
import org.lance4j.manifest.Fragment;
import org.lance4j.manifest.IndexEntry;
import org.lance4j.manifest.Manifest;
import org.lance4j.manifest.ManifestLocation;
import org.lance4j.manifest.ManifestReader;
import org.lance4j.manifest.Refs;
import org.lance4j.manifest.RowIdIndex;
import org.lance4j.manifest.TablePaths;
import org.lance4j.manifest.Versions;
import org.lance4j.query.QueryVectors;

/// One version of a table, opened. Immutable and thread-safe. What it gives is to be closed before
/// it.
///
/// ```java
/// try (Dataset dataset = Dataset.open("/data/products.lance");
///     VectorSchemaRoot rows = dataset.nearest("embedding", query).k(5).search()) {
///   System.out.println(rows.contentToTSVString());
/// }
/// ```
public final class Dataset implements AutoCloseable {
  /// Fragments that stay prepared to be read, with their files, though nothing reads them.
  private static final int MAX_IDLE_READERS = 64;

  /// Projections of takes that are kept.
  private static final int MAX_PROJECTIONS = 64;

  private final Session session;
  private final ManifestReader manifestReader;
  private final Versions versions;
  private final Refs refs;
  private final TableFiles files;
  private final IndexMetrics metrics;
  private final TableRows rows;
  private final LeasedCache<ReaderKey, FragmentReader> readers =
      new LeasedCache<>(MAX_IDLE_READERS);
  private final Map<TakeKey, Projection> projections = new ConcurrentHashMap<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile @Nullable RowIdIndex rowIds;

  private record TakeKey(List<String> columns, BlobHandling blobs) {}

  /// A projection is compared by identity: those of takes are kept, and a scan has its own.
  record ReaderKey(LiveFragment fragment, Projection projection) {
    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean equals(@Nullable Object other) {
      return other instanceof ReaderKey key
          && key.fragment == fragment
          && key.projection == projection;
    }

    @Override
    public int hashCode() {
      return 31 * System.identityHashCode(fragment) + System.identityHashCode(projection);
    }
  }

  /// A version in the history of a table.
  ///
  /// @param rows live ones as the manifest records them; [#UNKNOWN_ROWS] in versions of old
  ///   releases
  public record VersionInfo(long version, Instant timestamp, long rows) {
    public static final long UNKNOWN_ROWS = -1;
  }

  private Dataset(Session session, ManifestReader manifestReader, Versions versions, Refs refs) {
    this.session = session;
    this.manifestReader = manifestReader;
    this.versions = versions;
    this.refs = refs;
    this.files =
        new TableFiles(session, new TablePaths(versions.base(), manifestReader.manifest()));
    this.metrics = new IndexMetrics(files, manifestReader);
    this.rows = new TableRows(liveFragments(files, manifestReader.manifest()));
  }

  private static List<LiveFragment> liveFragments(TableFiles files, Manifest manifest) {
    List<LiveFragment> fragments = new ArrayList<>(manifest.fragments().size());
    for (Fragment fragment : manifest.fragments()) {
      fragments.add(new LiveFragment(files, fragment, manifest.hasStableRowIds()));
    }
    return fragments;
  }

  /// Opens the latest version.
  ///
  /// @param uri a path, `file://...` or another location that a store is known for
  /// @throws IllegalArgumentException when the text names no location
  /// @throws NotFoundException when there is no table
  public static Dataset open(String uri) {
    return open(uri, OpenOptions.DEFAULT);
  }

  /// @throws IllegalArgumentException when the text names no location
  /// @throws NotFoundException when there is no table, or not the version asked for
  /// @throws org.lance4j.format.UnsupportedFeatureException when the table needs what is not known
  ///   here
  /// @throws org.lance4j.format.CorruptFileException when it is damaged
  public static Dataset open(String uri, OpenOptions options) {
    return open(uri, options, UnaryOperator.identity());
  }

  /// @param wrap what stores are wrapped in before they are used: to delay or fail their requests
  static Dataset open(String uri, OpenOptions options, UnaryOperator<ObjectStore> wrap) {
    Session session = new Session(options, wrap);
    try {
      return Opening.open(session, Location.of(uri), options.ref());
    } catch (RuntimeException | Error e) {
      session.close();
      throw e;
    }
  }

  /// Finds the version that is meant.
  private record Opening(Session session, Refs refs, Location root) {
    static Dataset open(Session session, Location root, VersionRef ref) {
      Refs refs = new Refs(session.storage(), root);
      return new Opening(session, refs, root).open(ref);
    }

    private Dataset open(VersionRef ref) {
      return switch (ref) {
        case VersionRef.Branch branch -> {
          if (!branch.name().equals(Refs.MAIN)) {
            refs.branch(branch.name());
          }
          yield on(refs.branchRoot(branch.name()), branch.on());
        }
        case VersionRef.Tag tag -> {
          Refs.Tag found = refs.tag(tag.name());
          yield on(refs.branchRoot(found.branch()), VersionRef.version(found.version()));
        }
        case VersionRef.Latest _, VersionRef.Version _, VersionRef.AsOf _ -> on(root, ref);
      };
    }

    private Dataset on(Location base, VersionRef ref) {
      Versions versions = new Versions(session.storage(), base);
      ManifestReader manifest =
          switch (ref) {
            case VersionRef.Latest _ -> versions.openLatest();
            case VersionRef.Version version -> versions.open(version.number());
            case VersionRef.AsOf asOf -> versions.openAsOf(asOf.time());
            case VersionRef.Tag _, VersionRef.Branch _ ->
                throw new IllegalArgumentException("on a branch, a version or a time is meant");
          };
      return new Dataset(session, manifest, versions, refs);
    }
  }

  /// The location, without credentials.
  public String uri() {
    return versions.base().toString();
  }

  public long version() {
    return manifest().version();
  }

  /// What the manifest of this version says.
  public Manifest manifest() {
    return manifestReader.manifest();
  }

  /// The segments of all indexes.
  public List<IndexEntry> indexes() {
    return manifestReader.indexes();
  }

  /// The columns as scans give them: dictionaries have the type of their values, JSON is text,
  /// blobs are their bytes. What the table itself says is in [#manifest].
  public Schema schema() {
    return Projection.all(lanceSchema(), BlobHandling.BYTES).schema();
  }

  LanceSchema lanceSchema() {
    return manifest().schema();
  }

  /// All versions whose manifests are there, oldest first. Their files may be gone.
  public List<VersionInfo> versions() {
    List<VersionInfo> found = new ArrayList<>();
    for (ManifestLocation location : versions.list()) {
      try {
        Manifest manifest = versions.open(location).manifest();
        found.add(new VersionInfo(manifest.version(), manifest.timestamp(), rows(manifest)));
      } catch (NotFoundException e) {
        // Cleaned up since it was listed.
      }
    }
    return found;
  }

  private long rows(Manifest manifest) {
    long recorded = recordedRows(manifest);
    if (recorded != VersionInfo.UNKNOWN_ROWS) {
      return recorded;
    }
    try (TableFiles opened = new TableFiles(session, new TablePaths(versions.base(), manifest))) {
      return new TableRows(liveFragments(opened, manifest)).count();
    } catch (NotFoundException e) {
      return VersionInfo.UNKNOWN_ROWS;
    }
  }

  private static long recordedRows(Manifest manifest) {
    long rows = 0;
    for (Fragment fragment : manifest.fragments()) {
      if (fragment.physicalRows() == Fragment.UNKNOWN_ROWS) {
        return VersionInfo.UNKNOWN_ROWS;
      }
      rows += fragment.physicalRows();
      if (fragment.deletionFile() instanceof DeletionFile.Stored deleted) {
        rows -= deleted.deletedRows();
      }
    }
    return rows;
  }

  /// By name.
  public List<Refs.Tag> tags() {
    return refs.tags();
  }

  /// By name, without the main one.
  public List<Refs.Branch> branches() {
    return refs.branches();
  }

  /// The number of rows that are not deleted.
  public long countRows() {
    return rows.count();
  }

  /// The number of rows that are not deleted in some fragments.
  ///
  /// @throws NotFoundException when there is no such fragment
  public long countRows(List<Long> fragments) {
    long count = 0;
    for (long id : new TreeSet<>(fragments)) {
      count += fragment(id).liveRows();
    }
    return count;
  }

  /// The number of rows in the files that are deleted.
  public long countDeletedRows() {
    long physical = 0;
    for (LiveFragment fragment : rows.fragments()) {
      physical += fragment.physicalRows();
    }
    return physical - rows.count();
  }

  /// Requests and bytes that were read since the dataset was opened.
  public IoStatistics ioStatistics() {
    return session.counters().statistics();
  }

  /// A scan of all rows, to be narrowed.
  public Scan scan() {
    return new Scan(this, session.options().readAheadBytes());
  }

  /// A search for nearest neighbours of one vector.
  public Nearest nearest(String column, float[] vector) {
    return nearest(column, QueryVectors.of(vector));
  }

  /// A search for nearest neighbours of one vector or several.
  public Nearest nearest(String column, QueryVectors vectors) {
    return new Nearest(this, column, vectors);
  }

  /// Rows by their positions among the live rows, in the order asked for, with repetitions.
  ///
  /// @param columns see [Scan#columns(String...)]
  /// @return the caller's to close
  /// @throws NotFoundException when there is no such row
  public VectorSchemaRoot take(long[] positions, List<String> columns) {
    return take(RowSelection.positions(positions), columns, BlobHandling.BYTES);
  }

  /// Rows by what names them, in the order asked for, with repetitions.
  ///
  /// @throws NotFoundException when one does not exist or is deleted
  public VectorSchemaRoot take(RowSelection selection, List<String> columns, BlobHandling blobs) {
    return new Take(this, takeProjection(columns, blobs)).rows(addresses(selection));
  }

  /// The bytes of one value, to be read by ranges.
  ///
  /// @param column see [Scan#columns(String...)]; a blob, or any binary column
  /// @param position of the row among the live ones, from 0
  /// @return the caller's to close, before the dataset
  /// @throws NotFoundException when there is no such row, or its value is null
  /// @throws org.lance4j.format.InvalidQueryException when there is no such column, or it is not of
  ///   bytes
  public Blob blob(String column, long position) {
    return new BlobTake(this, column).open(addressesOfPositions(new long[] {position})[0]);
  }

  /// Reads every byte of this version: its manifest, what is on record of deleted rows and row ids,
  /// all columns of all data files, and what blobs point to; of indexes it looks whether their
  /// files are there. Bytes that can be read and make sense may still be others than were written:
  /// the format has no checksums.
  ///
  /// @throws InterruptedException when the calling thread is interrupted
  public Verification verify() throws InterruptedException {
    return verify((done, total) -> {});
  }

  /// The same, with word of how far it is.
  ///
  /// @throws InterruptedException when the calling thread is interrupted
  public Verification verify(Verification.Progress progress) throws InterruptedException {
    return new TableVerifier(session, manifestReader, versions.base(), progress).verify();
  }

  /// Random live rows, without repetition, in the order of the table.
  ///
  /// @param count all rows when there are fewer
  /// @return the caller's to close
  /// @throws IllegalArgumentException when `count` is negative
  /// @throws org.lance4j.format.InvalidQueryException when a column does not exist
  public VectorSchemaRoot sample(int count, List<String> columns, RandomGenerator random) {
    if (count < 0) {
      throw new IllegalArgumentException("a sample of " + count + " rows");
    }
    long total = countRows();
    TreeSet<Long> chosen = new TreeSet<>();
    // Floyd's algorithm: each subset is equally likely, and no position is drawn in vain
    for (long i = Math.max(0, total - count); i < total; i++) {
      long drawn = random.nextLong(i + 1);
      if (!chosen.add(drawn)) {
        chosen.add(i);
      }
    }
    return take(chosen.stream().mapToLong(Long::longValue).toArray(), columns);
  }

  private Projection takeProjection(List<String> columns, BlobHandling blobs) {
    if (projections.size() > MAX_PROJECTIONS) {
      projections.clear();
    }
    return projections.computeIfAbsent(
        new TakeKey(List.copyOf(columns), blobs),
        key -> Projection.of(lanceSchema(), key.columns, blobs));
  }

  private long[] addresses(RowSelection selection) {
    return switch (selection) {
      case RowSelection.Positions positions -> addressesOfPositions(positions.rows());
      case RowSelection.Ids ids -> addressesOfIds(ids.ids());
      case RowSelection.Addresses addresses -> checked(addresses.addresses());
    };
  }

  private long[] addressesOfPositions(long[] positions) {
    long total = rows.count();
    long[] starts = rows.starts();
    long[] addresses = new long[positions.length];
    for (int i = 0; i < positions.length; i++) {
      if (positions[i] < 0 || positions[i] >= total) {
        throw new NotFoundException("no row " + positions[i] + " among " + total);
      }
      int at = rows.fragmentOf(positions[i]);
      LiveFragment fragment = rows.fragments().get(at);
      addresses[i] = fragment.address(fragment.physicalRow(positions[i] - starts[at]));
    }
    return addresses;
  }

  /// @throws NotFoundException when an id is of no live row
  long[] addressesOfIds(long[] ids) {
    if (!manifest().hasStableRowIds()) {
      return checked(ids);
    }
    RowIdIndex index = rowIdIndex();
    long[] addresses = new long[ids.length];
    for (int i = 0; i < ids.length; i++) {
      addresses[i] = index.addressOf(ids[i]);
      if (addresses[i] == RowIdIndex.ABSENT) {
        throw new NotFoundException("no row with id " + Long.toUnsignedString(ids[i]));
      }
    }
    return addresses;
  }

  private long[] checked(long[] addresses) {
    for (long address : addresses) {
      LiveFragment fragment = rows.byId(address >>> 32);
      if (fragment == null || !fragment.isLive(address & 0xffff_ffffL)) {
        throw new NotFoundException("no row at address " + Long.toUnsignedString(address));
      }
    }
    return addresses;
  }

  private RowIdIndex rowIdIndex() {
    RowIdIndex known = rowIds;
    if (known == null) {
      List<RowIdIndex.FragmentRows> all = new ArrayList<>(rows.fragments().size());
      for (LiveFragment fragment : rows.fragments()) {
        all.add(fragment.idRows());
      }
      known = RowIdIndex.of(all);
      rowIds = known;
    }
    return known;
  }

  IndexMetrics metrics() {
    return metrics;
  }

  TableRows rows() {
    return rows;
  }

  TableFiles files() {
    return files;
  }

  LiveFragment fragment(long id) {
    LiveFragment fragment = rows.byId(id);
    if (fragment == null) {
      throw new NotFoundException("no fragment " + id + " in version " + version());
    }
    return fragment;
  }

  BufferAllocator allocator() {
    return session.allocator();
  }

  LeasedCache<ReaderKey, FragmentReader>.Lease reader(
      LiveFragment fragment, Projection projection) {
    return readers.lease(
        new ReaderKey(fragment, projection),
        key -> FragmentReader.open(rows, key.fragment, key.projection));
  }

  ReadAhead readAhead(Iterator<? extends BatchTask> tasks, long budgetBytes, boolean ordered) {
    return new ReadAhead(
        tasks, session.pool(), 2 * session.options().threads(), budgetBytes, ordered);
  }

  int threads() {
    return session.options().threads();
  }

  void inParallel(Runnable work) {
    session.inParallel(work);
  }

  /// Idempotent.
  ///
  /// @throws IllegalStateException when something that was read is not closed yet
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try {
        readers.close();
      } finally {
        try {
          files.close();
        } finally {
          session.close();
        }
      }
    }
  }
}
