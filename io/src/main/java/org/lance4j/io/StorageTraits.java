package org.lance4j.io;

/// What a store can do, and how it likes to be read.
///
/// @param remote whether a request waits for a network, so that many are worth sending at once
/// @param blockBytes two reads that lie no further apart than this are better sent as one
/// @param canMap whether [ObjectReader#map] works
/// @param canRename whether [ObjectStore#renameIfAbsent] works
public record StorageTraits(boolean remote, int blockBytes, boolean canMap, boolean canRename) {
  /// The distance within which reads of local files are joined.
  public static final int LOCAL_BLOCK_BYTES = 4 << 10;

  /// The distance within which reads over a network are joined.
  public static final int REMOTE_BLOCK_BYTES = 64 << 10;

  public StorageTraits withRemote(boolean changed) {
    return new StorageTraits(changed, blockBytes, canMap, canRename);
  }
}
