/// To be written.
@NullMarked
package org.lance4j.kernel;

import org.jspecify.annotations.NullMarked;
