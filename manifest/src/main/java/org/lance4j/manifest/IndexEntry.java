package org.lance4j.manifest;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.lance4j.format.Bounds;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.proto.IndexProto;
import org.lance4j.format.proto.TableProto;

/// `lance.table.IndexMetadata`: an index, or a segment of one: those of one name are one index.
/// Immutable.
///
/// @param fieldIds the fields that it finds rows by, and then `coveringFieldIds`
/// @param datasetVersion the version of the table that it was made from
/// @param knowsFragments whether `fragmentIds` are on record
/// @param fragmentIds the fragments that it knows
/// @param detailsType the type of the details, after the last `.`: `BTreeIndexDetails`; empty when
///   there are none
/// @param details a message of that type
/// @param version of the index's own format, 0 when it is not on record
/// @param createdAt the epoch when it is not on record
/// @param baseId one of the manifest's base paths, or -1 for the table's own
/// @param files empty when they are not on record
/// @param coveringFieldIds the fields whose values it carries without finding rows by them
public record IndexEntry(
    UUID uuid,
    String name,
    List<Integer> fieldIds,
    long datasetVersion,
    boolean knowsFragments,
    FragmentIds fragmentIds,
    String detailsType,
    ByteString details,
    int version,
    Instant createdAt,
    long baseId,
    List<IndexFile> files,
    List<Integer> coveringFieldIds) {
  /// A file in the directory of the index.
  public record IndexFile(String path, long sizeBytes) {}

  public IndexEntry {
    fieldIds = List.copyOf(fieldIds);
    files = List.copyOf(files);
    coveringFieldIds = List.copyOf(coveringFieldIds);
  }

  static IndexEntry of(TableProto.IndexMetadata message) {
    String url = message.getIndexDetails().getTypeUrl();
    return new IndexEntry(
        uuid(message.getUuid().getUuid()),
        message.getName(),
        message.getFieldsList(),
        message.getDatasetVersion(),
        !message.getFragmentBitmap().isEmpty(),
        message.getFragmentBitmap().isEmpty()
            ? FragmentIds.EMPTY
            : FragmentIds.parse(message.getFragmentBitmap()),
        url.substring(Math.max(url.lastIndexOf('.'), url.lastIndexOf('/')) + 1),
        message.getIndexDetails().getValue(),
        message.getIndexVersion(),
        Instant.ofEpochMilli(message.getCreatedAt()),
        message.hasBaseId() ? Integer.toUnsignedLong(message.getBaseId()) : -1,
        message.getFilesList().stream()
            .map(file -> new IndexFile(file.getPath(), file.getSizeBytes()))
            .toList(),
        message.getCoveringFieldsList());
  }

  private static UUID uuid(ByteString bytes) {
    Bounds.check(bytes.size() == 16, "index id is not of 16 bytes");
    ByteBuffer buffer = bytes.asReadOnlyByteBuffer();
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  /// The fields that it finds rows by, in order: `fieldIds` without the covering ones, which come
  /// last in it.
  ///
  /// @throws CorruptFileException when they do not, or there are no others
  public List<Integer> keyFieldIds() {
    int keys = fieldIds.size() - coveringFieldIds.size();
    Bounds.check(
        coveringFieldIds.isEmpty()
            || (keys > 0 && fieldIds.subList(keys, fieldIds.size()).equals(coveringFieldIds)),
        "covering fields of index " + name + " are not the last of its fields");
    return fieldIds.subList(0, keys);
  }

  /// The kind of index, as far as the entry tells: `IVF_PQ`, `BTREE`, `INVERTED` ...; `VECTOR` when
  /// the details do not say which, and `UNKNOWN` without details.
  public String kind() {
    return switch (detailsType) {
      case "" -> "UNKNOWN";
      case "VectorIndexDetails" -> vectorKind();
      case "BTreeIndexDetails" -> "BTREE";
      case "BitmapIndexDetails" -> "BITMAP";
      case "LabelListIndexDetails" -> "LABEL_LIST";
      case "NGramIndexDetails" -> "NGRAM";
      case "ZoneMapIndexDetails" -> "ZONEMAP";
      case "BloomFilterIndexDetails" -> "BLOOMFILTER";
      case "InvertedIndexDetails" -> "INVERTED";
      case "RTreeIndexDetails" -> "RTREE";
      case "FMIndexDetails" -> "FM";
      case "JsonIndexDetails" -> "JSON";
      case "MinHashLshIndexDetails" -> "MINHASH_LSH";
      case "FragmentReuseIndexDetails" -> "FRAGMENT_REUSE";
      case "MemWalIndexDetails" -> "MEM_WAL";
      default -> detailsType;
    };
  }

  private String vectorKind() {
    IndexProto.VectorIndexDetails vector;
    try {
      vector = IndexProto.VectorIndexDetails.parseFrom(details);
    } catch (InvalidProtocolBufferException e) {
      throw new CorruptFileException("details of index " + name + " are damaged");
    }
    String quantizer =
        switch (vector.getCompressionCase()) {
          case PQ -> "PQ";
          case SQ -> "SQ";
          case RQ -> "RQ";
          case FLAT -> "FLAT";
          case COMPRESSION_NOT_SET -> "";
        };
    if (quantizer.isEmpty()) {
      return "VECTOR";
    }
    return (vector.hasHnswIndexConfig() ? "IVF_HNSW_" : "IVF_") + quantizer;
  }
}
