package org.lance4j.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.LanceException;

/// Collects what a verification finds. Thread-safe.
final class Findings {
  private final List<Verification.Finding> problems = new ArrayList<>();
  private final List<Verification.Finding> remarks = new ArrayList<>();
  private long files;
  private long rows;

  synchronized void problem(Object source, String what) {
    problems.add(new Verification.Finding(source.toString(), what));
  }

  synchronized void remark(Object source, String what) {
    remarks.add(new Verification.Finding(source.toString(), what));
  }

  synchronized void file(long rowCount) {
    files++;
    rows += rowCount;
  }

  /// Does a step; that it fails is a problem.
  ///
  /// @return whether it was done
  boolean attempt(Object source, String prefix, Runnable step) {
    try {
      step.run();
      return true;
    } catch (RuntimeException e) {
      problem(source, prefix + text(e));
      return false;
    }
  }

  /// What an exception says, without the place, which is known.
  static String text(RuntimeException e) {
    return switch (e) {
      case CorruptFileException corrupt -> corrupt.what();
      case LanceException lance -> String.valueOf(lance.getMessage());
      default -> "cannot be decoded: " + e;
    };
  }

  synchronized boolean isSound() {
    return problems.isEmpty();
  }

  synchronized Verification result() {
    Comparator<Verification.Finding> bySource = Comparator.comparing(Verification.Finding::source);
    return new Verification(
        problems.stream().sorted(bySource).toList(),
        remarks.stream().sorted(bySource).toList(),
        files,
        rows);
  }
}
