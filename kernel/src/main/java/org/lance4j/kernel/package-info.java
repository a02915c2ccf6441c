/// Loops over raw memory that decide how fast everything else is: distances, bit unpacking,
/// bitmaps.
///
/// Start at [org.lance4j.kernel.Kernels], which hands out the kernels of this process:
///
/// - `Kernels.bitUnpack()` -> [org.lance4j.kernel.BitUnpackKernels]: `unpack(typeBits, bitWidth,
///   packed, packedOffset, values, valuesOffset)`, one FastLanes block of 1024 values.
///   [org.lance4j.kernel.FastLanes] describes the layout and has `value(typeBits, bitWidth, packed,
///   offset, index)` for one value and `packedBytes(bitWidth)`.
/// - `Kernels.float32Distances()`, `float64Distances()` -> [org.lance4j.kernel.DistanceKernels]:
///   squared L2, dot product, dot product with norm, of one query and many vectors
///   ([org.lance4j.kernel.VectorRows]); `Kernels.hamming()` -> [org.lance4j.kernel.HammingKernels].
///   [org.lance4j.kernel.Widener] turns 16-bit floats, bfloat16 and int8 into 32-bit floats first.
/// - `Kernels.select()` -> [org.lance4j.kernel.SelectKernels]: positions of values in a range.
/// - `Kernels.levels()` -> [org.lance4j.kernel.LevelKernels]: counts and positions among 16-bit
///   levels.
/// - [org.lance4j.kernel.BitKernels]: `get`, `count`, `copyBits`, `fill` on bitmaps.
///
/// Each `ScalarX` is the specification of its `VectorX`; the tests run against every vector width.
/// This is the only package that names `jdk.incubator.vector`; without that module the scalar
/// kernels run and one log line says so.
///
/// Every segment is native (`MemorySegment.ofBuffer(arrowBuf.nioBuffer(...))`, or from an `Arena`):
/// a kernel that meets several classes of segments runs at a fraction of its speed. Kernels are
/// stateless and thread-safe, borrow what they are given and allocate nothing (`Widener` is
/// confined).
///
/// Kernels check the caller (`IllegalArgumentException`, `IndexOutOfBoundsException`); sizes from a
/// file are checked where they are read. Metrics, codecs and Arrow types are above.
@NullMarked
package org.lance4j.kernel;

import org.jspecify.annotations.NullMarked;
