package org.lance4j.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.StoredColumn;
import org.lance4j.encoding.StoredField;
import org.lance4j.encoding.StoredFile;
import org.lance4j.encoding.StoredPage;
import org.lance4j.encoding.legacy.LegacyPage;
import org.lance4j.encoding.structural.PageLayout;
import org.lance4j.encoding.v20.ArrayEncodingParser;
import org.lance4j.file.BlobHandling;
import org.lance4j.file.FieldLayout;
import org.lance4j.file.LanceFileReader;
import org.lance4j.file.MetadataCache;
import org.lance4j.file.ReadMode;
import org.lance4j.format.FieldPath;
import org.lance4j.format.FileVersion;
import org.lance4j.format.LanceException;
import org.lance4j.format.LanceField;
import org.lance4j.format.LanceSchema;
import org.lance4j.format.LogicalType;
import org.lance4j.io.Location;
import org.lance4j.io.ObjectStores;
import org.lance4j.io.ReadScheduler;
import org.lance4j.io.StorageOptions;
import org.lance4j.manifest.TableStorage;
import picocli.CommandLine.Model.CommandSpec;

/// What a data file holds: columns, pages, layouts, encodings, sizes.
final class InspectCommand implements Command {
  /// A field as the file numbers its columns.
  private record Named(String path, LanceField field, StoredField stored) {}

  @Override
  public String name() {
    return "inspect";
  }

  @Override
  public String summary() {
    return "Prints the columns, pages, encodings and sizes of a data file.";
  }

  @Override
  public void describe(CommandSpec spec) {
    spec.addPositional(Command.parameter(0, "FILE", "The data file, by path or URI."));
    Document.describe(spec);
  }

  @Override
  public int run(Arguments arguments, Streams streams) throws IOException {
    Location location = TableOptions.location(arguments.positional(0));
    Document.Fields said;
    try (ObjectStores stores = ObjectStores.load();
        ReadScheduler scheduler = ReadScheduler.create();
        LanceFileReader file =
            LanceFileReader.open(
                new TableStorage(stores, StorageOptions.none()).open(location),
                scheduler,
                MetadataCache.ofBytes(0),
                ReadMode.READ)) {
      said = document(location, file);
    }
    return arguments.text("--format", "text").equals("text")
        ? lines(said, streams)
        : said.print(arguments, streams);
  }

  private static Document.Fields document(Location location, LanceFileReader reader) {
    return reader.version() == FileVersion.V0_1
        ? legacyDocument(location, reader)
        : pagedDocument(location, reader);
  }

  /// Of a file of version 0.1, where each field that has pages is a column and has its own number.
  private static Document.Fields legacyDocument(Location location, LanceFileReader reader) {
    List<Document> columns = new ArrayList<>();
    long bytes = 0;
    Map<Integer, Named> names = names(reader, 0);
    for (int id : new TreeSet<>(names.keySet())) {
      Named named = Objects.requireNonNull(names.get(id));
      List<Document> pages = new ArrayList<>();
      long columnBytes = 0;
      for (LegacyPage page : reader.legacyPages(named.stored())) {
        columnBytes += bytes(page.buffers());
        pages.add(
            page(page.rows(), page.firstRow(), page.buffers()).with("encoding", page.encoding()));
      }
      bytes += columnBytes;
      if (!pages.isEmpty()) {
        columns.add(column(id, named, columnBytes, pages));
      }
    }
    return file(location, reader, bytes, List.of(), columns);
  }

  private static Document.Fields pagedDocument(Location location, LanceFileReader reader) {
    StoredFile file = reader.metadata().stored();
    Map<Integer, Named> names = names(reader, file.columns().size());
    List<Document> columns = new ArrayList<>();
    long bytes = 0;
    for (StoredColumn column : file.columns()) {
      Named named = names.get(column.index());
      List<Document> pages = new ArrayList<>();
      long columnBytes = bytes(column.buffers());
      for (StoredPage page : column.pages()) {
        pages.add(page(file, column, page, named));
        columnBytes += bytes(page.buffers());
      }
      bytes += columnBytes;
      columns.add(column(column.index(), named, columnBytes, pages));
    }
    return file(location, reader, bytes, reader.metadata().globalBuffers(), columns);
  }

