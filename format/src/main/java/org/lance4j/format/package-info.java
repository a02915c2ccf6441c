/// What the bytes of Lance mean, and nothing that reads or decodes them.
///
/// Read first: [org.lance4j.format.LanceException], the one family of errors;
/// [org.lance4j.format.Bounds], through which every number that came from bytes passes.
@NullMarked
package org.lance4j.format;

import org.jspecify.annotations.NullMarked;
