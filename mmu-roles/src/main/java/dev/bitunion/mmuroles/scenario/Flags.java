package dev.bitunion.mmuroles.scenario;

import dev.bitunion.mmuroles.arch.Cr0Bits;
import dev.bitunion.mmuroles.arch.Cr4Bits;
import dev.bitunion.mmuroles.arch.EferBits;
import dev.bitunion.mmuroles.arch.EptEntryBits;
import dev.bitunion.mmuroles.arch.Pte64Bits;
import dev.bitunion.mmuroles.shadow.RequestSetBits;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/** Words that are written as names of flags: {@code PG,WP} or hex. */
enum Flags {
  CR0("CR0", Cr0Bits.FIELD_BITS, Cr0Bits::parse, Cr0Bits::flagNames),
  CR4("CR4", Cr4Bits.FIELD_BITS, Cr4Bits::parse, Cr4Bits::flagNames),
  EFER("EFER", EferBits.FIELD_BITS, EferBits::parse, EferBits::flagNames),
  ENTRY("a page-table entry", Pte64Bits.FIELD_BITS, Pte64Bits::parse, Pte64Bits::flagNames),
  EPT_ENTRY("an EPT entry", EptEntryBits.FIELD_BITS, EptEntryBits::parse, EptEntryBits::flagNames),
  REQUESTS(
      "the requests",
      RequestSetBits.FIELD_BITS,
      RequestSetBits::parse,
      word -> RequestSetBits.flagNames((int) word));

  private final String title;
  private final ToLongFunction<String> parse;
  private final LongFunction<List<String>> names;
  private final List<String> all;

  Flags(String title, long known, ToLongFunction<String> parse, LongFunction<List<String>> names) {
    this.title = title;
    this.parse = parse;
    this.names = names;
    this.all = names.apply(known);
  }

  /** One word: hex, a number, or names and {@code NAME=VALUE}s with commas between them. */
  long word(Word word) {
    if (!word.text().isEmpty() && Character.isDigit(word.text().charAt(0))) {
      return Symbols.number(word);
    }
    long value = 0;
    int from = 0;
    for (String name : word.text().split(",", -1)) {
      value |= flag(new Word(name, word.line(), word.column() + from));
      from += name.length() + 1;
    }
    return value;
  }

  /** All words up to the end of the line; at least one. */
  long words(Words words) {
    long value = word(words.next("a flag of " + title));
    while (words.more()) {
      value |= word(words.next("a flag"));
    }
    return value;
  }

  private long flag(Word name) {
    String wanted = name.text().toUpperCase(Locale.ROOT);
    if (wanted.contains("=")) {
      try {
        return parse.applyAsLong(wanted);
      } catch (IllegalArgumentException e) {
        throw name.error(e.getMessage());
      }
    }
    String known = wanted.equals("NXE") && this == EFER ? "NX" : wanted;
    if (!all.contains(known)) {
      throw name.error(
          "'" + name.text() + "' is no flag of " + title + "; write " + String.join(", ", all));
    }
    return parse.applyAsLong(known);
  }

  /** The names of the flags set, {@code 0} if none is. */
  String text(long value) {
    List<String> set = names.apply(value);
    return set.isEmpty() ? "0" : String.join(" ", set);
  }
}
