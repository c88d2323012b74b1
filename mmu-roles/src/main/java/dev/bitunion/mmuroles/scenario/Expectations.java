package dev.bitunion.mmuroles.scenario;

import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.mmu.Rights;
import dev.bitunion.mmuroles.shadow.ShadowContext;
import dev.bitunion.mmuroles.shadow.ShadowEntryBits;
import dev.bitunion.mmuroles.shadow.ShadowPages;
import dev.bitunion.mmuroles.vcpu.Vcpu;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** What can be expected of the state: roles, roots, counters, requests, entries. */
final class Expectations {
  private Expectations() {}

  static void addTo(Map<String, Step.Noun> nouns) {
    nouns.put("role", Expectations::role);
    nouns.put("levels", Expectations::levels);
    nouns.put("direct", Expectations::direct);
    nouns.put("root", Expectations::root);
    nouns.put("pgd", Expectations::pgd);
    nouns.put("previous", Expectations::previous);
    nouns.put("track", Expectations::track);
    nouns.put("disallow", Expectations::disallow);
    nouns.put("requests", Expectations::requests);
    nouns.put("entry", Expectations::entry);
    nouns.put("leaf", Expectations::leaf);
    nouns.put("count", Expectations::count);
    nouns.put("qualification", Expectations::qualification);
    nouns.put("used", (words, symbols) -> number(words, s -> (long) s.vm().used()));
    nouns.put("indirect", (words, symbols) -> number(words, s -> (long) s.vm().indirect()));
    nouns.put("unsync", (words, symbols) -> number(words, s -> s.vm().stats().mmuUnsync));
    nouns.put("flooded", (words, symbols) -> number(words, s -> s.vm().stats().mmuFlooded));
  }

  static String differs(Object expected, Object actual) {
    return Objects.equals(expected, actual) ? null : "it is " + actual;
  }

  private static Step.Check number(Words words, Function<Simulation, Long> actual) {
    long expected = Symbols.number(words.next("a number"));
    return simulation -> differs(expected, actual.apply(simulation));
  }

  /** The context that the next word names; the one in use if it names none. */
  private static Function<Vcpu, MmuContext> context(Words words) {
    if (words.take("root_mmu")) {
      return vcpu -> vcpu.contexts().root();
    }
    if (words.take("guest_mmu")) {
      return vcpu -> vcpu.contexts().guest();
    }
    if (words.take("nested_mmu")) {
      return vcpu -> vcpu.contexts().nested();
    }
    return vcpu -> vcpu.contexts().mmu();
  }

  private static Function<Vcpu, ShadowContext> roots(Words words) {
    if (words.take("root_mmu")) {
      return Vcpu::root;
    }
    return words.take("guest_mmu") ? Vcpu::guest : Vcpu::active;
  }

  private static Step.Check role(Words words, Symbols symbols) {
    Function<Vcpu, MmuContext> context = context(words);
    String expected = String.format("0x%016x", Symbols.number(words.next("a role")));
    return s ->
        differs(
            expected, String.format("0x%016x", s.words().context(context.apply(s.vcpu()).role())));
  }

  private static Step.Check levels(Words words, Symbols symbols) {
    Function<Vcpu, MmuContext> context = context(words);
    int root = Symbols.count(words.next("root_level"));
    int shadow = Symbols.count(words.next("shadow_root_level"));
    return s -> {
      MmuContext mmu = context.apply(s.vcpu());
      return differs(root + " and " + shadow, mmu.rootLevel() + " and " + mmu.shadowRootLevel());
    };
  }

  private static Step.Check direct(Words words, Symbols symbols) {
    Function<Vcpu, MmuContext> context = context(words);
    boolean expected = MachineSettings.choice(words.next("yes or no"), "no", "yes") == 1;
    return s -> differs(expected, context.apply(s.vcpu()).directMap());
  }

  /** {@code root [CONTEXT] PAGE | none | PAGE PAGE PAGE PAGE}. */
  private static Step.Check root(Words words, Symbols symbols) {
    Function<Vcpu, ShadowContext> context = roots(words);
    if (words.take("none")) {
      return s -> differs("-", rootText(s, context.apply(s.vcpu())));
    }
    StringBuilder expected = new StringBuilder();
    while (words.more()) {
      expected.append(expected.isEmpty() ? "" : " ").append(PageName.read(words, symbols));
    }
    if (expected.isEmpty()) {
      words.next("WORD@FRAME, four of them, or none");
    }
    return s -> differs(expected.toString(), rootText(s, context.apply(s.vcpu())));
  }

  private static String rootText(Simulation simulation, ShadowContext context) {
    ShadowPages pages = simulation.vm().pages();
    if (context.root() == ShadowContext.INVALID) {
      return "-";
    }
    if (context.root() != ShadowContext.SPECIAL) {
      return Snapshot.page(simulation.words(), pages, context.root());
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < ShadowContext.PAE_ENTRIES; i++) {
      int page = context.paeRoot(i);
      text.append(i == 0 ? "" : " ");
      text.append(
          page == ShadowContext.INVALID ? "-" : Snapshot.page(simulation.words(), pages, page));
    }
    return text.toString();
  }

