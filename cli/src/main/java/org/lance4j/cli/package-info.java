/// To be written.
@NullMarked
package org.lance4j.cli;

import org.jspecify.annotations.NullMarked;
