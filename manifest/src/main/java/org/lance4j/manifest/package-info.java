/// To be written.
@NullMarked
package org.lance4j.manifest;

import org.jspecify.annotations.NullMarked;
