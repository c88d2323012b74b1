package dev.bitunion.mmuroles.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Every command, in the order in which help lists them. A new one is a line here. */
final class Commands {
  private Commands() {}

  static Map<String, Supplier<Subcommand>> all(Session session) {
    Map<String, Supplier<Subcommand>> commands = new LinkedHashMap<>();
    commands.put("decode", () -> new DecodeCommand(session));
    commands.put("encode", () -> new EncodeCommand(session));
    commands.put("role", () -> new RoleCommand(session));
    commands.put("transition", () -> new TransitionCommand(session));
    commands.put("sim", () -> new SimCommand(session));
    commands.put("replay", () -> new ReplayCommand(session));
    commands.put("audit", () -> new AuditCommand(session));
    commands.put("profiles", () -> new ProfilesCommand(session));
    commands.put("diff", () -> new DiffCommand(session));
    commands.put("conform", () -> new ConformCommand(session));
    commands.put("count", () -> new CountCommand(session));
    commands.put("check", () -> new CheckCommand(session));
    commands.put("walk", () -> new WalkCommand(session));
    commands.put("access", () -> new AccessCommand(session));
    return commands;
  }
}
