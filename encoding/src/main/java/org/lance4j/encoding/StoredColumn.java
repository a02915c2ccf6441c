package org.lance4j.encoding;

import com.google.protobuf.ByteString;
import java.util.List;

/// One column of a file.
///
/// @param buffers buffers of the column itself, shared by its pages
/// @param encoding the `lance.encodings.ColumnEncoding` message
public record StoredColumn(
    int index, List<StoredPage> pages, List<ByteRange> buffers, ByteString encoding) {
  public StoredColumn {
    pages = List.copyOf(pages);
    buffers = List.copyOf(buffers);
  }
}
