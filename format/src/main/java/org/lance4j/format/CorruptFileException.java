package org.lance4j.format;

import org.jspecify.annotations.Nullable;

/// Bytes that cannot be what the format says.
///
/// Decoders know what is wrong; whoever opened the file adds where: [#inColumn], [#at].
public final class CorruptFileException extends LanceException {
  private static final long serialVersionUID = 1L;
  private final String what;
  private final @Nullable String source;
  private final @Nullable String column;
  private final long offset;

  /// Somewhere: the caller adds the place.
  public CorruptFileException(String what) {
    this(null, null, -1, what, null);
  }

  /// @param source path or URI of the file
  /// @param offset position in the file, or -1 when it is not one position
  public CorruptFileException(String source, long offset, String what) {
    this(source, null, offset, what, null);
  }

  private CorruptFileException(
      @Nullable String source,
      @Nullable String column,
      long offset,
      String what,
      @Nullable Throwable cause) {
    super(message(source, column, offset, what), cause);
    this.what = what;
    this.source = source;
    this.column = column;
    this.offset = offset;
  }

  /// The same with the column's path, unless one is known already.
  public CorruptFileException inColumn(String path) {
    return column != null ? this : new CorruptFileException(source, path, offset, what, this);
  }

  /// The same with the file and a position in it (-1: none), unless they are known already.
  public CorruptFileException at(String file, long position) {
    return source != null
        ? this
        : new CorruptFileException(file, column, offset >= 0 ? offset : position, what, this);
  }

  public String what() {
    return what;
  }

  private static String message(
      @Nullable String source, @Nullable String column, long offset, String what) {
    StringBuilder text = new StringBuilder(what);
    String separator = " (";
    if (source != null) {
      text.append(separator).append(source);
      separator = ", ";
    }
    if (column != null) {
      text.append(separator).append("column ").append(column);
      separator = ", ";
    }
    if (offset >= 0) {
      text.append(separator).append("offset ").append(offset);
      separator = ", ";
    }
    return separator.equals(" (") ? text.toString() : text.append(')').toString();
  }
}
