package org.lance4j.manifest;

import java.util.Map;
import org.lance4j.format.CorruptFileException;
import org.lance4j.io.Location;

/// Where the files of one version of a table are: below its own root, or below a base path that the
/// manifest names, as in branches and shallow clones. Immutable.
public final class TablePaths {
  private final Location base;
  private final Map<Long, BasePath> bases;

  /// @param base the root of the table or branch that the manifest was read from
  public TablePaths(Location base, Manifest manifest) {
    this.base = base;
    this.bases = manifest.basePaths();
  }

  /// @throws CorruptFileException when the manifest does not know the file's base
  public Location dataFile(DataFile file) {
    return directory(file.baseId(), "data").resolve(file.path());
  }

  /// The deletion file of a fragment that has one.
  ///
  /// @throws CorruptFileException when the manifest does not know the file's base
  public Location deletionFile(long fragmentId, DeletionFile.Stored file) {
    return root(file.baseId()).resolve(file.path(fragmentId));
  }

  /// The directory with the files of an index.
  ///
  /// @throws CorruptFileException when the manifest does not know the index's base
  public Location indexDirectory(IndexEntry index) {
    return directory(index.baseId(), "_indices").resolve(index.uuid().toString());
  }

  /// The file with the bytes of packed and dedicated blobs of a data file: beside it, in a
  /// directory with its name, the bits of the blob's id in reverse.
  public Location blobFile(DataFile file, int blobId) {
    String path = file.path();
    int suffix = path.endsWith(".lance") ? ".lance".length() : 0;
    String bits = Integer.toBinaryString(Integer.reverse(blobId));
    String name = "0".repeat(32 - bits.length()) + bits + ".blob";
    return directory(file.baseId(), "data")
        .resolve(path.substring(0, path.length() - suffix))
        .resolve(name);
  }

  /// The file with the bytes of a managed blob.
  ///
  /// @param baseId of the data file, or for managed blobs with a base that of the blob
  /// @param path `blob_uri` of the blob's description, which leads from the root down
  public Location managedBlob(long baseId, String path) {
    return root(baseId).resolve(Paths.checked(path, "managed blob"));
  }

  private Location directory(long baseId, String name) {
    if (baseId < 0) {
      return base.resolve(name);
    }
    BasePath path = path(baseId);
    return path.isDatasetRoot() ? path.location().resolve(name) : path.location();
  }

  private Location root(long baseId) {
    return baseId < 0 ? base : path(baseId).location();
  }

  private BasePath path(long baseId) {
    BasePath path = bases.get(baseId);
    if (path == null) {
      throw new CorruptFileException("manifest has no base path " + baseId);
    }
    return path;
  }
}
