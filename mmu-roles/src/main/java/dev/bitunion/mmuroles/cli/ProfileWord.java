package dev.bitunion.mmuroles.cli;

import static java.util.stream.Collectors.joining;

import dev.bitunion.mmuroles.profile.PageReading;
import dev.bitunion.mmuroles.profile.PrintedRole;
import dev.bitunion.mmuroles.profile.RoleProfile;
import dev.bitunion.mmuroles.profile.WordLayout;
import dev.bitunion.mmuroles.role.MmuRoleBits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A role word of any kernel and what its layout says of it, in the three formats of {@link
 * DecodedWord}.
 *
 * @param input what the user gave
 * @param profile whose layout
 * @param layout the union that it is read as
 * @param word the word
 * @param unknown fields of the page role that the input does not tell
 * @param possible the words that it may be, if the input does not tell all of it; else empty
 * @param notes what the reader should doubt
 */
record ProfileWord(
    String input,
    RoleProfile profile,
    RoleLayout layout,
    long word,
    Set<String> unknown,
    List<Integer> possible,
    List<String> notes) {
  private static final int MOST_SHOWN = 16;

  /** A word whose input tells all of it. */
  static ProfileWord of(String input, RoleProfile profile, RoleLayout layout, long word) {
    if (layout != RoleLayout.page && profile.ext() == null) {
      throw Failure.usage(
          profile.label() + " has no extended role; that came with Linux 4.20 (--as page)");
    }
    List<String> notes = new ArrayList<>();
    if (layout == RoleLayout.page) {
      new PageReading(profile, (int) word, Set.of())
          .impossible()
          .ifPresent(why -> notes.add("impossible as " + profile.label() + ": " + why));
    } else {
      int ext = layout == RoleLayout.ext ? (int) word : MmuRoleBits.ext(word);
      int unnamed = profile.ext().unnamed(ext);
      if (unnamed != 0) {
        notes.add(
            String.format(
                "impossible as %s: bits 0x%08x of the extended role belong to no field",
                profile.label(), unnamed));
      }
    }
    return new ProfileWord(input, profile, layout, word, Set.of(), List.of(), notes);
  }

  /** A word got back out of printed text. */
  static ProfileWord printed(String input, RoleProfile profile, PrintedRole printed) {
    List<Integer> possible = printed.possible(profile);
    List<String> notes = new ArrayList<>();
    if (possible.isEmpty()) {
      notes.add(
          "impossible as "
              + profile.label()
              + ": no role of it prints so; is it another kernel's?");
    }
    return new ProfileWord(
        input,
        profile,
        RoleLayout.page,
        Integer.toUnsignedLong(printed.word()),
        printed.unknownFields(profile.page()),
        possible,
        notes);
  }

  /** The half of the word that holds the page role, or the word itself. */
  private int page() {
    return layout == RoleLayout.full ? MmuRoleBits.base(word) : (int) word;
  }

  private int ext() {
    return layout == RoleLayout.full ? MmuRoleBits.ext(word) : (int) word;
  }

  String meaning() {
    return switch (layout) {
      case page -> new PageReading(profile, page(), unknown).meaning();
      case ext -> "An extended role: " + set(profile.ext(), ext()) + ".";
      case full -> "A context whose root is of level " + level() + ".";
    };
  }

  private int level() {
    return profile.page().values(page()).getOrDefault("level", 0);
  }

  private static String set(WordLayout layout, int word) {
    List<String> names = new ArrayList<>();
    layout
        .values(word)
        .forEach(
            (name, value) -> {
              if (value != 0) {
                names.add(value == 1 ? name : name + "=" + value);
              }
            });
    return names.isEmpty() ? "nothing set" : String.join(", ", names);
  }

  void print(Session session, Format format) {
    switch (format) {
      case text -> text(session);
      case json -> json(session);
      case csv -> csv(session);
    }
  }

  private void text(Session session) {
    StringBuilder text = new StringBuilder(session.bold(layout.hex(word)));
    text.append("  ").append(layout.title()).append(" as ").append(profile.label());
    if (!unknown.isEmpty()) {
      text.append("; not printed: ").append(String.join(", ", unknown));
    }
    text.append("\n  ").append(meaning()).append('\n');
    each(
        (name, place, value, known) ->
            text.append(String.format("  %-20s %-6s %s%n", name, place, known ? value : "?")));
    if (!possible.isEmpty()) {
      text.append("  possible: ").append(possible.size()).append(" roles: ");
      text.append(possible.stream().limit(MOST_SHOWN).map(RoleLayout::hex).collect(joining(", ")));
      text.append(possible.size() > MOST_SHOWN ? ", ...\n" : "\n");
    }
    notes.forEach(note -> text.append("  note: ").append(note).append('\n'));
    session.out().print(text);
  }

  private void json(Session session) {
    JsonWriter json =
        new JsonWriter()
            .put("input", input)
            .put("word", layout.hex(word))
            .put("kernel", profile.release() == null ? profile.label() : "" + profile.release())
            .put("layout", layout.name());
    if (layout == RoleLayout.full) {
      json.put("base", half(page(), profile.page())).put("ext", half(ext(), profile.ext()));
    } else {
      boolean isPage = layout == RoleLayout.page;
      json.put("fields", fields((int) word, isPage ? profile.page() : profile.ext()));
    }
    session
        .out()
        .println(
            json.put("not_printed", unknown)
                .put("possible", possible.stream().map(RoleLayout::hex).toList())
                .put("meaning", meaning())
                .put("notes", notes));
  }

  private JsonWriter half(int half, WordLayout of) {
    return new JsonWriter().put("word", RoleLayout.hex(half)).put("fields", fields(half, of));
  }

  private JsonWriter fields(int half, WordLayout of) {
    JsonWriter json = new JsonWriter();
    of.values(half)
        .forEach(
            (name, value) -> {
              if (!unknown.contains(name)) {
                json.put(name, value);
              }
            });
    return json;
  }

  private void csv(Session session) {
    each(
        (name, place, value, known) ->
            session
                .out()
                .println(
                    DecodedWord.csvRow(input, layout, word, name, place, known ? value : null)));
    notes.forEach(session::note);
  }

  /** Takes a field of the word. */
  private interface FieldTaker {
    void take(String name, String place, int value, boolean known);
  }

  private void each(FieldTaker taker) {
    if (layout != RoleLayout.ext) {
      String prefix = layout == RoleLayout.full ? "base." : "";
      each(profile.page(), page(), prefix, 0, taker);
    }
    if (layout != RoleLayout.page) {
      boolean full = layout == RoleLayout.full;
      each(profile.ext(), ext(), full ? "ext." : "", full ? MmuRoleBits.EXT_SHIFT : 0, taker);
    }
  }

  private void each(WordLayout of, int half, String prefix, int shift, FieldTaker taker) {
    Map<String, Integer> values = of.values(half);
    for (WordLayout.Slot slot : of.slots()) {
      WordLayout.Slot moved =
          new WordLayout.Slot(prefix + slot.name(), slot.shift() + shift, slot.width());
      taker.take(
          moved.name(), moved.place(), values.get(slot.name()), !unknown.contains(slot.name()));
    }
  }
}
