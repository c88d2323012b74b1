package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.Behaviours;
import dev.bitunion.mmuroles.role.RoleModel;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** {@code --fix}: the kernel as if some of its behaviours had been fixed. */
public final class FixOption {
  private static final String ALL = "all";

  @Option(
      names = "--fix",
      paramLabel = "BEHAVIOUR",
      split = ",",
      description = "switch these named behaviours of the kernel off; all: every one")
  private List<String> names = List.of();

  /**
   * The model without the behaviours that are fixed.
   *
   * @throws Failure with exit code 2 if there is no such behaviour
   */
  public RoleModel fix(RoleModel model) {
    Behaviours behaviours = model.behaviours();
    for (String name : names) {
      behaviours = name.equals(ALL) ? Behaviours.NONE : behaviours.without(behaviour(name));
    }
    return RoleModel.of(model.kernel(), behaviours);
  }

  private static Behaviour behaviour(String name) {
    try {
      return Behaviour.parse(name);
    } catch (IllegalArgumentException e) {
      String all =
          Arrays.stream(Behaviour.values()).map(Enum::name).collect(Collectors.joining(", "));
      throw Failure.usage(
          "--fix: " + WordArgument.quote(name) + " is no behaviour; there are all, " + all);
    }
  }
}
