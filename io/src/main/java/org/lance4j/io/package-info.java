/// Where the bytes are: object stores, and reading from them at the speed of the machine.
///
/// Read first: [org.lance4j.io.Location], where an object lies; [org.lance4j.io.ObjectStore] and
/// [org.lance4j.io.ObjectReader], what a table needs of storage; [org.lance4j.io.ObjectStores],
/// which finds the store of a location; [org.lance4j.io.RangePlan] and
/// [org.lance4j.io.ReadScheduler], through which many ranges are read with few requests:
///
/// ```
/// ranges wanted -> RangePlan joins neighbours -> ReadScheduler splits, reads in parallel
///               -> ObjectReader fills the caller's buffers
/// ```
///
/// - Stores: [org.lance4j.io.LocalObjectStore], [org.lance4j.io.MemoryObjectStore]; more come with
///   an [org.lance4j.io.ObjectStoreProvider] found by `ServiceLoader`.
///   [org.lance4j.io.CountingObjectStore] counts requests; stores that delay, truncate and fail are
///   in this module's test jar, with the `ObjectStoreContract` that every store passes.
/// - Ownership: a reader or writer is the caller's to close, a store from `ObjectStores` is not.
///   Buffers are always the caller's; after a call returns or throws nobody writes to them.
/// - Threads: stores, readers and the scheduler are shared freely; listings and writers are
///   confined. No thread is started before a parallel read, and none outlives its scheduler.
/// - Errors are `IOException`s that name the location: `NoSuchFileException`, `EOFException`,
///   `InterruptedIOException` and others of the JDK. What bytes mean, and the errors of that, is in
///   `format`; caches of what was read are above.
@NullMarked
package org.lance4j.io;

import org.jspecify.annotations.NullMarked;
