/// To be written.
@NullMarked
package org.lance4j.io;

import org.jspecify.annotations.NullMarked;
