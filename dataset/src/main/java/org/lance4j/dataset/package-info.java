/// To be written.
@NullMarked
package org.lance4j.dataset;

import org.jspecify.annotations.NullMarked;
