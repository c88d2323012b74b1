package dev.bitunion.mmuroles.conform;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongConsumer;

/** The data lines of a file one by one: no comments, no blank lines, no line ends. */
public final class DataLines {
  private static final int SAMPLE_ROWS = 4;
  private static final int ROWS_A_REPORT = 4096;

  private record Line(long number, String text) {}

  private final BufferedReader reader;
  private final LongConsumer progress;
  private final Deque<Line> ahead = new ArrayDeque<>();
  private final List<String> comments = new ArrayList<>();
  private long read;
  private long number;
  private long rows;

  /** Reads as far as {@link #sample} needs. */
  public DataLines(BufferedReader reader) throws IOException {
    this(reader, unused -> {});
  }

  /**
   * Reads as far as {@link #sample} needs.
   *
   * @param progress told the number of rows now and then
   */
  public DataLines(BufferedReader reader, LongConsumer progress) throws IOException {
    this.reader = reader;
    this.progress = progress;
    while (ahead.size() < SAMPLE_ROWS) {
      Line line = read();
      if (line == null) {
        break;
      }
      ahead.add(line);
    }
  }

  private Line read() throws IOException {
    for (String text = reader.readLine(); text != null; text = reader.readLine()) {
      read++;
      if (text.startsWith("#")) {
        if (ahead.isEmpty() && rows == 0) {
          comments.add(text);
        }
      } else if (!text.isBlank()) {
        return new Line(read, text);
      }
    }
    return null;
  }

  /** The beginning of the file. */
  public Sample sample(String fileName) {
    return new Sample(fileName, comments, ahead.stream().map(Line::text).toList());
  }

  /** The next data line; null at the end. */
  public String next() throws IOException {
    Line line = ahead.isEmpty() ? read() : ahead.remove();
    if (line == null) {
      return null;
    }
    number = line.number;
    rows++;
    if (rows % ROWS_A_REPORT == 0) {
      progress.accept(rows);
    }
    return line.text;
  }

  /** The line of column names; it is not counted as a row. */
  public String header() throws IOException {
    String header = next();
    rows = 0;
    return header;
  }

  /** The number of the line that {@link #next} gave last, counted from 1 in the file. */
  public long number() {
    return number;
  }

  /** Data lines given so far. */
  public long rows() {
    return rows;
  }

  /** The line that {@link #next} gave last cannot be understood. */
  public MalformedRowException malformed(String reason) {
    return new MalformedRowException(number, reason);
  }
}
