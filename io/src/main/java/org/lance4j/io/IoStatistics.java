package org.lance4j.io;

/// How many requests of each kind were sent, and the bytes they moved.
///
/// @param reads ranged reads, one for each request that reached the store
/// @param readBytes what they asked for
/// @param lookups opens, sizes and questions whether an object exists
/// @param listings of objects, names and directories
/// @param writes pieces written and objects put
/// @param writtenBytes what they held
/// @param deletes deletions and renames
public record IoStatistics(
    long reads,
    long readBytes,
    long lookups,
    long listings,
    long writes,
    long writtenBytes,
    long deletes) {
  /// What was added since `before`.
  public IoStatistics since(IoStatistics before) {
    return new IoStatistics(
        reads - before.reads,
        readBytes - before.readBytes,
        lookups - before.lookups,
        listings - before.listings,
        writes - before.writes,
        writtenBytes - before.writtenBytes,
        deletes - before.deletes);
  }
}
