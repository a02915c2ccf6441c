/// Search operators over batches that somebody else has read: no I/O here.
///
/// Exhaustive vector search: [org.lance4j.query.VectorQuery] is the question
/// ([org.lance4j.query.QueryVectors], [org.lance4j.query.DistanceMetric],
/// [org.lance4j.query.DistanceRange]), [org.lance4j.query.FlatSearch] checks it against the
/// column's field and gathers the answers, a [org.lance4j.query.FlatScorer] per thread looks at
/// batches, [org.lance4j.query.Neighbors] is one answer: row ids and distances. What is left to the
/// caller: reading the column, leaving out deleted rows, and taking the other columns of the rows
/// found.
///
/// Distances are those that pylance gives, up to rounding: 32-bit floats, L2 squared, cosine and
/// dot as one minus. Loops over elements are in `kernel`; batches are borrowed.
@NullMarked
package org.lance4j.query;

import org.jspecify.annotations.NullMarked;
