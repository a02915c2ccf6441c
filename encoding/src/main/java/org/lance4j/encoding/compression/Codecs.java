package org.lance4j.encoding.compression;

import com.github.luben.zstd.util.Native;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The general-purpose codecs that a decoder uses.
record Codecs(GeneralCodec lz4, GeneralCodec zstd) {
  /// What this process uses, chosen once.
  static final Codecs PREFERRED = new Codecs(new Lz4Codec(), chooseZstd());

  GeneralCodec of(CompressiveEncoding.Scheme scheme) {
    return switch (scheme) {
      case LZ4 -> lz4;
      case ZSTD -> zstd;
    };
  }

  private static GeneralCodec chooseZstd() {
    Logger log = LoggerFactory.getLogger(GeneralCodec.class);
    try {
      Native.load();
      log.debug("zstd through the native library");
      return new NativeZstdCodec();
    } catch (LinkageError missing) {
      log.info(
          "zstd in Java, about half as fast as com.github.luben:zstd-jni: {}", missing.toString());
      return new JavaZstdCodec();
    }
  }
}
