package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.mmu.EntryMemory;
import dev.bitunion.mmuroles.mmu.MemorySlots;
import dev.bitunion.mmuroles.mmu.PageMath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The guest memory that a walk reads: page-table entries line by line, or an image of memory. */
final class MemoryOptions {
  private static final Pattern LINE =
      Pattern.compile("(?:0[xX])?([0-9a-fA-F]{1,16})[\\s:=]+(?:0[xX])?([0-9a-fA-F]{1,16})");
  private static final Pattern RANGE =
      Pattern.compile("(?:0[xX])?([0-9a-fA-F]{1,16})-(?:0[xX])?([0-9a-fA-F]{1,16})(:ro)?");
  private static final int LARGEST_IMAGE = 0x4000_0000;

  @Option(
      names = "--tables",
      paramLabel = "FILE",
      description = "page-table entries, a line each: ADDRESS VALUE in hex; - for stdin")
  private String tables;

  @Option(
      names = "--image",
      paramLabel = "FILE",
      description = "memory as it lies in the machine, up to 1 GB")
  private String image;

  @Option(
      names = "--image-at",
      paramLabel = "HEX",
      description = "guest physical address of the image's first byte (default 0)")
  private String imageAt;

  @Option(
      names = "--memory",
      paramLabel = "FIRST-LAST[:ro]",
      description =
          "addresses where the guest has memory, :ro if it cannot write it; may be repeated"
              + " (default: everywhere)")
  private List<String> ranges;

  boolean hasImage() {
    return image != null;
  }

  /**
   * Reads all that was named.
   *
   * @param wide whether an image holds 8-byte entries
   * @throws Failure with exit code 2 or 3 if something is missing or malformed
   */
  EntryMemory read(Session session, boolean wide, int maxphyaddr) {
    if (tables == null && image == null) {
      throw Failure.usage("name the guest's memory with --tables or --image");
    }
    if (imageAt != null && image == null) {
      throw Failure.usage("--image-at needs --image");
    }
    SortedMap<Long, Long> entries = new TreeMap<>();
    if (image != null) {
      readImage(session, wide, entries);
    }
    if (tables != null) {
      readTables(session, entries);
    }
    return new EntryMemory(
        entries.keySet().stream().mapToLong(Long::longValue).toArray(),
        entries.values().stream().mapToLong(Long::longValue).toArray(),
        slots(maxphyaddr));
  }

  private void readTables(Session session, SortedMap<Long, Long> entries) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(Inputs.openText(session, tables), StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        String text = line.replaceFirst("#.*", "").strip();
        if (!text.isEmpty()) {
          Matcher m = LINE.matcher(text);
          if (!m.matches()) {
            throw Failure.input(
                tables
                    + ": line "
                    + number
                    + ": "
                    + WordArgument.quote(text)
                    + " is not ADDRESS VALUE in hex");
          }
          long address = Long.parseUnsignedLong(m.group(1), 16);
          if (address % Integer.BYTES != 0 || address < 0) {
            throw Failure.input(tables + ": line " + number + ": no entry lies at 0x" + m.group(1));
          }
          entries.put(address, Long.parseUnsignedLong(m.group(2), 16));
        }
      }
    } catch (IOException e) {
      throw Inputs.failure(tables, e);
    }
    if (entries.isEmpty()) {
      throw Failure.input(tables + ": holds no entry");
    }
  }

  private void readImage(Session session, boolean wide, SortedMap<Long, Long> entries) {
    long base = imageAt == null ? 0 : WordArgument.parse(imageAt, true).value();
    if (PageMath.pageOffset(base) != 0) {
      throw Failure.usage("--image-at: " + imageAt + " is not the first byte of a page");
    }
    try (InputStream in = Inputs.openRaw(session, image)) {
      byte[] bytes = in.readNBytes(LARGEST_IMAGE + 1);
      int size = wide ? Long.BYTES : Integer.BYTES;
      if (bytes.length > LARGEST_IMAGE || bytes.length % size != 0 || bytes.length == 0) {
        throw Failure.input(
            image + ": " + bytes.length + " bytes are no image of entries of " + size + " bytes");
      }
      ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      for (int at = 0; at < bytes.length; at += size) {
        long value = wide ? words.getLong(at) : Integer.toUnsignedLong(words.getInt(at));
        if (value != 0) {
          entries.put(base + at, value);
        }
      }
    } catch (IOException e) {
      throw Inputs.failure(image, e);
    }
  }

  private MemorySlots slots(int maxphyaddr) {
    if (ranges == null) {
      return MemorySlots.below(PageMath.gfn(PageMath.setOf(maxphyaddr)));
    }
    MemorySlots slots = new MemorySlots();
    for (String range : ranges) {
      Matcher m = RANGE.matcher(range);
      if (!m.matches()) {
        throw Failure.usage(
            "--memory: " + WordArgument.quote(range) + " is not FIRST-LAST or FIRST-LAST:ro");
      }
      long first = PageMath.gfn(Long.parseUnsignedLong(m.group(1), 16));
      long last = PageMath.gfn(Long.parseUnsignedLong(m.group(2), 16));
      if (last < first) {
        throw Failure.usage("--memory: " + range + " ends before it begins");
      }
      slots.add(first, last - first + 1, m.group(3) != null);
    }
    return slots;
  }
}
