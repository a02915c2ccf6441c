package org.lance4j.encoding.structural;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.lance4j.encoding.PageCache;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.StoredColumn;
import org.lance4j.encoding.StoredField;
import org.lance4j.encoding.StoredPage;
import org.lance4j.format.Bounds;
import org.lance4j.format.FileVersion;
import org.lance4j.format.UnsupportedFeatureException;

/// The column of one leaf: its pages, and the layers of nesting around it. Page descriptions are
/// parsed when they are first needed. Immutable as seen from outside, thread-safe.
final class LeafColumn {
  private final StoredField field;
  private final StoredColumn column;
  private final LeafPath path;
  private final FileVersion version;
  private final PageCache cache;

  /// First row of each page, and the end.
  private final long[] starts;

  private final AtomicReferenceArray<PageReader> pages;

  LeafColumn(
      StoredField field, StoredColumn column, LeafPath path, FileVersion version, PageCache cache) {
    this.field = field;
    this.column = column;
    this.path = path;
    this.version = version;
    this.cache = cache;
    int n = column.pages().size();
    this.starts = new long[n + 1];
    this.pages = new AtomicReferenceArray<>(n);
    for (int i = 0; i < n; i++) {
      long length = column.pages().get(i).length();
      Bounds.check(
          length >= 0 && length % path.entriesPerRow() == 0,
          "page of " + length + " items in lists of " + path.entriesPerRow());
      starts[i + 1] = Bounds.add(starts[i], length / path.entriesPerRow(), "rows of a column");
    }
  }

  StoredField field() {
    return field;
  }

  LeafPath path() {
    return path;
  }

  long rowCount() {
    return starts[starts.length - 1];
  }

  /// Adds what the pages have to do for the rows, page by page. The rows are in the column.
  void read(RowRanges rows, ReadMemory memory, List<PageRead> reads) {
    int range = 0;
    long at = rows.rangeCount() == 0 ? 0 : rows.start(0);
    int page = 0;
    while (range < rows.rangeCount()) {
      page = pageOf(at, page);
      long end = starts[page + 1];
      int last = range;
      while (last + 1 < rows.rangeCount() && rows.start(last + 1) < end) {
        last++;
      }
      reads.add(page(page).read(slice(rows, range, last, at, page), memory));
      if (rows.end(last) > end) {
        range = last;
        at = end;
      } else {
        range = last + 1;
        at = range < rows.rangeCount() ? rows.start(range) : end;
      }
    }
  }

  /// The ranges `[first, last]`, beginning at `at`, as far as they lie in the page.
  private PageRows slice(RowRanges rows, int first, int last, long at, int page) {
    int n = last - first + 1;
    int entries = path.entriesPerRow();
    long[] from = new long[n];
    long[] to = new long[n];
    for (int i = 0; i < n; i++) {
      from[i] = (rows.start(first + i) - starts[page]) * entries;
      to[i] = (Math.min(rows.end(first + i), starts[page + 1]) - starts[page]) * entries;
    }
    from[0] = (at - starts[page]) * entries;
    return new PageRows(from, to);
  }

  private int pageOf(long row, int least) {
    int at = Arrays.binarySearch(starts, least, starts.length, row);
    if (at < 0) {
      return -at - 2;
    }
    while (starts[at + 1] == row) {
      at++;
    }
    return at;
  }

  private PageReader page(int number) {
    PageReader page = pages.get(number);
    if (page == null) {
      page = open(number);
      pages.set(number, page);
    }
    return page;
  }

  private PageReader open(int number) {
    StoredPage page = column.pages().get(number);
    PageSource source =
        new PageSource(page.buffers(), page.length(), column.index(), number, cache);
    PageLayout layout = PageLayout.of(page);
    checkSettled(page, layout);
    return open(layout, source);
  }

