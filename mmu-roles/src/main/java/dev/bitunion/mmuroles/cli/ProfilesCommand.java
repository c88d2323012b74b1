package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.profile.Release;
import dev.bitunion.mmuroles.profile.RoleProfile;
import dev.bitunion.mmuroles.profile.RoleProfiles;
import dev.bitunion.mmuroles.profile.WordLayout;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.RoleModel;
import dev.bitunion.mmuroles.role.Unverified;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The kernels whose layouts are known. */
@Command(
    name = "profiles",
    description =
        "Lists the kernels whose role layouts are known, what changed in each, and of which the"
            + " behaviour is modelled, with what that rests on.",
    footer = {
      "",
      "A kernel between two of them is read as the older one, with a note.",
      "",
      "Examples:",
      "  mmu-roles profiles",
      "  mmu-roles profiles --format json"
    })
final class ProfilesCommand extends Subcommand {
  @Mixin private FormatOption format;

  ProfilesCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    if (format.format() == Format.csv) {
      session.out().println(Csv.row("kernel", "union", "field", "offset", "width"));
    }
    RoleProfile before = null;
    for (RoleProfile profile : RoleProfiles.ALL) {
      switch (format.format()) {
        case text -> text(before, profile);
        case json -> json(profile);
        case csv -> csv(profile);
      }
      before = profile;
    }
    return ExitCode.FINE;
  }

  private void text(RoleProfile before, RoleProfile profile) {
    String page = change(before == null ? null : before.page(), profile.page());
    String ext =
        profile.ext() == null ? "" : change(before == null ? null : before.ext(), profile.ext());
    session.out().printf("%-14s page role: %s%n", profile.label(), page);
    if (!ext.isEmpty()) {
      session.out().printf("%-14s extended role: %s%n", "", ext);
    }
    if (isModelled(profile)) {
      session
          .out()
          .printf("%-14s behaviour: modelled; %s%n", "", Unverified.basis(kernel(profile)));
      for (Unverified doubt : Unverified.of(kernel(profile))) {
        session.out().printf("%-14s unverified: %s%n", "", doubt.text());
      }
    }
  }

  private static KernelVersion kernel(RoleProfile profile) {
    Release release = profile.release();
    return new KernelVersion(release.major(), release.minor());
  }

  /** No kernel before 3.0 is, whose releases have a third number. */
  private static boolean isModelled(RoleProfile profile) {
    return RoleModel.isModelled(kernel(profile));
  }

  private static String change(WordLayout before, WordLayout now) {
    if (before == now) {
      return "as before";
    }
    String fields =
        now.slots().stream()
            .filter(slot -> before == null || !before.slots().contains(slot))
            .map(slot -> slot.name() + " " + slot.place())
            .collect(Collectors.joining(", "));
    String gone =
        before == null
            ? ""
            : before.slots().stream()
                .map(WordLayout.Slot::name)
                .filter(name -> now.slot(name) == null)
                .collect(Collectors.joining(", "));
    return fields + (gone.isEmpty() ? "" : (fields.isEmpty() ? "" : "; ") + "without " + gone);
  }

  private void json(RoleProfile profile) {
    JsonWriter json = new JsonWriter().put("kernel", profile.release().toString());
    json.putAll("page", slots(profile.page()));
    json.putAll("ext", profile.ext() == null ? List.of() : slots(profile.ext()));
    json.put("modelled", isModelled(profile));
    if (isModelled(profile)) {
      json.put("basis", Unverified.basis(kernel(profile)));
      json.put(
          "unverified", Unverified.of(kernel(profile)).stream().map(Unverified::text).toList());
    }
    session.out().println(json);
  }

  private static List<JsonWriter> slots(WordLayout layout) {
    return layout.slots().stream()
        .map(
            s ->
                new JsonWriter()
                    .put("field", s.name())
                    .put("offset", s.shift())
                    .put("width", s.width()))
        .toList();
  }

  private void csv(RoleProfile profile) {
    csv(profile, "page", profile.page());
    if (profile.ext() != null) {
      csv(profile, "ext", profile.ext());
    }
  }

  private void csv(RoleProfile profile, String union, WordLayout layout) {
    for (WordLayout.Slot slot : layout.slots()) {
      session
          .out()
          .println(Csv.row(profile.release(), union, slot.name(), slot.shift(), slot.width()));
    }
  }
}
