package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.Unverified;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes docs/kernels.md: where the two modelled kernels differ, from the behaviours, and what the
 * commands print of it.
 */
final class KernelsPage {
  static final Path PAGE = Path.of("../docs/kernels.md");

  private static final KernelVersion FIRST = KernelVersion.V5_14;
  private static final KernelVersion SECOND = KernelVersion.V6_1;

  private KernelsPage() {}

  /** Writes the page; run in the folder of mmu-roles. */
  public static void main(String[] arguments) throws IOException {
    Files.writeString(PAGE, text());
  }

  static String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # What is different on Linux 6.1?

        Two kernels are modelled: 5.14 and 6.1. `role`, `transition`, `walk`, `sim`, `count`, `check` and `replay` take
        `--kernel 6.1`; whatever they print are words as 6.1 has them. This page is written from the
        [behaviours](behaviours.md) (`KernelsPage.main` in the tests of mmu-roles); a test compares it with them.

        ## Where they part

        | behaviour of 5.14 | on 5.14 | on 6.1 | known by |
        |---|---|---|---|
        """);
    for (Behaviour behaviour : Behaviour.values()) {
      if (behaviour.in(FIRST) != behaviour.in(SECOND)) {
        String on = behaviour.summary();
        String off = behaviour.otherwise();
        text.append(
            "| `%s` | %s | %s | %s |\n"
                .formatted(
                    behaviour,
                    behaviour.in(FIRST) ? on : off,
                    behaviour.in(FIRST) ? off : on,
                    behaviour.evidence()));
      }
    }
    text.append(
        """

        Everything else that the simulator does is the same on both. Each of them can be flipped alone in a scenario
        (`behaviour NAME off`), on either kernel.

        ## How the words differ

        | | 5.14 | 6.1 |
        |---|---|---|
        | page role, bit 4 | gpte_is_8_bytes | has_4_byte_gpte, the inverse |
        | page role, bit 18 | - | passthrough: a 5-level root above a 4-level NPT |
        | context | one full role; its base is what pages start from | a cpu role of 64 bits and a root role of 32 |
        | level in a context's role | of the shadow or two-dimensional root | of the guest's own tables, 0 without paging; the root role has the other |
        | extended role | cr0_pg, cr4_pae | efer_lma instead; the cpu role's level and entry size tell the others |

        `mmu-roles profiles` lists every bit of them, `diff --kernel 5.14 --kernel 6.1 WORD` reads a word as both.

        ## One scenario on both

        `diff` plays a scenario on two kernels and says, event by event, what comes out differently, each in its kernel's words, with a smallest set of
        behaviours that makes it so. Words that only moved are no difference.

        """);
    console(
        text,
        "diff --kernel 5.14 --kernel 6.1 mmu-roles/scenarios/14-tdp-wp-toggle.scenario",
        "diff --kernel 5.14 --kernel 6.1 mmu-roles/scenarios/34-no-pcid.scenario");
    text.append(
        """

        ## What 6.1 shares and 5.14 does not

        On 5.14 pages made with EFER.NX on and off are other pages. 6.1 has one for both: an entry with bit 63 that was mapped with NX on stays usable after
        NX is cleared, where the guest's own walk ends with a reserved bit. `check reuse --kernel 6.1` finds it by search, beside what
        5.14 has ([check.md](check.md)). It follows from the role words that the traces show; it was not run on a 6.1 host.

        ## Counting

        Under shadow paging efer_nx no longer multiplies pages, so the greatest number of roles in one counter is 290 and not 460 ([count.md](count.md)):

        """);
    console(text, "count --kernel 6.1 --mmu shadow --no-nested");
    text.append(
        """

        ## What 6.1's side rests on

        5.14 is checked against the kernel's own functions, all of it, and against traces. 6.1 is checked against traces of
        Debian's kernel on an AMD host: every walk, page role, re-configuration and choice of a root in them is computed and
        compared ([replay.md](replay.md)). What no trace of 6.1 shows is computed by the same rules, is unverified, and answers say so:

        """);
    for (Unverified doubt : Unverified.of(SECOND)) {
      text.append("- ").append(doubt.text()).append('\n');
    }
    return text.toString();
  }

  private static void console(StringBuilder text, String... commands) {
    text.append("```console\n");
    for (String command : List.of(commands)) {
      text.append("$ mmu-roles ").append(command).append('\n');
      String[] arguments = command.split(" ");
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] = arguments[i].replaceFirst("^mmu-roles/", "");
      }
      text.append(CommandRun.of(arguments).out().replace("\nscenarios/", "\nmmu-roles/scenarios/"));
    }
    text.append("```\n");
  }
}
