package org.lance4j.io;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// Walks a directory in the order of the names relative to it, reading one directory at a time.
///
/// A child directory `a` sorts as `a/`, so that walking depth first gives the order of the whole
/// names. Files that vanish on the way are left out. Symbolic links are followed.
final class LocalListing implements ObjectListing {
  /// A directory being walked: where it is, its name with `/` at the end, its children's names
  /// still to come (directories with `/` at the end).
  private record Frame(Path path, String prefix, Iterator<String> children) {}

  private final boolean recursive;
  private final String startAfter;
  private final Deque<Frame> frames = new ArrayDeque<>();
  private @Nullable ObjectEntry upcoming;

  LocalListing(Path root, ListDepth depth, String startAfter) throws IOException {
    this.recursive = depth == ListDepth.RECURSIVE;
    this.startAfter = startAfter;
    enter(root, "");
  }

  @Override
  public boolean hasNext() throws IOException {
    while (upcoming == null && !frames.isEmpty()) {
      Frame frame = frames.getLast();
      if (frame.children.hasNext()) {
        visit(frame, frame.children.next());
      } else {
        frames.removeLast();
      }
    }
    return upcoming != null;
  }

  @Override
  public ObjectEntry next() throws IOException {
    if (!hasNext() || upcoming == null) {
      throw new NoSuchElementException();
    }
    ObjectEntry entry = upcoming;
    upcoming = null;
    return entry;
  }

  private void visit(Frame frame, String child) throws IOException {
    String name = frame.prefix + child;
    if (child.endsWith("/")) {
      if (startAfter.startsWith(name) || NameOrder.UTF8.compare(name, startAfter) > 0) {
        enter(LocalPaths.child(frame.path, child.substring(0, child.length() - 1)), name);
      }
    } else if (NameOrder.UTF8.compare(name, startAfter) > 0) {
      upcoming = entry(LocalPaths.child(frame.path, child), name);
    }
  }

  private static @Nullable ObjectEntry entry(Path path, String name) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return attributes.isRegularFile()
          ? new ObjectEntry(name, attributes.size(), attributes.lastModifiedTime().toInstant())
          : null;
    } catch (NoSuchFileException e) {
      return null; // deleted meanwhile, or a link to nowhere
    }
  }

  private void enter(Path path, String prefix) throws IOException {
    List<String> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(path)) {
      for (Path child : stream) {
        String name = LocalPaths.nameOf(child);
        if (recursive && Files.isDirectory(child)) {
          children.add(name + "/");
        } else if (!LocalObjectWriter.isStaged(name)) {
          children.add(name);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    children.sort(NameOrder.UTF8);
    checkLoop(path);
    frames.addLast(new Frame(path, prefix, children.iterator()));
  }

  /// A link to a directory that is being walked would never end.
  private void checkLoop(Path path) throws IOException {
    if (Files.isSymbolicLink(path)) {
      for (Frame frame : frames) {
        if (Files.isSameFile(frame.path, path)) {
          throw new FileSystemLoopException(path.toString());
        }
      }
    }
  }
}
