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
  /// latest version is its first name, and no more is asked for (of a local file system, the sizes
  /// of the others).
  private String latestListed(ObjectStore store) {
    try (ObjectListing listing = store.list(directory, ListDepth.FLAT, "")) {
      List<String> names = new ArrayList<>();
      while (listing.hasNext()) {
        names.add(listing.next().name());
        if (names.size() == 1 && ManifestNaming.isV2(names.getFirst())) {
          break;
        }
      }
      return latestOf(names);
    } catch (IOException e) {
      throw TableStorage.failure(directory, e);
    }
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
      ManifestReader reader = open(location);
      if (!reader.manifest().timestamp().isAfter(time)) {
        return reader;
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