  private static Document.Fields file(
      Location location,
      LanceFileReader reader,
      long pageBytes,
      List<ByteRange> globalBuffers,
      List<Document> columns) {
    return Document.fields()
        .with("file", location.toString())
        .with("version", reader.version().toString())
        .with("rows", reader.rowCount())
        .with("page_bytes", pageBytes)
        .with("global_buffers", buffers(globalBuffers))
        .with("columns", new Document.Items(columns));
  }

  private static Document column(
      int number, @Nullable Named named, long bytes, List<Document> pages) {
    return Document.fields()
        .with("column", number)
        .with("field", named == null ? null : named.path())
        .with("type", named == null ? null : TypeText.of(named.field().toStoredArrow()))
        .with("bytes", bytes)
        .with("pages", new Document.Items(pages));
  }

  private static Document.Fields page(long rows, long firstRow, List<ByteRange> buffers) {
    return Document.fields()
        .with("rows", rows)
        .with("first_row", firstRow)
        .with("bytes", bytes(buffers))
        .with("buffers", buffers(buffers));
  }

  private static Document page(
      StoredFile file, StoredColumn column, StoredPage page, @Nullable Named named) {
    return page(page.length(), page.priority(), page.buffers())
        .with("encoding", encoding(file.version(), column, page, named));
  }

  private static String encoding(
      FileVersion version, StoredColumn column, StoredPage page, @Nullable Named named) {
    boolean dictionary =
        named != null && named.field().logicalType() instanceof LogicalType.Dictionary;
    try {
      return version.atLeast(FileVersion.V2_1)
          ? PageLayout.of(page).toString()
          : ArrayEncodingParser.parse(page, column, dictionary).describe();
    } catch (LanceException e) {
      return "unreadable: " + e.getMessage();
    }
  }

  private static long bytes(List<ByteRange> buffers) {
    return buffers.stream().mapToLong(ByteRange::length).sum();
  }

  private static Document buffers(List<ByteRange> buffers) {
    List<Document> ranges = new ArrayList<>();
    for (ByteRange range : buffers) {
      ranges.add(Document.fields().with("offset", range.offset()).with("bytes", range.length()));
    }
    return new Document.Items(ranges);
  }

  private static Map<Integer, Named> names(LanceFileReader reader, int columnCount) {
    LanceSchema schema = reader.schema();
    FieldLayout layout = FieldLayout.of(reader.version(), schema, columnCount);
    Map<Integer, Named> names = new HashMap<>();
    for (LanceField field : schema.fields()) {
      StoredField stored = layout.store(field, schema, BlobHandling.DESCRIPTIONS);
      if (stored != null) {
        name(List.of(), field, stored, names);
      }
    }
    return names;
  }

  private static void name(
      List<String> above, LanceField field, StoredField stored, Map<Integer, Named> names) {
    List<String> path = new ArrayList<>(above);
    path.add(field.name());
    if (stored.column() >= 0) {
      names.put(stored.column(), new Named(FieldPath.format(path), field, stored));
    }
    for (int i = 0; i < Math.min(field.children().size(), stored.children().size()); i++) {
      name(path, field.children().get(i), stored.children().get(i), names);
    }
  }

  private static int lines(Document.Fields file, Streams streams) throws IOException {
    TextBuffer out = new TextBuffer();
    for (String name : List.of("file", "version", "rows", "page_bytes", "global_buffers")) {
      out.text(name + ": " + file.field(name).inlined() + "\n");
    }
    for (Document item : ((Document.Items) file.field("columns")).items()) {
      Document.Fields column = (Document.Fields) item;
      out.text("column " + column.field("column").inlined());
      out.text("  " + column.field("field").inlined() + "  " + column.field("type").inlined());
      out.text("  " + column.field("bytes").inlined() + " bytes\n");
      Document.table((Document.Items) column.field("pages"), "  ", out);
    }
    out.drainTo(streams.out());
    streams.out().flush();
    return ExitCode.DONE;
  }
}
