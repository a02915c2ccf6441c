package org.lance4j.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.lance4j.file.MetadataCache;
import org.lance4j.file.ReadMode;
import org.lance4j.io.Location;
import org.lance4j.manifest.Fragment;
import org.lance4j.manifest.Manifest;
import org.lance4j.manifest.ManifestReader;
import org.lance4j.manifest.RowIdIndex;
import org.lance4j.manifest.RowIdSequence;
import org.lance4j.manifest.TablePaths;

/// Verifies a version: what its manifest says, then fragment by fragment what is on record of the
/// rows, then, on all threads, every column of every data file by itself, so that damage in one
/// hides nothing in another. Nothing comes from caches or is mapped. Used once.
final class TableVerifier {
  private static final long CACHE_BYTES = 32 << 20;

  private final Session session;
  private final ManifestReader reader;
  private final TablePaths paths;
  private final Location base;
  private final Verification.Progress progress;
  private final Findings findings = new Findings();
  private final Thread caller = Thread.currentThread();

  TableVerifier(
      Session session, ManifestReader reader, Location base, Verification.Progress progress) {
    this.session = session;
    this.reader = reader;
    this.base = base;
    this.paths = new TablePaths(base, reader.manifest());
    this.progress = progress;
  }

  /// @throws InterruptedException when the calling thread is interrupted
  Verification verify() throws InterruptedException {
    try (TableFiles files =
        new TableFiles(session, paths, MetadataCache.ofBytes(CACHE_BYTES), ReadMode.READ)) {
      new ManifestVerifier(reader, base, files, findings).verify();
      Manifest manifest = reader.manifest();
      List<ColumnVerifier> columns = new ArrayList<>();
      List<LiveFragment> fragments = new ArrayList<>();
      for (Fragment fragment : manifest.fragments()) {
        LiveFragment live = new LiveFragment(files, fragment, manifest.hasStableRowIds());
        fragments.add(live);
        columns.addAll(
            new FragmentVerifier(reader.location(), manifest.schema(), live, findings)
                .verify(session.allocator()));
        check();
      }
      rowIds(manifest, fragments);
      read(columns);
      check();
    }
    return findings.result();
  }

  private void check() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("verification of " + base + " was interrupted");
    }
  }

  private void rowIds(Manifest manifest, List<LiveFragment> fragments) {
    if (manifest.hasStableRowIds() && findings.isSound()) {
      findings.attempt(
          reader.location(),
          "row ids: ",
          () -> {
            RowIdIndex index = RowIdIndex.of(fragments.stream().map(LiveFragment::idRows).toList());
            fragments.forEach(fragment -> rowIds(fragment, index));
          });
    }
  }

  /// That every live row is found by its id: no two have the same.
  private void rowIds(LiveFragment fragment, RowIdIndex index) {
    RowIdSequence ids = fragment.rowIds();
    for (long row = 0; row < ids.length() && !caller.isInterrupted(); row++) {
      if (fragment.isLive(row) && index.addressOf(ids.get(row)) != fragment.address(row)) {
        findings.problem(
            reader.location(),
            "two rows have the id "
                + ids.get(row)
                + ", one of them in fragment "
                + fragment.fragment().id());
        return;
      }
    }
  }

  private void read(List<ColumnVerifier> columns) {
    AtomicInteger next = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    session.inParallel(() -> {
      for (int i = next.getAndIncrement(); i < columns.size(); i = next.getAndIncrement()) {
        if (caller.isInterrupted()) {
          return;
        }
        columns.get(i).verify(caller::isInterrupted);
        synchronized (done) {
          progress.columnDone(done.incrementAndGet(), columns.size());
        }
      }
    });
  }
}
