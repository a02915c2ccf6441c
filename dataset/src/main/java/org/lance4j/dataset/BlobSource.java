package org.lance4j.dataset;

import org.apache.arrow.vector.LargeVarBinaryVector;
import org.apache.arrow.vector.complex.StructVector;

/// Where the bytes of blobs of the second kind are, of one field in one fragment.
interface BlobSource {
  /// Fetches the bytes that descriptions point to.
  ///
  /// @param descriptions structs of [org.lance4j.format.BlobFields#DESCRIPTION_V2]
  /// @param target an empty vector; null where the description is
  void read(StructVector descriptions, LargeVarBinaryVector target);
}
