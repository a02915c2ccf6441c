package org.lance4j.encoding.structural;

import org.apache.arrow.memory.BufferAllocator;
import org.lance4j.encoding.compression.Scratch;

/// What a read of a column has for memory.
///
/// @param allocator for what ends in vectors
/// @param scratch for what is decoded on the way; shared by the pages of the read, one after the
///   other
record ReadMemory(BufferAllocator allocator, Scratch scratch) {}
