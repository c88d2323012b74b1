package dev.bitunion.mmuroles.check.reuse;

import java.util.Map;

/** What each field of the page role keeps apart, in one sentence. */
public final class Purpose {
  private static final Map<String, String> SENTENCES =
      Map.ofEntries(
          Map.entry(
              "level",
              "A frame can serve as a table of two levels, even of its own entry; a shadow page is"
                  + " one level's."),
          Map.entry(
              "gpte_is_8_bytes",
              "A frame can be read as a table of 4-byte entries and as one of 8-byte entries."),
          Map.entry(
              "quadrant",
              "A table of 4-byte entries has twice as many as a shadow page: one page stands for a"
                  + " half of it at level 1, for a quarter at level 2."),
          Map.entry(
              "direct",
              "A page that maps a large page of the guest piecewise is named after the first frame"
                  + " mapped, and that frame can be a table, too."),
          Map.entry(
              "access",
              "One table can be reached through entries that allow more and through entries that"
                  + " allow less; what its shadow page maps was filled through one of them."),
          Map.entry(
              "efer_nx",
              "With EFER.NX clear, bit 63 of an entry is reserved: a walk that meets it faults."),
          Map.entry(
              "cr0_wp",
              "With CR0.WP clear a supervisor may write read-only pages. KVM then lends an entry"
                  + " that is writable and the supervisor's alone, and no one with CR0.WP set may"
                  + " meet it."),
          Map.entry(
              "smep_andnot_wp",
              "An entry lent while CR0.WP is clear looks like a supervisor's page, although it is a"
                  + " user's, and SMEP no longer keeps the supervisor from fetching there; so with"
                  + " SMEP it is lent without the right to execute."),
          Map.entry(
              "smap_andnot_wp",
              "An entry lent while CR0.WP is clear looks like a supervisor's page, although it is a"
                  + " user's, and SMAP no longer guards it."),
          Map.entry(
              "ad_disabled",
              "L1's EPT may have accessed and dirty bits or not; an entry filled without setting"
                  + " them must not serve a guest whose tables have to have them set."),
          Map.entry(
              "guest_mode",
              "L2 does not see the slots that KVM made for itself, such as the page behind the APIC,"
                  + " and L1 does."),
          Map.entry(
              "smm",
              "In SMM a frame can be other memory than outside: what SMM hides must not be mapped for"
                  + " the rest, nor the other way round."));

  private Purpose() {}

  /** The sentence for a field of 5.14's page role. */
  public static String of(String field) {
    return SENTENCES.getOrDefault(field, "");
  }
}
