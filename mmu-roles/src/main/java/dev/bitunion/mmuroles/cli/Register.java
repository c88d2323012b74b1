package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.arch.Cr0Bits;
import dev.bitunion.mmuroles.arch.Cr4Bits;
import dev.bitunion.mmuroles.arch.EferBits;
import dev.bitunion.mmuroles.arch.PkruBits;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;

/** A register as a user types it: hex, or the names of its flags. */
public enum Register {
  /** Control register 0. */
  CR0("--cr0", Cr0Bits.FIELD_BITS, Cr0Bits::flagNames, Cr0Bits::parse),
  /** Control register 4. */
  CR4("--cr4", Cr4Bits.FIELD_BITS, Cr4Bits::flagNames, Cr4Bits::parse),
  /** The extended feature enable register; {@code NXE} is read as {@code NX}. */
  EFER("--efer", EferBits.FIELD_BITS, EferBits::flagNames, EferBits::parse),
  /** The protection-key rights of user pages. */
  PKRU(
      "--pkru",
      Integer.toUnsignedLong(PkruBits.FIELD_BITS),
      word -> PkruBits.flagNames((int) word),
      text -> Integer.toUnsignedLong(PkruBits.parse(text)));

  private static final Pattern SEPARATORS = Pattern.compile("[\\s,|]+");
  private static final Pattern HEX = Pattern.compile("(?:0[xX])?([0-9a-fA-F]{1,16})");

  private final String option;
  private final LongFunction<List<String>> flagNames;
  private final ToLongFunction<String> parseFlag;
  private final List<String> allFlags;
  private final long known;

  Register(
      String option,
      long known,
      LongFunction<List<String>> flagNames,
      ToLongFunction<String> parseFlag) {
    this.option = option;
    this.known = known;
    this.flagNames = flagNames;
    this.parseFlag = parseFlag;
    this.allFlags = flagNames.apply(known);
  }

  /**
   * Reads {@code 0x80010001}, {@code 80010001} or {@code PG,WP}. A flag's name comes before hex
   * digits: {@code DE} is CR4's flag; 0xde says otherwise.
   *
   * @throws Failure with exit code 2 if it is neither
   */
  public long parse(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      throw Failure.usage(option + ": is empty; write 0 for no bit");
    }
    long value = 0;
    String[] tokens = SEPARATORS.split(stripped);
    for (String token : tokens) {
      String flag = flag(token);
      if (flag != null) {
        value |= parseFlag.applyAsLong(flag);
      } else if (tokens.length == 1 && HEX.matcher(token).matches()) {
        return Long.parseUnsignedLong(HEX.matcher(token).replaceFirst("$1"), 16);
      } else {
        throw unknown(token);
      }
    }
    return value;
  }

  private String flag(String token) {
    String wanted = this == EFER && token.equalsIgnoreCase("NXE") ? "NX" : token;
    for (String name : allFlags) {
      if (name.equalsIgnoreCase(wanted)) {
        return name;
      }
    }
    return null;
  }

  private Failure unknown(String token) {
    return Failure.usage(
        option
            + ": '"
            + token
            + "' is no flag of "
            + this
            + (token.isEmpty() || !Character.isDigit(token.charAt(0)) ? "" : " and no hex word")
            + "; write hex or "
            + String.join(",", allFlags));
  }

  /** The register as {@code 0x80010001 (PG,WP)}. */
  public String describe(long value) {
    String names = String.join(",", flagNames.apply(value));
    String hex = "0x" + Long.toHexString(value);
    return names.isEmpty() ? hex : hex + " (" + names + ")";
  }

  /** Bits that are set and have no name. */
  public long unknownBits(long value) {
    return value & ~known;
  }
}
