package dev.bitunion.mmuroles.conform;

import java.util.List;

/**
 * The beginning of a file.
 *
 * @param fileName the name without its folder
 * @param comments the lines before the first data line that begin with {@code #}
 * @param rows the first data lines
 */
public record Sample(String fileName, List<String> comments, List<String> rows) {
  /** Copies the lists. */
  public Sample {
    comments = List.copyOf(comments);
    rows = List.copyOf(rows);
  }

  /** The first data line; empty if there is none. */
  public String firstRow() {
    return rows.isEmpty() ? "" : rows.get(0);
  }

  /** Whether a comment contains the text. */
  public boolean says(String text) {
    return comments.stream().anyMatch(comment -> comment.contains(text));
  }
}
