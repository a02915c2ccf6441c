package org.lance4j.dataset;

import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;
import org.lance4j.file.MetadataCache;
import org.lance4j.file.ReadMode;
import org.lance4j.io.StorageOptions;

/// How a table is opened. Immutable; `OpenOptions.DEFAULT.withVersion(...)` and so on.
///
/// @param ref which version; the latest unless said
/// @param storage credentials and settings of the store; never printed
/// @param allocator where the vectors of results come from; without one the dataset has its own,
///   without a limit
/// @param cache what was parsed of files; without one the dataset has its own of
///   [MetadataCache#DEFAULT_BYTES]
/// @param readMode how local files come into memory; [ReadMode#READ] unless said
/// @param readAheadBytes what a scan may hold of batches that were not asked for yet; 256 MiB
///   unless said
/// @param threads how many threads decode and search, the caller's among them; as many as
///   processors unless said
public record OpenOptions(
    VersionRef ref,
    StorageOptions storage,
    @Nullable BufferAllocator allocator,
    @Nullable MetadataCache cache,
    ReadMode readMode,
    long readAheadBytes,
    int threads) {
  public static final OpenOptions DEFAULT =
      new OpenOptions(
          VersionRef.latest(),
          StorageOptions.none(),
          null,
          null,
          ReadMode.READ,
          256L << 20,
          Runtime.getRuntime().availableProcessors());

  /// @throws IllegalArgumentException when a number is not positive
  public OpenOptions {
    if (readAheadBytes < 1 || threads < 1) {
      throw new IllegalArgumentException(
          "read-ahead of " + readAheadBytes + " bytes, " + threads + " threads: not positive");
    }
  }

  public OpenOptions withRef(VersionRef changed) {
    return new OpenOptions(changed, storage, allocator, cache, readMode, readAheadBytes, threads);
  }

  public OpenOptions withVersion(long version) {
    return withRef(VersionRef.version(version));
  }

  public OpenOptions withStorage(StorageOptions changed) {
    return new OpenOptions(ref, changed, allocator, cache, readMode, readAheadBytes, threads);
  }

  /// The allocator stays the caller's to close, after the dataset.
  public OpenOptions withAllocator(BufferAllocator changed) {
    return new OpenOptions(ref, storage, changed, cache, readMode, readAheadBytes, threads);
  }

  public OpenOptions withCache(MetadataCache changed) {
    return new OpenOptions(ref, storage, allocator, changed, readMode, readAheadBytes, threads);
  }

  public OpenOptions withReadMode(ReadMode changed) {
    return new OpenOptions(ref, storage, allocator, cache, changed, readAheadBytes, threads);
  }

  public OpenOptions withReadAheadBytes(long changed) {
    return new OpenOptions(ref, storage, allocator, cache, readMode, changed, threads);
  }

  public OpenOptions withThreads(int changed) {
    return new OpenOptions(ref, storage, allocator, cache, readMode, readAheadBytes, changed);
  }
}
