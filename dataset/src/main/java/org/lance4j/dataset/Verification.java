package org.lance4j.dataset;

import java.util.List;

/// What [Dataset#verify] found.
///
/// @param problems damage: what reads fail on, or give wrong or no data for
/// @param remarks facts that are odd, as old releases wrote them, and that reads do well with
/// @param files data files that were read
/// @param rows physical rows in them, deleted ones included
public record Verification(List<Finding> problems, List<Finding> remarks, long files, long rows) {
  public Verification {
    problems = List.copyOf(problems);
    remarks = List.copyOf(remarks);
  }

  /// One thing to know.
  ///
  /// @param source location of the file, or of the table
  /// @param what with column, rows and offset as far as they are known
  public record Finding(String source, String what) {
    /// `source: what`, in one line.
    @Override
    public String toString() {
      return (source + ": " + what).replace('\n', ' ');
    }
  }

  /// Is told how far a verification is. Called by one thread at a time, whichever it is.
  public interface Progress {
    /// @param done columns of data files that were read
    /// @param total columns of data files
    void columnDone(int done, int total);
  }

  /// Whether there are no problems.
  public boolean isSound() {
    return problems.isEmpty();
  }
}
