package org.lance4j.dataset;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.lance4j.file.LanceFileReader;
import org.lance4j.format.Bounds;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.FileVersion;
import org.lance4j.format.InvalidQueryException;
import org.lance4j.format.Json;
import org.lance4j.format.UnsupportedFeatureException;
import org.lance4j.format.proto.IndexProto;
import org.lance4j.io.Location;
import org.lance4j.io.ObjectReader;
import org.lance4j.manifest.IndexEntry;
import org.lance4j.manifest.ManifestReader;
import org.lance4j.manifest.TableStorage;
import org.lance4j.query.DistanceMetric;

/// The metrics that the vector indexes of a table were made with. Thread-safe.
///
/// Releases from 7.0 on record the metric in the manifest (`VectorIndexDetails.metric_type`). Of
/// older indexes `index.idx` tells: as `distance_type` in the JSON under `lance:index` in its
/// schema's metadata or, before that, in the message `lance.index.pb.Index` at its end:
///
/// ```
/// ... u32 length | Index | u64 position of the length | u16 major 0 | u16 minor 1 | "LANC"
/// ```
final class IndexMetrics {
  private static final String FILE = "index.idx";
  private static final String METADATA_KEY = "lance:index";
  private static final String DETAILS = "VectorIndexDetails";
  private static final int TRAILER = 16;

  private final TableFiles files;
  private final ManifestReader manifest;
  private final Map<Integer, Found> known = new ConcurrentHashMap<>();

  /// What there is of a column.
  sealed interface Found {}

  /// A vector index by this metric.
  record OfIndex(DistanceMetric metric) implements Found {}

  /// No vector index.
  record NoIndex() implements Found {}

  IndexMetrics(TableFiles files, ManifestReader manifest) {
    this.files = files;
    this.manifest = manifest;
  }

  /// The metric of the first vector index that finds rows by a field. Reads from the index at most
  /// once.
  ///
  /// @param fieldId of a column of vectors
  /// @throws org.lance4j.format.LanceException when the index does not tell, or is not there
  Found of(int fieldId) {
    Found found = known.get(fieldId);
    if (found == null) {
      found = find(fieldId);
      known.put(fieldId, found);
    }
    return found;
  }

  private Found find(int fieldId) {
    for (IndexEntry entry : manifest.indexes()) {
      // the fields after the first are carried, not searched; releases before 0.19 have no details
      boolean keyed = !entry.fieldIds().isEmpty() && entry.fieldIds().getFirst() == fieldId;
      if (keyed && (entry.detailsType().equals(DETAILS) || entry.detailsType().isEmpty())) {
        return new OfIndex(entry.details().isEmpty() ? stored(entry) : recorded(entry));
      }
    }
    return new NoIndex();
  }

  private static DistanceMetric recorded(IndexEntry entry) {
    try {
      return metric(IndexProto.VectorIndexDetails.parseFrom(entry.details()).getMetricType());
    } catch (InvalidProtocolBufferException e) {
      throw new CorruptFileException("details of index " + entry.name() + " are damaged");
    }
  }

  private static DistanceMetric metric(IndexProto.VectorMetricType type) {
    return switch (type) {
      case L2 -> DistanceMetric.L2;
      case Cosine -> DistanceMetric.COSINE;
      case Dot -> DistanceMetric.DOT;
      case Hamming -> DistanceMetric.HAMMING;
      case UNRECOGNIZED -> throw new UnsupportedFeatureException("metric of a vector index");
    };
  }

  private DistanceMetric stored(IndexEntry entry) {
    Location location = files.paths().indexDirectory(entry).resolve(FILE);
    try {
      return stored(location);
    } catch (IOException e) {
      throw TableStorage.failure(location, e);
    } catch (CorruptFileException e) {
      throw e.at(location.toString(), -1);
    } catch (UnsupportedFeatureException e) {
      throw new UnsupportedFeatureException(e.getMessage() + " (" + location + ")");
    }
  }

  private DistanceMetric stored(Location location) throws IOException {
    try (ObjectReader reader = files.storage().open(location)) {
      ByteBuffer trailer = read(reader, reader.size() - TRAILER, TRAILER);
      int major = Short.toUnsignedInt(trailer.getShort(8));
      int minor = Short.toUnsignedInt(trailer.getShort(10));
      if (FileVersion.ofNumbers(major, minor) == FileVersion.V0_1) {
        return ofMessage(reader, trailer.getLong(0));
      }
    }
    try (LanceFileReader file = files.openOther(files.storage().open(location))) {
      return ofSchema(file.schema().metadata().getOrDefault(METADATA_KEY, "{}"));
    }
  }

  private static DistanceMetric ofMessage(ObjectReader reader, long position) throws IOException {
    Bounds.range(position, 4, reader.size() - TRAILER, "index");
    int length = read(reader, position, 4).getInt(0);
    Bounds.range(position + 4, length, reader.size() - TRAILER, "index");
    try {
      IndexProto.Index index = IndexProto.Index.parseFrom(read(reader, position + 4, length));
      return metric(index.getVectorIndex().getMetricType());
    } catch (InvalidProtocolBufferException e) {
      throw new CorruptFileException("index is not the message it should be: " + e.getMessage());
    }
  }

  private static ByteBuffer read(ObjectReader reader, long offset, int length) throws IOException {
    Bounds.range(offset, length, reader.size(), "index");
    ByteBuffer bytes = ByteBuffer.allocate(length);
    reader.read(offset, bytes);
    return bytes.flip().order(ByteOrder.LITTLE_ENDIAN);
  }

  private static DistanceMetric ofSchema(String json) {
    if (Json.parse(json) instanceof Json.Members members) {
      String name = members.text("distance_type", "");
      try {
        return DistanceMetric.parse(name);
      } catch (InvalidQueryException e) {
        throw new CorruptFileException("index with the metric '" + name + "'");
      }
    }
    throw new CorruptFileException("description of the index is no JSON object");
  }
}
