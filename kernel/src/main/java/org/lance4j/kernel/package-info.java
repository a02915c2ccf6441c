/// Loops over raw memory that decide how fast everything else is: bit unpacking, bitmaps.
///
/// Start at [org.lance4j.kernel.Kernels], which hands out the kernels of this process:
///
/// - `Kernels.bitUnpack()` -> [org.lance4j.kernel.BitUnpackKernels]: `unpack(typeBits, bitWidth,
///   packed, packedOffset, values, valuesOffset)`, one FastLanes block of 1024 values.
///   [org.lance4j.kernel.FastLanes] describes the layout and has `value(typeBits, bitWidth, packed,
///   offset, index)` for one value and `packedBytes(bitWidth)`.
/// - [org.lance4j.kernel.BitKernels]: `get`, `count`, `copyBits`, `fill` on bitmaps.
///
/// Each `ScalarX` is the specification of its `VectorX`; the tests run against every vector width.
/// This is the only package that names `jdk.incubator.vector`; without that module the scalar
/// kernels run and one log line says so.
///
/// Every segment is native (`MemorySegment.ofBuffer(arrowBuf.nioBuffer(...))`, or from an `Arena`):
/// a kernel that meets several classes of segments runs at a fraction of its speed. Kernels are
/// stateless and thread-safe, borrow what they are given and allocate nothing.
///
/// Kernels check the caller (`IllegalArgumentException`, `IndexOutOfBoundsException`); sizes from a
/// file are checked where they are read. Metrics, codecs and Arrow types are above.
@NullMarked
package org.lance4j.kernel;

import org.jspecify.annotations.NullMarked;
