package org.lance4j.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.lance4j.dataset.Dataset;
import org.lance4j.io.Location;
import org.lance4j.io.ObjectStores;
import org.lance4j.io.StorageOptions;
import org.lance4j.manifest.DataFile;
import org.lance4j.manifest.Fragment;
import org.lance4j.manifest.TablePaths;

/// How large a version of a table is.
final class TableSize {
  private TableSize() {}

  /// The bytes of all data files of the version; the store is asked for those that the manifest
  /// does not know.
  static long dataBytes(Dataset dataset) {
    TablePaths paths = new TablePaths(Location.of(dataset.uri()), dataset.manifest());
    long bytes = 0;
    try (ObjectStores stores = ObjectStores.load()) {
      for (Fragment fragment : dataset.manifest().fragments()) {
        for (DataFile file : fragment.files()) {
          Location location = paths.dataFile(file);
          bytes +=
              file.sizeBytes() >= 0
                  ? file.sizeBytes()
                  : stores.storeOf(location, StorageOptions.none()).size(location);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes;
  }
}
