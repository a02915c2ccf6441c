package org.lance4j.io;

import java.nio.ByteBuffer;

/// Bytes wanted of an object: as many as remain in `target`, from `offset` on.
public record ReadRequest(long offset, ByteBuffer target) {}
