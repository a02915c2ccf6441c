/// Compressive encodings: bytes to [org.lance4j.encoding.compression.DataBlock], and blocks to
/// Arrow leaves.
@NullMarked
package org.lance4j.encoding.compression;

import org.jspecify.annotations.NullMarked;
