package org.lance4j.manifest;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.Json;
import org.lance4j.format.NotFoundException;
import org.lance4j.io.Location;

/// Names for versions: tags, `_refs/tags/{name}.json`, and branches, `_refs/branches/{name}.json`,
/// below the root of a table. Immutable and thread-safe; every call looks anew.
///
/// A branch has its own versions, files and indexes, in `tree/{name}`. A `/` in the name of a
/// branch is `%2F` in the name of its file, and a level of directories in its root.
///
/// ```
/// tag     {"branch": null | text, "version": n, "createdAt"?, "updatedAt"?: RFC 3339,
///          "manifestSize": n, "metadata"?: {}}
/// branch  {"parentBranch": null | text, "parentVersion": n, "createAt": seconds, "manifestSize": n,
///          "identifier"?: {}, "metadata"?: {}}
/// ```
///
/// Releases before branches wrote tags without `branch`: those are of the main branch.
public final class Refs {
  /// The branch at the root of a table.
  public static final String MAIN = "main";

  private static final String SUFFIX = ".json";
  private static final int MAX_BYTES = 1 << 24;

  private final TableStorage storage;
  private final Location root;

  /// A name for a version.
  ///
  /// @param branch that the version belongs to
  /// @param createdAt the epoch when it is not on record; so `updatedAt`
  /// @param manifestBytes size of the version's manifest
  public record Tag(
      String name,
      String branch,
      long version,
      Instant createdAt,
      Instant updatedAt,
      long manifestBytes,
      Map<String, String> metadata) {
    public Tag {
      metadata = Map.copyOf(metadata);
    }
  }

  /// A line of versions that left another one at `parentVersion`.
  public record Branch(
      String name,
      String parentBranch,
      long parentVersion,
      Instant createdAt,
      long manifestBytes,
      Map<String, String> metadata) {
    public Branch {
      metadata = Map.copyOf(metadata);
    }
  }

  /// @param root of the table, not of a branch; see [#rootOf]
  public Refs(TableStorage storage, Location root) {
    this.storage = storage;
    this.root = root;
  }

  /// The root of the table, given that of a branch.
  ///
  /// @param branch as its manifests name it
  public static Location rootOf(Location base, String branch) {
    String suffix = "/tree/" + branch;
    if (branch.equals(MAIN) || !base.path().endsWith(suffix)) {
      return base;
    }
    Location root = base;
    for (int levels = suffix.split("/", -1).length - 1; levels > 0; levels--) {
      root = root.parent();
    }
    return root;
  }

  /// The root of a branch, which need not exist.
  ///
  /// @throws NotFoundException when no branch can have the name
  public Location branchRoot(String branch) {
    if (branch.equals(MAIN)) {
      return root;
    }
    if (!Location.isRelative(branch)) {
      throw new NotFoundException("no branch \"" + branch + "\" of the table at " + root);
    }
    return root.resolve("tree").resolve(branch);
  }

  /// All tags, by name.
  public List<Tag> tags() {
    Location directory = root.resolve("_refs/tags");
    List<Tag> tags = new ArrayList<>();
    for (String file : storage.names(directory)) {
      if (file.endsWith(SUFFIX)) {
        String name = file.substring(0, file.length() - SUFFIX.length());
        tags.add(tag(name, directory.resolve(file)));
      }
    }
    tags.sort(Comparator.comparing(Tag::name));
    return tags;
  }

  /// @throws NotFoundException when there is none of this name
  public Tag tag(String name) {
    if (Location.isRelative(name) && name.indexOf('/') < 0) {
      try {
        return tag(name, root.resolve("_refs/tags").resolve(name + SUFFIX));
      } catch (NotFoundException e) {
        // Said below, by name.
      }
    }
    throw new NotFoundException("no tag \"" + name + "\" of the table at " + root);
  }

  private Tag tag(String name, Location file) {
    Json.Members json = read(file);
    try {
      return new Tag(
          name,
          json.text("branch", MAIN),
          json.integer("version"),
          time(json.text("createdAt", "")),
          time(json.text("updatedAt", "")),
          json.integer("manifestSize", -1),
          texts(json.object("metadata")));
    } catch (CorruptFileException e) {
      throw e.at(file.toString(), -1);
    }
  }

  /// All branches but the main one, by name.
  public List<Branch> branches() {
    Location directory = root.resolve("_refs/branches");
    List<Branch> branches = new ArrayList<>();
    for (String file : storage.names(directory)) {
      if (file.endsWith(SUFFIX)) {
        String stem = file.substring(0, file.length() - SUFFIX.length());
        branches.add(branch(stem.replace("%2F", "/"), directory.resolve(file)));
      }
    }
    branches.sort(Comparator.comparing(Branch::name));
    return branches;
  }

  /// @throws NotFoundException when there is none of this name; there is none for the main branch
  public Branch branch(String name) {
    if (Location.isRelative(name)) {
      String file = name.replace("/", "%2F") + SUFFIX;
      try {
        return branch(name, root.resolve("_refs/branches").resolve(file));
      } catch (NotFoundException e) {
        // Said below, by name.
      }
    }
    throw new NotFoundException("no branch \"" + name + "\" of the table at " + root);
  }

  private Branch branch(String name, Location file) {
    Json.Members json = read(file);
    try {
      return new Branch(
          name,
          json.text("parentBranch", MAIN),
          json.integer("parentVersion"),
          Instant.ofEpochSecond(json.integer("createAt", 0)),
          json.integer("manifestSize", -1),
          texts(json.object("metadata")));
    } catch (DateTimeException e) {
      throw new CorruptFileException(file.toString(), -1, "time is out of range");
    } catch (CorruptFileException e) {
      throw e.at(file.toString(), -1);
    }
  }

  private Json.Members read(Location file) {
    byte[] bytes = storage.readAll(file, MAX_BYTES);
    try {
      return Json.members(new String(bytes, StandardCharsets.UTF_8));
    } catch (CorruptFileException e) {
      throw e.at(file.toString(), -1);
    }
  }

  private static Instant time(String text) {
    try {
      return text.isEmpty() ? Instant.EPOCH : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new CorruptFileException("\"" + text + "\" is no time");
    }
  }

  private static Map<String, String> texts(Json.Members object) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String key : object.names()) {
      texts.put(key, object.text(key, ""));
    }
    return texts;
  }
}
