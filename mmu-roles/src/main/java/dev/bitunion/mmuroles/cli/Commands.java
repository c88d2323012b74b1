package dev.bitunion.mmuroles.cli;

import java.util.List;

/** Every command. A new one is a name and a line here. */
final class Commands {
  /** The names, in the order in which help lists the commands. */
  static final List<String> NAMES =
      List.of(
          "decode",
          "encode",
          "role",
          "transition",
          "sim",
          "replay",
          "audit",
          "profiles",
          "diff",
          "conform",
          "count",
          "check",
          "defects",
          "walk",
          "access");

  private Commands() {}

  /** The command of that name; null if there is none. Only this one's class is loaded. */
  static Subcommand of(Session session, String name) {
    return switch (name) {
      case "decode" -> new DecodeCommand(session);
      case "encode" -> new EncodeCommand(session);
      case "role" -> new RoleCommand(session);
      case "transition" -> new TransitionCommand(session);
      case "sim" -> new SimCommand(session);
      case "replay" -> new ReplayCommand(session);
      case "audit" -> new AuditCommand(session);
      case "profiles" -> new ProfilesCommand(session);
      case "diff" -> new DiffCommand(session);
      case "conform" -> new ConformCommand(session);
      case "count" -> new CountCommand(session);
      case "check" -> new CheckCommand(session);
      case "defects" -> new DefectsCommand(session);
      case "walk" -> new WalkCommand(session);
      case "access" -> new AccessCommand(session);
      default -> null;
    };
  }
}
