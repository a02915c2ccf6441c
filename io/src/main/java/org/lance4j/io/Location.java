package org.lance4j.io;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/// Where an object or a directory of objects lies: a local path or a URI. Immutable.
///
/// ```
/// /data/t.lance   data/t.lance   ~/t.lance   file:///data/t.lance     local, scheme "file"
/// memory://name/t.lance          s3://bucket/t.lance                  by scheme
/// ```
///
/// Parts are kept unencoded. A plain path is taken literally (`%20` in it is three characters), a
/// URI is percent-decoded; `toString` gives back what [#of(String)] understands, without user-info
/// and query, which may hold credentials. `.`, `..` and repeated slashes are resolved by name, not
/// through symbolic links.
///
/// @param scheme in lower case; `file` for local paths
/// @param authority bucket, host or the like, with its user-info if it was given; may be empty
/// @param path begins with `/` and ends with none, except for the root `/`
/// @param query what follows `?` in a URI, as it was given; may be empty
public record Location(String scheme, String authority, String path, String query) {
  private static final String FILE = "file";

  /// @throws IllegalArgumentException when the path climbs above the root or holds a NUL
  public Location {
    if (path.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("A location cannot hold the character NUL");
    }
    path = normalized(path);
  }

  /// The location that a user or a file names.
  ///
  /// @throws IllegalArgumentException when it is empty, or not a URI that can name an object
  public static Location of(String location) {
    if (location.isEmpty()) {
      throw new IllegalArgumentException("The location is empty");
    }
    int colon = location.indexOf("://");
    if (colon > 1 && isScheme(location.substring(0, colon))) {
      return ofUri(location.substring(0, colon).toLowerCase(Locale.ROOT), location, colon + 3);
    }
    if (location.startsWith("file:/")) {
      return ofUri(FILE, location, "file:".length());
    }
    return ofPath(location);
  }

  /// The location of a local path, relative ones from the working directory.
  public static Location of(Path path) {
    String rawPath = path.toAbsolutePath().normalize().toUri().getRawPath();
    return local(PercentCode.decode(rawPath));
  }

  static Location local(String path) {
    return new Location(FILE, "", path, "");
  }

  /// Whether [#resolve] accepts `child`: names separated by single slashes, none of them `.` or
  /// `..`. What a file says about paths is checked with this first.
  public static boolean isRelative(String child) {
    for (String name : child.split("/", -1)) {
      if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('\0') >= 0) {
        return false;
      }
    }
    return true;
  }

  /// The location of `child`, one or more names such as `data/x.lance`, under this one; its
  /// characters are taken literally.
  ///
  /// @throws IllegalArgumentException unless [#isRelative]
  public Location resolve(String child) {
    if (!isRelative(child)) {
      throw new IllegalArgumentException("Not a path under " + this + ": '" + child + "'");
    }
    return new Location(
        scheme, authority, path.equals("/") ? "/" + child : path + "/" + child, query);
  }

  /// The directory that holds this one.
  ///
  /// @throws IllegalArgumentException when this is a root
  public Location parent() {
    if (path.equals("/")) {
      throw new IllegalArgumentException("A root has no parent: " + this);
    }
    return new Location(scheme, authority, path.substring(0, path.lastIndexOf('/')), query);
  }

  /// The last name of the path; empty for a root.
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  public boolean isLocal() {
    return scheme.equals(FILE);
  }

  /// The root of the store that this lies in, the same for all locations of one store.
  public Location root() {
    return new Location(scheme, authority, "/", query);
  }

  /// The plain path of a local location, else the URI without user-info and query.
  @Override
  public String toString() {
    if (isLocal()) {
      return path;
    }
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    return scheme + "://" + host + PercentCode.encodeReserved(path);
  }

  private static Location ofPath(String path) {
    if (File.separatorChar != '/') {
      return of(Path.of(path));
    }
    if (path.startsWith("/")) {
      return local(path);
    }
    if (path.equals("~") || path.startsWith("~/")) {
      return local(System.getProperty("user.home") + path.substring(1));
    }
    return local(of(Path.of("")).path + "/" + path);
  }

  private static Location ofUri(String scheme, String uri, int start) {
    if (uri.indexOf('#', start) >= 0) {
      throw new IllegalArgumentException(
          "A " + scheme + " location has no fragment; '#' in a name is written %23");
    }
    int question = uri.indexOf('?', start);
    int end = question < 0 ? uri.length() : question;
    int slash = uri.indexOf('/', start);
    int authorityEnd = slash < 0 || slash > end ? end : slash;
    String authority = uri.substring(start, authorityEnd);
    String path = PercentCode.decode(uri.substring(authorityEnd, end));
    String query = question < 0 ? "" : uri.substring(question + 1);
    if (!isFileScheme(scheme)) {
      return new Location(scheme, authority, path, query);
    }
    if (!authority.isEmpty() && !authority.equals("localhost")) {
      throw new IllegalArgumentException(
          "A file location names no host; a path follows file:// and begins with a third slash");
    }
    if (!query.isEmpty()) {
      throw new IllegalArgumentException("A file location has no query; '?' is written %3F");
    }
    return local(path);
  }

  /// Upstream's names for local files read in other ways.
  private static boolean isFileScheme(String scheme) {
    return scheme.equals(FILE) || scheme.equals("file-object-store") || scheme.equals("file+uring");
  }

  private static boolean isScheme(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && (i == 0 || "0123456789+-.".indexOf(c) < 0)) {
        return false;
      }
    }
    return true;
  }

  private static String normalized(String path) {
    if (isNormal(path)) {
      return path;
    }
    Deque<String> names = new ArrayDeque<>();
    for (String name : path.split("/", -1)) {
      if (name.equals("..")) {
        if (names.pollLast() == null) {
          throw new IllegalArgumentException("The location climbs above its root: " + path);
        }
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.addLast(name);
      }
    }
    return "/" + String.join("/", names);
  }

  private static boolean isNormal(String path) {
    return path.equals("/")
        || (path.startsWith("/")
            && !path.endsWith("/")
            && !path.contains("//")
            && !path.contains("/./")
            && !path.contains("/../")
            && !path.endsWith("/.")
            && !path.endsWith("/.."));
  }
}
