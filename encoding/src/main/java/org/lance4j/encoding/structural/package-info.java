/// The pages of file version 2.1 and later: layouts, repetition and definition levels.
///
/// Only leaves have columns there. What lies above a leaf (structs, lists, maps) is said by levels
/// in the leaf's own pages, see [org.lance4j.encoding.structural.LayerLevels].
///
/// Read first: [org.lance4j.encoding.structural.StructuralColumns], the entry;
/// [org.lance4j.encoding.structural.PageLayout], what a page can look like;
/// [org.lance4j.encoding.structural.LayerLevels], how levels become slots;
/// [org.lance4j.encoding.structural.PageRead], one read of one page, of which there is one class
/// for each layout; [org.lance4j.encoding.structural.Assembler], how leaves become a vector.
///
/// A read goes: `FieldReader` (a tree of fields) makes a `FieldRead`, which holds for each leaf a
/// `PageRead` for each page that has rows of it. When these have their bytes they decode into the
/// leaf's `LeafSink`, page after page, each with layers of its own.
///
/// Readers and pages are immutable and shared between threads; reads are confined. Bytes are
/// borrowed from whoever supplied them; what is read once per page (chunk tables, repetition
/// indexes, dictionaries) lives in the `PageCache`. Values inside of chunks are decoded by
/// `org.lance4j.encoding.compression`.
@NullMarked
package org.lance4j.encoding.structural;

import org.jspecify.annotations.NullMarked;
