/// What the bytes of Lance mean, and nothing that reads or decodes them.
///
/// Read first: [org.lance4j.format.LanceException], the one family of errors;
/// [org.lance4j.format.Bounds], through which every number that came from bytes passes;
/// [org.lance4j.format.LanceSchema] and [org.lance4j.format.LanceField], the fields of tables and
/// files and how Arrow sees them; [org.lance4j.format.FileVersion] and
/// [org.lance4j.format.FeatureFlags], what a reader must know to read on.
///
/// The messages are generated from the `.proto` files of this module into
/// `org.lance4j.format.proto`. All values here are immutable.
@NullMarked
package org.lance4j.format;

import org.jspecify.annotations.NullMarked;
