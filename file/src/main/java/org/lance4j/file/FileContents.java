package org.lance4j.file;

import org.lance4j.encoding.legacy.LegacyFile;
import org.lance4j.format.LanceSchema;

/// What an opened file says of itself.
sealed interface FileContents {
  /// Bytes that keeping this takes, about.
  long weight();

  /// Version 2.0 and later.
  record Paged(FileMetadata metadata) implements FileContents {
    @Override
    public long weight() {
      return metadata.weight();
    }
  }

  /// Version 0.1.
  ///
  /// @param schema the file's own
  record Legacy(LegacyFile file, LanceSchema schema) implements FileContents {
    @Override
    public long weight() {
      return 4096 + 64L * file.metadata().batchCount() * Math.max(1, schema.fields().size());
    }
  }
}
