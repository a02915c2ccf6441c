package org.lance4j.encoding.v20;

import com.google.protobuf.InvalidProtocolBufferException;
import org.lance4j.encoding.StoredColumn;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.UnsupportedFeatureException;
import org.lance4j.format.proto.Encodings20Proto;

/// What `lance.encodings.ColumnEncoding` says of a column as a whole.
enum ColumnEncoding {
  /// The pages hold the values.
  VALUES,
  /// The pages hold positions and sizes of values that lie elsewhere in the file.
  BLOB;

  static ColumnEncoding parse(StoredColumn column) {
    try {
      return parse(Encodings20Proto.ColumnEncoding.parseFrom(column.encoding()));
    } catch (InvalidProtocolBufferException e) {
      throw new CorruptFileException("column encoding is not a message: " + e.getMessage());
    }
  }

  private static ColumnEncoding parse(Encodings20Proto.ColumnEncoding message) {
    return switch (message.getColumnEncodingCase()) {
      case VALUES -> VALUES;
      case BLOB -> {
        if (parse(message.getBlob().getInner()) == BLOB) {
          throw new UnsupportedFeatureException("blobs of blobs");
        }
        yield BLOB;
      }
      // The zone maps only help to skip pages.
      case ZONE_INDEX -> parse(message.getZoneIndex().getInner());
      case COLUMNENCODING_NOT_SET ->
          throw new UnsupportedFeatureException(
              "column encoding " + message.getUnknownFields().asMap().keySet());
    };
  }
}
