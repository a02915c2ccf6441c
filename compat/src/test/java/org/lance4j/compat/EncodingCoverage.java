package org.lance4j.compat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.StoredColumn;
import org.lance4j.encoding.StoredFile;
import org.lance4j.encoding.StoredPage;
import org.lance4j.encoding.compression.CompressiveEncoding;
import org.lance4j.encoding.structural.PageLayout;
import org.lance4j.encoding.structural.RepDefLayer;
import org.lance4j.encoding.v20.ArrayEncoding;
import org.lance4j.encoding.v20.ArrayEncodingParser;
import org.lance4j.file.LanceFileReader;
import org.lance4j.file.MetadataCache;
import org.lance4j.file.ReadMode;
import org.lance4j.format.FileVersion;
import org.lance4j.format.LanceException;
import org.lance4j.io.Location;
import org.lance4j.io.ObjectStore;
import org.lance4j.io.ObjectStores;
import org.lance4j.io.ReadScheduler;
import org.lance4j.io.StorageOptions;

/// Which layouts and encodings occur in data files, as words: file version, encoding, and whether
/// the page that it is in has nulls. The switches have no default, so that a new encoding must be
/// looked for here.
final class EncodingCoverage {
  private final Set<String> seen = new TreeSet<>();

  Set<String> seen() {
    return seen;
  }

