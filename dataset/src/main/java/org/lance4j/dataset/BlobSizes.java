package org.lance4j.dataset;

import java.util.Arrays;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.complex.StructVector;
import org.lance4j.format.Bounds;
import org.lance4j.format.FileVersion;
import org.lance4j.format.LanceField;
import org.lance4j.manifest.DataFile;

/// How many bytes the blobs of rows have, which pages do not tell: their descriptions do, and these
/// are read for it. Thread-safe.
final class BlobSizes {
  /// What an external blob counts whose size is nowhere on record: asking each would cost a
  /// request.
  private static final long UNRECORDED_BYTES = 4 << 20;

  private final Dataset dataset;
  private final Projection descriptions;

  private BlobSizes(Dataset dataset, Projection descriptions) {
    this.dataset = dataset;
    this.descriptions = descriptions;
  }

  /// @param projection of a read; its blobs count where it gives their bytes
  static BlobSizes of(Dataset dataset, Projection projection) {
    return new BlobSizes(dataset, projection.descriptionsOfBlobs());
  }

  /// Whether there are no blobs to count.
  boolean isNone() {
    return descriptions.columns().isEmpty();
  }

  /// Bytes per row.
  ///
  /// @param from the first live row of the fragment that is asked for
  /// @param to the row after the last; at most 2^31 rows in all
  long[] of(LiveFragment fragment, long from, long to) {
    long[] sizes = new long[Math.toIntExact(to - from)];
    // files of version 0.1 hold blobs in their pages like all values
    boolean inPages =
        fragment.fragment().files().stream().anyMatch(f -> f.version() == FileVersion.V0_1);
    if (isNone() || inPages) {
      return sizes;
    }
    try (LeasedCache<?, FragmentReader>.Lease lease = dataset.reader(fragment, descriptions);
        Batch batch = lease.value().read(fragment.live(from, to), dataset.allocator())) {
      for (int i = 0; i < batch.columns().size(); i++) {
        if (descriptions.columns().get(i) instanceof OutputColumn.Data data) {
          add(batch.columns().get(i), data.column().field(), fragment, sizes);
        }
      }
    }
    return sizes;
  }

  private static void add(
      FieldVector vector, LanceField field, LiveFragment fragment, long[] sizes) {
    if (field.isBlobV1() && vector instanceof StructVector described) {
      UInt8Vector lengths = (UInt8Vector) described.getChildByOrdinal(1);
      for (int i = 0; i < sizes.length; i++) {
        sizes[i] = described.isNull(i) ? sizes[i] : sum(sizes[i], lengths.get(i));
      }
    } else if (field.isBlobV2() && vector instanceof StructVector described) {
      DataFile file = fragment.fragment().fileHolding(field.id());
      StoredBlobs stored = new StoredBlobs(fragment.files(), file, field.name());
      for (int i = 0; i < sizes.length; i++) {
        sizes[i] =
            described.isNull(i) ? sizes[i] : sum(sizes[i], sizeOf(stored.size(described, i)));
      }
    } else {
      addChildren(vector, field, fragment, sizes);
    }
  }

  private static long sizeOf(long recorded) {
    return recorded < 0 ? UNRECORDED_BYTES : recorded;
  }

  /// Children of structs have the rows of their parent; items of lists count for all rows alike.
  private static void addChildren(
      FieldVector vector, LanceField field, LiveFragment fragment, long[] sizes) {
    for (int i = 0; i < field.children().size(); i++) {
      FieldVector child = vector.getChildrenFromFields().get(i);
      LanceField childField = field.children().get(i);
      if (!Projection.holdsBlobs(childField)) {
        continue;
      }
      if (vector instanceof StructVector) {
        add(child, childField, fragment, sizes);
      } else {
        long[] items = new long[child.getValueCount()];
        add(child, childField, fragment, items);
        long each = Arrays.stream(items).reduce(0, BlobSizes::sum) / Math.max(1, sizes.length);
        Arrays.setAll(sizes, row -> sum(sizes[row], each));
      }
    }
  }

  private static long sum(long a, long b) {
    return Bounds.add(a, Bounds.atMost(b, Long.MAX_VALUE, "size of a blob"), "bytes of blobs");
  }
}
