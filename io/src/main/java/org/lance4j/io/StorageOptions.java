package org.lance4j.io;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Keys and values that say how to reach a store: credentials, endpoints, limits. Immutable.
///
/// Keys compare without regard to case. `toString` names the keys and no value, since any value can
/// be a secret.
public final class StorageOptions {
  private static final StorageOptions NONE = new StorageOptions(Map.of());

  private final TreeMap<String, String> values = new TreeMap<>();

  private StorageOptions(Map<String, String> options) {
    options.forEach((key, value) -> values.put(key.toLowerCase(Locale.ROOT), value));
  }

  public static StorageOptions none() {
    return NONE;
  }

  public static StorageOptions of(Map<String, String> options) {
    return new StorageOptions(options);
  }

  /// These with another one, which replaces what has the same key.
  public StorageOptions with(String key, String value) {
    StorageOptions changed = new StorageOptions(values);
    changed.values.put(key.toLowerCase(Locale.ROOT), value);
    return changed;
  }

  public String value(String key, String otherwise) {
    return values.getOrDefault(key.toLowerCase(Locale.ROOT), otherwise);
  }

  /// @throws IllegalArgumentException when the value is neither `true` nor `false`
  public boolean flag(String key, boolean otherwise) {
    String value = value(key, String.valueOf(otherwise)).toLowerCase(Locale.ROOT);
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException("Storage option " + key + " is true or false only");
    };
  }

  /// @throws IllegalArgumentException when the value is no integer of at least `least`
  public int number(String key, int otherwise, int least) {
    int number = parsed(key, value(key, String.valueOf(otherwise)));
    if (number < least) {
      throw new IllegalArgumentException("Storage option " + key + " is less than " + least);
    }
    return number;
  }

  private static int parsed(String key, String value) {
    try {
      return Integer.parseInt(value.strip());
    } catch (NumberFormatException e) { // not passed on: its message holds the value
      throw new IllegalArgumentException("Storage option " + key + " is not an integer");
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StorageOptions that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return "StorageOptions" + values.keySet();
  }
}
