package org.lance4j.encoding.compression;

/// The symbol table of an FSST-compressed page.
public final class FsstSymbols {}