  /** {@code pgd [CONTEXT] FRAME}: what the current root was made for. */
  private static Step.Check pgd(Words words, Symbols symbols) {
    Function<Vcpu, ShadowContext> context = roots(words);
    long expected = symbols.frame(words.next("a frame"));
    return s -> {
      ShadowContext now = context.apply(s.vcpu());
      if (now.root() == ShadowContext.INVALID) {
        return "there is no root";
      }
      return differs(hex(expected), hex(PageMath.gfn(now.rootPgd())));
    };
  }

  /** {@code previous [CONTEXT] FRAME|- FRAME|- FRAME|-}: the page directories of the three. */
  private static Step.Check previous(Words words, Symbols symbols) {
    Function<Vcpu, ShadowContext> context = roots(words);
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < ShadowContext.PREVIOUS; i++) {
      expected.append(i == 0 ? "" : " ");
      expected.append(
          words.take("-") ? "-" : hex(symbols.frame(words.next("a frame, or - for none"))));
    }
    return s -> {
      ShadowContext now = context.apply(s.vcpu());
      StringBuilder actual = new StringBuilder();
      for (int i = 0; i < ShadowContext.PREVIOUS; i++) {
        boolean none = now.previousRoot(i) == ShadowContext.INVALID;
        actual.append(i == 0 ? "" : " ");
        actual.append(none ? "-" : hex(PageMath.gfn(now.previousPgd(i))));
      }
      return differs(expected.toString(), actual.toString());
    };
  }

  private static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }

  private static Step.Check track(Words words, Symbols symbols) {
    long gfn = symbols.frame(words.next("a frame"));
    int expected = Symbols.count(words.next("a count"));
    int space = words.take("smm") ? 1 : 0;
    return s -> differs(expected, s.vm().tracking().track(gfn, space));
  }

  private static Step.Check disallow(Words words, Symbols symbols) {
    long gfn = symbols.frame(words.next("a frame"));
    int level = 2 + MachineSettings.choice(words.next("2m or 1g"), "2m", "1g");
    int expected = Symbols.count(words.next("a count"));
    int space = words.take("smm") ? 1 : 0;
    return s -> differs(expected, s.vm().tracking().disallow(gfn, level, space));
  }

  private static Step.Check requests(Words words, Symbols symbols) {
    long expected = words.take("none") ? 0 : Flags.REQUESTS.words(words);
    return s -> differs(Flags.REQUESTS.text(expected), Flags.REQUESTS.text(s.vm().requests()));
  }

  /** {@code entry PAGE INDEX absent|present|writable|readonly}. */
  private static Step.Check entry(Words words, Symbols symbols) {
    PageName page = PageName.read(words, symbols);
    int index = Symbols.count(words.next("an index"));
    int kind =
        MachineSettings.choice(words.next("a state"), "absent", "present", "writable", "readonly");
    return s -> {
      int found = s.find(page);
      if (found == ShadowPages.NONE) {
        return "there is no such page";
      }
      long entry = s.vm().entry(found, index);
      boolean present = ShadowEntryBits.present(entry);
      boolean writable = ShadowEntryBits.writable(entry);
      boolean holds =
          switch (kind) {
            case 0 -> !present;
            case 1 -> present;
            case 2 -> present && writable;
            default -> present && !writable;
          };
      return holds ? null : "it is {" + ShadowEntryBits.toString(entry) + "}";
    };
  }

  /** {@code leaf PAGE INDEX RIGHTS}: what a mapping allows, as {@code uwx} with dashes. */
  private static Step.Check leaf(Words words, Symbols symbols) {
    PageName page = PageName.read(words, symbols);
    int index = Symbols.count(words.next("an index"));
    String expected = words.next("rights, as uwx").text();
    return s -> {
      int found = s.find(page);
      long entry = found == ShadowPages.NONE ? 0 : s.vm().entry(found, index);
      return ShadowEntryBits.leaf(entry)
          ? differs(expected, Rights.text(rights(entry), false))
          : "nothing is mapped there";
    };
  }

  private static int rights(long entry) {
    return Rights.USER * ShadowEntryBits.userBit(entry)
        + Rights.WRITE * ShadowEntryBits.writableBit(entry)
        + Rights.EXEC * ShadowEntryBits.executableBit(entry);
  }

  /** {@code count PAGE N}: root references of a valid page. */
  private static Step.Check count(Words words, Symbols symbols) {
    PageName page = PageName.read(words, symbols);
    int expected = Symbols.count(words.next("a count"));
    return s -> {
      int found = s.find(page);
      return found == ShadowPages.NONE
          ? "there is no such page"
          : differs(expected, s.vm().pages().rootCount(found));
    };
  }

  private static Step.Check qualification(Words words, Symbols symbols) {
    long expected = Symbols.number(words.next("an exit qualification"));
    return s -> differs(hex(expected), hex(s.vcpu().cpu().exitQualification()));
  }
}
