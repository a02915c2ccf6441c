/// The pages of file version 0.1, for reading.
///
/// Read first: [org.lance4j.encoding.legacy.LegacyMetadata], the bytes at the end of a file;
/// [org.lance4j.encoding.legacy.LegacyFile], what is known of an opened one;
/// [org.lance4j.encoding.legacy.LegacyColumns], the entry. For people who look into a file there is
/// [org.lance4j.encoding.legacy.LegacyPage].
///
/// Rows are grouped in batches, and a page holds the values of one field in one batch. No validity
/// is stored: nulls are read as what lies in their place (mostly zeros), and strings of no bytes in
/// nullable fields as nulls. Structs have no pages of their own.
///
/// A column is numbered by the id of its field; its rows run through all batches. Opening a file
/// (its tail, the page table, the schema) is the container's work.
@NullMarked
package org.lance4j.encoding.legacy;

import org.jspecify.annotations.NullMarked;
