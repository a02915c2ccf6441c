/// To be written.
@NullMarked
package org.lance4j.file;

import org.jspecify.annotations.NullMarked;
