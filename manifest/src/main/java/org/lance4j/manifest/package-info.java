/// The table format: which files make up a version of a table, and which of their rows count.
///
/// Read first: [org.lance4j.manifest.Versions], which finds and opens versions;
/// [org.lance4j.manifest.ManifestReader], one manifest file; [org.lance4j.manifest.Manifest] and
/// [org.lance4j.manifest.Fragment], what it says; [org.lance4j.manifest.TablePaths], where the
/// files that it names are.
///
/// - Names for versions: [org.lance4j.manifest.Refs] (tags, branches).
/// - Deleted rows: [org.lance4j.manifest.DeletionFiles] reads
///   [org.lance4j.manifest.DeletionVector]s.
/// - Row ids and versions of rows: [org.lance4j.manifest.RowIdSequence],
///   [org.lance4j.manifest.RowVersionSequence], and [org.lance4j.manifest.RowIdIndex], which finds
///   rows by id.
/// - Indexes are entries here ([org.lance4j.manifest.IndexEntry]); what is in their files is
///   elsewhere. Data files are opened by `file`; columns with row ids inside of data files are read
///   by `dataset`.
///
/// All types are immutable and thread-safe. I/O goes through [org.lance4j.manifest.TableStorage],
/// whose stores are borrowed. Damage ends in a [org.lance4j.format.CorruptFileException] that names
/// the file.
@NullMarked
package org.lance4j.manifest;

import org.jspecify.annotations.NullMarked;
