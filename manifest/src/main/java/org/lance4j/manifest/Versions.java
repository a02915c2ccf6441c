package org.lance4j.manifest;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.NotFoundException;
import org.lance4j.io.ListDepth;
import org.lance4j.io.Location;
import org.lance4j.io.ObjectListing;
import org.lance4j.io.ObjectStore;

/// The versions of a table or branch: `_versions` below its root. Immutable and thread-safe; every
/// call looks anew.
///
/// The file `latest_version_hint.json`, which releases from 7.0 on write, is not consulted: it may
/// be behind, and one listing tells the truth.
public final class Versions {
  /// The greatest name of scheme V2.
  private static final String LAST_V2 = "18446744073709551615.manifest";

  /// Names that remote stores give in one answer.
  private static final int ANSWER = 1000;

  private final TableStorage storage;
  private final Location base;
  private final Location directory;

  /// @param base the root of the table or branch
  public Versions(TableStorage storage, Location base) {
    this.storage = storage;
    this.base = base;
    this.directory = base.resolve("_versions");
  }

  /// The root of the table or branch.
  public Location base() {
    return base;
  }

  /// The latest version.
  ///
  /// @throws NotFoundException when there is no table
  public ManifestLocation latest() {
    String latest = latestListed(storage.storeOf(directory));
    if (latest.isEmpty()) {
      throw new NotFoundException("no table at " + base);
    }
    return located(latest);
  }

  /// A listing is in the order of names and fetched as it is read: in a table of scheme V2 the
  /// latest version is its first name. Names of scheme V1 come behind those of V2 or make the first
  /// name one of theirs; a table that has both, because its renaming was cut off or an old writer
  /// came later, is searched whole. Remote stores are believed what their first answer says.
  private String latestListed(ObjectStore store) {
    try {
      boolean remote = store.traits().remote();
      int most = remote ? ANSWER : 1;
      List<String> names = names(store, "", most);
      if (names.size() == most && !ManifestNaming.isV2(names.getFirst())) {
        names = names(store, "", Integer.MAX_VALUE);
      } else if (!remote) {
        names.addAll(names(store, LAST_V2, Integer.MAX_VALUE));
      }
      return latestOf(names);
    } catch (IOException e) {
      throw TableStorage.failure(directory, e);
    }
  }

  private List<String> names(ObjectStore store, String startAfter, int most) throws IOException {
    List<String> names = new ArrayList<>();
    try (ObjectListing listing = store.list(directory, ListDepth.FLAT, startAfter)) {
      while (names.size() < most && listing.hasNext()) {
        names.add(listing.next().name());
      }
    }
    return names;
  }

  /// The name of the latest manifest, or the empty text.
  private static String latestOf(List<String> names) {
    String latest = "";
    for (String name : names) {
      long version = ManifestNaming.versionOf(name);
      if (version != ManifestNaming.NO_VERSION
          && (latest.isEmpty() || version > ManifestNaming.versionOf(latest))) {
        latest = name;
      }
    }
    return latest;
  }

  /// All versions, ascending; detached ones are not among them. Empty when there is no table.
  public List<ManifestLocation> list() {
    List<ManifestLocation> found = new ArrayList<>();
    for (String name : storage.names(directory)) {
      if (ManifestNaming.versionOf(name) != ManifestNaming.NO_VERSION) {
        found.add(located(name));
      }
    }
    found.sort(Comparator.comparingLong(ManifestLocation::version));
    return found;
  }

  /// The versions that stand apart from the chain.
  public List<ManifestLocation> detached() {
    List<ManifestLocation> found = new ArrayList<>();
    for (String name : storage.names(directory)) {
      long version = ManifestNaming.detachedVersionOf(name);
      if (version != ManifestNaming.NO_VERSION) {
        found.add(new ManifestLocation(version, directory.resolve(name)));
      }
    }
    found.sort(Comparator.comparingLong(ManifestLocation::version));
    return found;
  }

  private ManifestLocation located(String name) {
    return new ManifestLocation(ManifestNaming.versionOf(name), directory.resolve(name));
  }

  /// Opens the latest version.
  ///
  /// @throws NotFoundException when there is no table
  public ManifestReader openLatest() {
    return open(latest());
  }

  /// Opens a version, also a detached one.
  ///
  /// @throws NotFoundException when it does not exist
  public ManifestReader open(long version) {
    for (ManifestNaming naming : List.of(ManifestNaming.V2, ManifestNaming.V1)) {
      Location location = directory.resolve(naming.fileName(version));
      try {
        return open(new ManifestLocation(version, location));
      } catch (NotFoundException e) {
        // The other scheme is tried next.
      }
    }
    throw new NotFoundException(
        "no version " + Long.toUnsignedString(version) + " of the table at " + base);
  }

  /// Opens the latest of the versions that were committed at `time` or before.
  ///
  /// @throws NotFoundException when all are later, or there is no table
  public ManifestReader openAsOf(Instant time) {
    for (ManifestLocation location : list().reversed()) {
      try {
        ManifestReader reader = open(location);
        if (!reader.manifest().timestamp().isAfter(time)) {
          return reader;
        }
      } catch (NotFoundException e) {
        // Cleaned up since it was listed: so are the older ones, or soon will be.
      }
    }
    throw new NotFoundException("no version of the table at " + base + " as old as " + time);
  }

  /// Opens a version that was found.
  ///
  /// @throws NotFoundException when it is gone
  /// @throws CorruptFileException when it is damaged, or another version than its name says
  public ManifestReader open(ManifestLocation location) {
    ManifestReader reader = ManifestReader.open(storage, location.location());
    if (reader.manifest().version() != location.version()) {
      throw new CorruptFileException(
          location.location().toString(),
          -1,
          "manifest is of version " + Long.toUnsignedString(reader.manifest().version()));
    }
    return reader;
  }
}
