/// Opened tables: scan, take and search their rows, read blobs, verify every byte.
///
/// Start with [Dataset]: one version of a table. From it come a [Scan], a search ([Nearest]),
/// single rows by [RowSelection], the bytes of one value as a [Blob], and a [Verification].
/// [OpenOptions] says which version ([VersionRef]), and with which memory, threads and cache.
///
/// How rows are read: a [Projection] says which columns, [TableRows] and [LiveFragment] which rows
/// are where and which of them are deleted. A [FragmentReader] reads both out of the data files
/// that [TableFiles] keeps open, and [VectorShaper], [VectorGather] and [UserVectors] turn what
/// files hold into what users see. [ReadAhead] does this on all threads for a scan; a [Take] does
/// it on the caller's.
///
/// How a version is verified: [TableVerifier] asks [ManifestVerifier] and [FragmentVerifier], then
/// reads column by column with [ColumnVerifier]; all of them tell [Findings].
///
/// A dataset is immutable and thread-safe; scans and searches are confined to who builds them. What
/// a call returns is the caller's to close, before the dataset, whose close fails when something is
/// left. Threads, stores and memory belong to the [Session] of a dataset.
///
/// Elsewhere: the bytes of data files (`org.lance4j.file`), versions, deletions and row ids
/// (`org.lance4j.manifest`), distances and the nearest rows (`org.lance4j.query`).
@NullMarked
package org.lance4j.dataset;

import org.jspecify.annotations.NullMarked;
