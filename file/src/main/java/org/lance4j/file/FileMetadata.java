package org.lance4j.file;

import java.util.List;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.StoredFile;
import org.lance4j.format.proto.FileProto;

/// Everything that a data file of version 2.0 or later says of itself.
///
/// @param stored its columns and their pages
/// @param schema global buffer 0: the fields, numbered by the writer of the file
/// @param globalBuffers where all global buffers lie, the schema's first
/// @param weight bytes that this description keeps from being used otherwise, about
public record FileMetadata(
    StoredFile stored, FileProto.Schema schema, List<ByteRange> globalBuffers, long weight) {
  public FileMetadata {
    globalBuffers = List.copyOf(globalBuffers);
  }
}
