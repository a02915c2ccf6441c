package org.lance4j.manifest;

import com.google.protobuf.ByteString;

/// Where a fact about each row of a fragment is: its stable id, or a version.
public sealed interface RowLineage {
  /// Nowhere.
  record None() implements RowLineage {}

  /// In the manifest: the message [RowIdSequence] or [RowVersionSequence] parses.
  record Inline(ByteString bytes) implements RowLineage {}

  /// In a hidden column of one of the fragment's files; see [Fragment#fileHolding].
  record Column(int fieldId) implements RowLineage {}

  RowLineage NONE = new None();
}