  /// Refuses what was only written before the version of the file was settled: other messages in
  /// 2.3, other chunk words in 2.2.
  private void checkSettled(StoredPage page, PageLayout layout) {
    boolean planar = page.encodingType().equals(PageLayoutParser.PLANAR);
    if (planar != version.atLeast(FileVersion.V2_3)) {
      throw new UnsupportedFeatureException(
          "page encoding " + page.encodingType() + " in a file of version " + version);
    }
    if (layout instanceof PageLayout.MiniBlock chunks
        && chunks.largeChunks() != version.atLeast(FileVersion.V2_2)) {
      throw new UnsupportedFeatureException(
          "mini-block chunk words of "
              + (chunks.largeChunks() ? 32 : 16)
              + " bits in a file of version "
              + version);
    }
  }

  private PageReader open(PageLayout layout, PageSource source) {
    if ((layout instanceof PageLayout.Blob) != (field.kind() == StoredField.Kind.BLOB)) {
      throw new UnsupportedFeatureException("page layout " + layout + " of a " + field.kind());
    }
    return switch (layout) {
      case PageLayout.MiniBlock miniBlock ->
          new MiniBlockPage(miniBlock, levels(miniBlock.layers()), source);
      case PageLayout.FullZip fullZip -> new FullZipPage(fullZip, levels(fullZip.layers()), source);
      case PageLayout.Constant constant ->
          new ConstantPage(constant, levels(padded(constant)), source, field.arrow());
      case PageLayout.Blob blob -> openBlob(blob, levels(blob.layers()), source);
      case PageLayout.Sparse sparse -> new SparsePage(sparse, path, source, field.arrow());
    };
  }

  private PageReader openBlob(PageLayout.Blob blob, LayerLevels levels, PageSource source) {
    if (levels.maxRepetition() > 0) {
      throw new UnsupportedFeatureException(
          "blobs of version 1 in lists, in a file of version "
              + version
              + ": "
              + field.arrow().getName());
    }
    StoredField descriptions =
        new StoredField(BlobPage.descriptions(), StoredField.Kind.LEAF, field.column(), List.of());
    LeafColumn inner =
        new LeafColumn(descriptions, column, BlobPage.descriptionPath(), version, cache);
    boolean payloads = !(field.arrow().getType() instanceof ArrowType.Struct);
    return new BlobPage(levels, inner.open(blob.inner(), source), payloads);
  }

  /// Checks the page's layers against the schema.
  private LayerLevels levels(List<RepDefLayer> written) {
    List<RepDefLayer> layers = withoutPackedFields(written);
    if (path.fixedSizeListInList()) {
      throw new UnsupportedFeatureException(
          "fixed-size lists of structs in lists, in a page of a dense layout: "
              + field.arrow().getName());
    }
    Bounds.check(
        layers.size() == path.count(),
        "page of " + layers.size() + " layers in a column of " + path.count());
    for (int i = 0; i < layers.size(); i++) {
      Bounds.check(
          layers.get(i).list() == path.list(i), "layer " + i + " of a page is " + layers.get(i));
    }
    return new LayerLevels(layers);
  }

  /// Releases before 10.0 wrote a layer for the fields of a packed struct beside that of the
  /// struct. The fields of blob descriptions, where this is met, are never null.
  private List<RepDefLayer> withoutPackedFields(List<RepDefLayer> layers) {
    boolean extra =
        field.kind() == StoredField.Kind.PACKED_STRUCT
            && layers.size() == path.count() + 1
            && layers.getFirst() == RepDefLayer.ALL_VALID_ITEM;
    return extra ? layers.subList(1, layers.size()) : layers;
  }

  /// The layers of a page, with those that are left out where the leaf is null throughout: structs
  /// without fields have one layer, however deep they lie.
  private List<RepDefLayer> padded(PageLayout.Constant constant) {
    List<RepDefLayer> layers = constant.layers();
    if (layers.size() != 1 || constant.inline() != null) {
      return layers;
    }
    layers = new ArrayList<>(layers);
    while (layers.size() < path.count()) {
      layers.add(RepDefLayer.ALL_VALID_ITEM);
    }
    return layers;
  }
}
