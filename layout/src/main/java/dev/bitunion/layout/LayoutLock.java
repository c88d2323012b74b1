package dev.bitunion.layout;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A layout in one line, to be kept in the source beside the declaration: {@code 32 level:0+4u
 * direct:7+1b}. What a field is called in C, where its bits are, and what they mean is in it; Java
 * names are not. It may also be kept as its hash, which is short but cannot show what changed.
 */
public final class LayoutLock {
  private static final int HASH_BYTES = 8;
  private static final int BYTE = 8;

  private LayoutLock() {}

  /** The line of a layout. */
  public static String of(UnionLayout union) {
    return String.join(" ", words(union));
  }

  /** The hash of a line: 16 hexadecimal digits of its SHA-256. */
  public static String hash(String line) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(line.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Whether a lock, a line or its hash, holds this layout. */
  public static boolean holds(String lock, UnionLayout union) {
    String line = of(union);
    return lock.equals(line) || lock.equals(hash(line));
  }

  /** What differs: words of the lock that the layout lacks ({@code -}), and its new ones. */
  public static List<String> differences(String lock, UnionLayout union) {
    List<String> locked = List.of(lock.strip().split("\\s+"));
    List<String> now = words(union);
    List<String> lines = new ArrayList<>();
    locked.stream().filter(w -> !now.contains(w)).forEach(w -> lines.add("- " + w));
    now.stream().filter(w -> !locked.contains(w)).forEach(w -> lines.add("+ " + w));
    return lines;
  }

  private static List<String> words(UnionLayout union) {
    List<String> words = new ArrayList<>();
    words.add(union.bits() + (union.order() == BitOrder.LSB_FIRST ? "" : "msb"));
    if (union.align() != BYTE) {
      words.add("align" + union.align());
    }
    for (FieldLayout field : union.fields()) {
      String parts = LayoutText.parts(field.parts());
      words.add(field.cName() + ":" + parts + field.kind().letter() + traits(field));
    }
    for (ReservedPart part : union.reserved()) {
      words.add(
          "reserved:" + part.part().offset() + "+" + part.part().width() + part.rule().text());
    }
    return words;
  }

  private static String traits(FieldLayout field) {
    Traits traits = field.traits();
    StringBuilder text = new StringBuilder();
    if (traits.scale() != 0) {
      text.append("<<").append(traits.scale());
    }
    if (traits.isArray()) {
      text.append('*').append(traits.count()).append('/').append(traits.stride());
    }
    if (traits.access() != Access.READ_WRITE) {
      text.append(traits.access().text());
    }
    if (traits.reserved() != Reserved.NO) {
      text.append(traits.reserved().text());
    }
    if (traits.init() != 0) {
      text.append('=').append(traits.init());
    }
    if (traits.signed()) {
      text.append("signed");
    }
    return text.append(traits.raw() ? "raw" : "").toString();
  }
}
