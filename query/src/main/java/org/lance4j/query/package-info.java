/// To be written.
@NullMarked
package org.lance4j.query;

import org.jspecify.annotations.NullMarked;
