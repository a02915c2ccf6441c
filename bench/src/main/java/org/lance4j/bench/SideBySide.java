package org.lance4j.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.lance.ipc.LanceScanner;
import org.lance.ipc.Query;
import org.lance.ipc.ScanOptions;
import org.lance4j.dataset.Dataset;
import org.lance4j.dataset.OpenOptions;
import org.lance4j.file.ReadMode;

/// Measures lance4j beside the native library (org.lance:lance-core) on the same tables in one
/// process, with a warm page cache, and prints medians and ratios (ours / native: below 1 is
/// faster).
///
/// ```
/// SideBySide FOLDER [PART-OF-A-NAME]
/// ```
///
/// The tables are made in FOLDER when they are not there: about 1 GB. `search mapped / plain sum`
/// holds a search beside [PlainSum] instead of the native library.
@SuppressWarnings({"deprecation", "try"}) // of the native library
public final class SideBySide {
  private static final Duration WARMUP = Duration.ofSeconds(5);

  private final BufferAllocator allocator;
  private final BenchTables tables;
  private final String only;
  private final List<Comparison.Result> results = new ArrayList<>();

  private SideBySide(BufferAllocator allocator, BenchTables tables, String only) {
    this.allocator = allocator;
    this.tables = tables;
    this.only = only;
  }

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Files.createDirectories(folder);
    try (BufferAllocator allocator = new RootAllocator()) {
      SideBySide run =
          new SideBySide(
              allocator, new BenchTables(folder, allocator), args.length > 1 ? args[1] : "");
      run.measure();
      System.out.printf(
          Locale.ROOT, "%n%-34s %12s %12s %8s%n", "median, us", "lance4j", "native", "ratio");
      run.results.forEach(System.out::println);
    }
  }

  private void measure() throws Exception {
    vectors(tables.vectors128(), "200k x 128", 128);
    vectors(tables.vectors768(), "100k x 768", 768);
    mixed(tables.mixed());
    open(tables.versions(1), "open, 1 version");
    open(tables.versions(100), "open, 100 versions");
  }

  private void compare(
      String name, Comparison.Measured ours, Comparison.Measured theirs, int repeats)
      throws Exception {
    if (name.contains(only)) {
      Comparison.Result result = new Comparison(name, ours, theirs).measure(WARMUP, 15, repeats);
      System.out.println(result);
      results.add(result);
    }
  }

  private void vectors(String uri, String shape, int dimension) throws Exception {
    float[] query = new float[dimension];
    SplittableRandom random = new SplittableRandom(99);
    for (int i = 0; i < dimension; i++) {
      query[i] = (float) random.nextDouble(-1, 1);
    }
    try (Dataset ours = Dataset.open(uri);
        org.lance.Dataset theirs = org.lance.Dataset.open(uri, allocator)) {
      compare(
          "scan " + shape,
          () -> rows(ours.scan().open()),
          () -> nativeScan(theirs, new ScanOptions.Builder()),
          1);
      compare(
          "scan vec of " + shape,
          () -> rows(ours.scan().columns("vec").open()),
          () -> nativeScan(theirs, new ScanOptions.Builder().columns(List.of("vec"))),
          1);
      takes(ours, theirs, shape, List.of("id", "vec"));
      compare(
          "exhaustive search " + shape, () -> ids(ours, query), () -> nativeIds(theirs, query), 1);
      mappedSearch(uri, shape, query, theirs);
    }
  }

  private void mappedSearch(String uri, String shape, float[] query, org.lance.Dataset theirs)
      throws Exception {
    OpenOptions mapping = OpenOptions.DEFAULT.withReadMode(ReadMode.MAP);
    try (Dataset ours = Dataset.open(uri, mapping);
        PlainSum sum = new PlainSum(Path.of(uri))) {
      compare("search mapped " + shape, () -> ids(ours, query), () -> nativeIds(theirs, query), 1);
      compare(
          "search mapped / plain sum " + shape,
          () -> Math.min(1, ids(ours, query)),
          () -> sum.sum() == 0 ? 0 : 1,
          1);
    }
  }

  private void mixed(String uri) throws Exception {
    try (Dataset ours = Dataset.open(uri);
        org.lance.Dataset theirs = org.lance.Dataset.open(uri, allocator)) {
      compare(
          "scan mixed",
          () -> rows(ours.scan().open()),
          () -> nativeScan(theirs, new ScanOptions.Builder()),
          1);
      List<String> columns = new ArrayList<>();
      ours.schema().getFields().forEach(field -> columns.add(field.getName()));
      for (String column : columns) {
        compare(
            "scan " + column + " of mixed",
            () -> rows(ours.scan().columns(column).open()),
            () -> nativeScan(theirs, new ScanOptions.Builder().columns(List.of(column))),
            1);
      }
      takes(ours, theirs, "mixed", columns);
    }
  }

  private void takes(Dataset ours, org.lance.Dataset theirs, String shape, List<String> columns)
      throws Exception {
    long count = ours.countRows();
    for (int rows : new int[] {1, 1000}) {
      // The same sequence of different rows for both.
      SplittableRandom ourRandom = new SplittableRandom(rows);
      SplittableRandom theirRandom = new SplittableRandom(rows);
      compare(
          "take " + rows + " of " + shape,
          () -> taken(ours, random(ourRandom, rows, count), columns),
          () -> nativeTaken(theirs, random(theirRandom, rows, count), columns),
          rows == 1 ? 200 : 1);
    }
  }

  private static long[] random(SplittableRandom random, int count, long bound) {
    return LongStream.generate(() -> random.nextLong(bound)).distinct().limit(count).toArray();
  }

  private static long taken(Dataset dataset, long[] rows, List<String> columns) {
    try (VectorSchemaRoot root = dataset.take(rows, columns)) {
      return root.getRowCount();
    }
  }

  private static long nativeTaken(org.lance.Dataset dataset, long[] rows, List<String> columns)
      throws IOException {
    return rows(dataset.take(Arrays.stream(rows).boxed().toList(), columns));
  }

  private void open(String uri, String name) throws Exception {
    compare(
        name,
        () -> {
          try (Dataset dataset = Dataset.open(uri)) {
            return dataset.version();
          }
        },
        () -> {
          try (org.lance.Dataset dataset = org.lance.Dataset.open(uri, allocator)) {
            return dataset.version();
          }
        },
        20);
  }

  private static long ids(Dataset dataset, float[] query) {
    try (VectorSchemaRoot root = dataset.nearest("vec", query).k(10).columns("id").search()) {
      return sum(root);
    }
  }

  private long nativeIds(org.lance.Dataset dataset, float[] query) throws Exception {
    Query nearest =
        new Query.Builder().setColumn("vec").setKey(query).setK(10).setUseIndex(false).build();
    ScanOptions options = new ScanOptions.Builder().columns(List.of("id")).nearest(nearest).build();
    long sum = 0;
    try (LanceScanner scanner = dataset.newScan(options);
        ArrowReader reader = scanner.scanBatches()) {
      while (reader.loadNextBatch()) {
        sum += sum(reader.getVectorSchemaRoot());
      }
    }
    return sum;
  }

  private static long sum(VectorSchemaRoot root) {
    long sum = 0;
    for (int i = 0; i < root.getRowCount(); i++) {
      sum += (Long) root.getVector("id").getObject(i);
    }
    return sum;
  }

  private static long nativeScan(org.lance.Dataset dataset, ScanOptions.Builder options)
      throws Exception {
    try (LanceScanner scanner = dataset.newScan(options.build())) {
      return rows(scanner.scanBatches());
    }
  }

  private static long rows(ArrowReader batches) throws IOException {
    long rows = 0;
    try (batches) {
      while (batches.loadNextBatch()) {
        rows += batches.getVectorSchemaRoot().getRowCount();
      }
    }
    return rows;
  }
}
