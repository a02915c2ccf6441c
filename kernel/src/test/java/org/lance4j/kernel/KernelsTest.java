package org.lance4j.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// Keeps the parity tests honest: they prove nothing about kernels that are not active.
class KernelsTest {
  @Test
  void usesTheKernelsThatThisRunIsAbout() {
    int expected = Integer.getInteger("lance4j.test.vectorBits", -1);
    assertEquals(expected, Kernels.vectorBits());
    assertEquals(
        expected == 0 ? ScalarBitUnpackKernels.class : VectorBitUnpackKernels.class,
        Kernels.bitUnpack().getClass());
  }

  @Test
  void takesAnUnknownRequestAsNone() {
    assertEquals(KernelRequest.AUTO, KernelRequest.parse("avx"));
    assertEquals(KernelRequest.VECTOR_256, KernelRequest.parse("256"));
    assertEquals(KernelRequest.SCALAR, KernelRequest.parse("scalar"));
  }
}
