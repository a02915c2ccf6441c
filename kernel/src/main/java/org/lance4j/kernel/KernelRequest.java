package org.lance4j.kernel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which kernels the process was asked to use, by the system property [Kernels#PROPERTY].
enum KernelRequest {
  AUTO("auto"),
  SCALAR("scalar"),
  VECTOR_128("128"),
  VECTOR_256("256"),
  VECTOR_512("512");

  static final KernelRequest OF_PROCESS = parse(System.getProperty(Kernels.PROPERTY, "auto"));

  private final String text;

  KernelRequest(String text) {
    this.text = text;
  }

  static KernelRequest parse(String text) {
    for (KernelRequest request : values()) {
      if (request.text.equals(text)) {
        return request;
      }
    }
    Logger log = LoggerFactory.getLogger(Kernels.class);
    log.warn("{}={} is none of auto, scalar, 128, 256, 512: auto", Kernels.PROPERTY, text);
    return AUTO;
  }
}