  /// Looks into all data files of a table.
  void addTable(Path table) {
    try (Stream<Path> files = Files.walk(table);
        ReadScheduler scheduler = ReadScheduler.create()) {
      ObjectStores stores = ObjectStores.load();
      List<Path> data = files.filter(p -> p.toString().endsWith(".lance")).toList();
      for (Path file : data) {
        addFile(file, stores, scheduler);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void addFile(Path file, ObjectStores stores, ReadScheduler scheduler) throws IOException {
    Location location = Location.of(file);
    ObjectStore store = stores.storeOf(location, StorageOptions.none());
    try (LanceFileReader reader =
        LanceFileReader.open(
            store.open(location),
            scheduler,
            MetadataCache.ofBytes(MetadataCache.DEFAULT_BYTES),
            ReadMode.READ)) {
      StoredFile stored = reader.metadata().stored();
      for (StoredColumn column : stored.columns()) {
        for (StoredPage page : column.pages()) {
          addPage(stored.version(), page, column);
        }
      }
    } catch (LanceException e) {
      // files of version 0.1 have no such metadata, and pages that no settled release wrote are not
      // for us
      seen.add("refused " + e.getClass().getSimpleName());
    }
  }

  void addPage(FileVersion version, StoredPage page, StoredColumn column) {
    if (version == FileVersion.V2_0) {
      add(version, ArrayEncodingParser.parse(page, column, false));
    } else {
      add(version, PageLayout.of(page));
    }
  }

  private void see(FileVersion version, Class<?> what, boolean nulls) {
    seen.add(word(version, what, nulls));
  }

  /// The word for an encoding of a version.
  static String word(FileVersion version, Class<?> what, boolean nulls) {
    return version + " " + what.getSimpleName() + (nulls ? " with nulls" : " without nulls");
  }

  private void add(FileVersion version, PageLayout layout) {
    switch (layout) {
      case PageLayout.MiniBlock m -> {
        boolean nulls = layers(version, m, m.layers());
        add(version, m.values(), nulls);
        addIfThere(version, m.repetition(), nulls);
        addIfThere(version, m.definition(), nulls);
        PageLayout.@Nullable PageDictionary dictionary = m.dictionary();
        if (dictionary != null) {
          see(version, PageLayout.PageDictionary.class, nulls);
          add(version, dictionary.encoding(), nulls);
        }
      }
      case PageLayout.FullZip f -> add(version, f.values(), layers(version, f, f.layers()));
      case PageLayout.Constant c -> {
        boolean nulls = layers(version, c, c.layers());
        addIfThere(version, c.repetition(), nulls);
        addIfThere(version, c.definition(), nulls);
      }
      case PageLayout.Blob b -> {
        layers(version, b, b.layers());
        add(version, b.inner());
      }
      case PageLayout.Sparse s -> addSparse(version, s);
    }
  }

  private boolean layers(FileVersion version, PageLayout layout, List<RepDefLayer> layers) {
    boolean nulls = layers.stream().anyMatch(EncodingCoverage::hasNulls);
    see(version, layout.getClass(), nulls);
    layers.forEach(layer -> seen.add(version + " " + layer));
    return nulls;
  }

  private void addSparse(FileVersion version, PageLayout.Sparse sparse) {
    boolean nulls = sparse.layers().stream().anyMatch(layer -> restricts(layer.validity()));
    see(version, sparse.getClass(), nulls);
    addIfThere(version, sparse.indices(), nulls);
    add(version, sparse.values());
    for (PageLayout.SparseLayer layer : sparse.layers()) {
      see(version, layer.getClass(), restricts(layer.validity()));
      add(version, layer.validity().encoding(), nulls);
      switch (layer) {
        case PageLayout.SparseLayer.Item _, PageLayout.SparseLayer.FixedSizeListItems _ -> {}
        case PageLayout.SparseLayer.ListItems list -> {
          add(version, list.nonEmpty().encoding(), nulls);
          add(version, list.counts(), nulls);
        }
      }
    }
  }

  /// Whether not all slots are meant.
  private static boolean restricts(PageLayout.SparsePositions positions) {
    return !positions.excluded() || positions.count() > 0;
  }

  private void addIfThere(
      FileVersion version, @Nullable CompressiveEncoding encoding, boolean nulls) {
    if (encoding != null) {
      add(version, encoding, nulls);
    }
  }

  private static boolean hasNulls(RepDefLayer layer) {
    return switch (layer) {
      case ALL_VALID_ITEM, ALL_VALID_LIST, EMPTYABLE_LIST -> false;
      case NULLABLE_ITEM, NULLABLE_LIST, NULL_AND_EMPTY_LIST -> true;
    };
  }

  private void add(FileVersion version, CompressiveEncoding encoding, boolean nulls) {
    see(version, encoding.getClass(), nulls);
    switch (encoding) {
      case CompressiveEncoding.Flat _,
          CompressiveEncoding.Constant _,
          CompressiveEncoding.OutOfLineBitpacking _,
          CompressiveEncoding.InlineBitpacking _,
          CompressiveEncoding.ByteStreamSplit _,
          CompressiveEncoding.PackedStruct _,
          CompressiveEncoding.Range _ -> {}
      case CompressiveEncoding.Variable v -> add(version, v.offsets(), nulls);
      case CompressiveEncoding.Fsst f -> add(version, f.values(), nulls);
      case CompressiveEncoding.Dictionary d -> {
        add(version, d.indices(), nulls);
        add(version, d.items(), nulls);
      }
      case CompressiveEncoding.Rle r -> {
        add(version, r.values(), nulls);
        add(version, r.runLengths(), nulls);
      }
      case CompressiveEncoding.General g -> {
        seen.add(version + " " + g.scheme());
        add(version, g.values(), nulls);
      }
      case CompressiveEncoding.FixedSizeList l -> add(version, l.values(), nulls);
      case CompressiveEncoding.VariablePackedStruct s ->
          s.fields().forEach(f -> add(version, f.value(), nulls));
      case CompressiveEncoding.Delta d -> add(version, d.deltas(), nulls);
    }
  }

  /// In files of version 2.0, nulls are encodings of their own.
  private void add(FileVersion version, ArrayEncoding encoding) {
    seen.add(word(version, encoding.getClass()));
    switch (encoding) {
      case ArrayEncoding.Flat _,
          ArrayEncoding.AllNulls _,
          ArrayEncoding.SimpleStruct _,
          ArrayEncoding.Bitpacked _,
          ArrayEncoding.BitpackedForNonNeg _ -> {}
      case ArrayEncoding.NoNulls n -> add(version, n.values());
      case ArrayEncoding.SomeNulls n -> {
        add(version, n.validity());
        add(version, n.values());
      }
      case ArrayEncoding.FixedSizeList l -> add(version, l.items());
      case ArrayEncoding.Lists l -> add(version, l.offsets());
      case ArrayEncoding.Binary b -> {
        add(version, b.indices());
        add(version, b.bytes());
      }
      case ArrayEncoding.Dictionary d -> {
        add(version, d.indices());
        add(version, d.items());
      }
      case ArrayEncoding.Fsst f -> add(version, f.binary());
      case ArrayEncoding.PackedStruct p -> p.fields().forEach(f -> add(version, f));
      case ArrayEncoding.FixedSizeBinary b -> add(version, b.bytes());
    }
  }

  static String word(FileVersion version, Class<?> what) {
    return version + " " + what.getSimpleName();
  }
}
