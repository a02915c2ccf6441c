package org.lance4j.encoding;

import com.google.protobuf.ByteString;
import java.util.List;

/// One page of a column, as the column metadata describes it.
///
/// @param buffers where its buffers lie in the file; checked to lie in it
/// @param length rows (2.0: items of the column, for columns below a list)
/// @param priority number of its first top-level row
/// @param encodingType the type of the encoding message, after the last `/`:
///   `lance.encodings21.PageLayout`
/// @param encoding the encoding message
public record StoredPage(
    List<ByteRange> buffers, long length, long priority, String encodingType, ByteString encoding) {
  public StoredPage {
    buffers = List.copyOf(buffers);
  }
}
