package org.lance4j.dataset;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lance4j.format.FileVersion;
import org.lance4j.format.LanceField;
import org.lance4j.format.UnsupportedFeatureException;
import org.lance4j.io.ListDepth;
import org.lance4j.io.Location;
import org.lance4j.io.ObjectEntry;
import org.lance4j.io.ObjectListing;
import org.lance4j.io.ObjectStore;
import org.lance4j.manifest.DataFile;
import org.lance4j.manifest.Fragment;
import org.lance4j.manifest.IndexEntry;
import org.lance4j.manifest.Manifest;
import org.lance4j.manifest.ManifestReader;
import org.lance4j.manifest.TableStorage;

/// Verifies what the manifest of a version says: its sections, ids, and that indexes are there.
record ManifestVerifier(ManifestReader reader, Location base, TableFiles files, Findings findings) {
  void verify() {
    Manifest manifest = reader.manifest();
    fieldIds(manifest.schema().fields(), new HashSet<>());
    Set<Long> fragments = new HashSet<>();
    for (Fragment fragment : manifest.fragments()) {
      if (!fragments.add(fragment.id())) {
        findings.problem(reader.location(), "fragment " + fragment.id() + " is there twice");
      }
      files(fragment, manifest.fileVersion());
    }
    transaction();
    findings.attempt(reader.location(), "index section: ", () -> indexes(reader.indexes()));
  }

  private void fieldIds(List<LanceField> fields, Set<Integer> seen) {
    for (LanceField field : fields) {
      if (field.id() >= 0 && !seen.add(field.id())) {
        findings.remark(
            reader.location(), "field \"" + field.name() + "\" has an id twice: " + field.id());
      }
      fieldIds(field.children(), seen);
    }
  }

  private void files(Fragment fragment, FileVersion expected) {
    Set<Integer> held = new HashSet<>();
    for (DataFile file : fragment.files()) {
      if (file.version() != expected) {
        findings.remark(
            reader.location(),
            file.path() + " is of version " + file.version() + ", the table of " + expected);
      }
      for (int id : file.fieldIds()) {
        if (id >= 0 && !held.add(id)) {
          findings.remark(
              reader.location(),
              "fragment "
                  + fragment.id()
                  + " has field "
                  + id
                  + " in two places: the first counts");
        }
      }
    }
  }

  private void transaction() {
    try {
      reader.transaction(base);
    } catch (UnsupportedFeatureException e) {
      findings.remark(reader.location(), "transaction: " + e.getMessage());
    } catch (RuntimeException e) {
      findings.problem(reader.location(), "transaction: " + Findings.text(e));
    }
  }

  private void indexes(List<IndexEntry> indexes) {
    Map<String, Set<Long>> claimed = new HashMap<>();
    for (IndexEntry index : indexes) {
      Set<Long> ofName = claimed.computeIfAbsent(index.name(), ignored -> new HashSet<>());
      for (Fragment fragment : reader.manifest().fragments()) {
        if (index.fragmentIds().contains(fragment.id()) && !ofName.add(fragment.id())) {
          findings.remark(
              reader.location(),
              "two segments of index \"" + index.name() + "\" claim fragment " + fragment.id());
        }
      }
      String prefix = "index \"" + index.name() + "\": ";
      findings.attempt(reader.location(), prefix, () -> present(index, prefix));
    }
  }

  /// That the files of an index are there. Those that a table keeps for itself may have none.
  private void present(IndexEntry index, String prefix) {
    if (index.name().startsWith("__lance_")) {
      return;
    }
    Location directory = files.paths().indexDirectory(index);
    Map<String, Long> sizes = new HashMap<>();
    ObjectStore store = files.storage().storeOf(directory);
    try (ObjectListing listing = store.list(directory, ListDepth.RECURSIVE, "")) {
      while (listing.hasNext()) {
        ObjectEntry object = listing.next();
        sizes.put(object.name(), object.size());
      }
    } catch (IOException e) {
      throw TableStorage.failure(directory, e);
    }
    if (sizes.isEmpty()) {
      if (index.knowsFragments() && index.fragmentIds().size() == 0) {
        findings.remark(directory, prefix + "has no files, and knows no fragments");
      } else {
        findings.problem(directory, prefix + "its files are missing");
      }
      return;
    }
    for (IndexEntry.IndexFile file : index.files()) {
      Long size = sizes.get(file.path());
      if (size == null) {
        findings.problem(directory.resolve(file.path()), prefix + "the file is missing");
      } else if (file.sizeBytes() > 0 && size != file.sizeBytes()) {
        findings.problem(
            directory.resolve(file.path()),
            prefix + "the file has " + size + " bytes, " + file.sizeBytes() + " are on record");
      }
    }
  }
}
