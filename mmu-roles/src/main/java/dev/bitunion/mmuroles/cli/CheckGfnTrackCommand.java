package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.check.CountCase;
import dev.bitunion.mmuroles.check.track.LongestTrack;
import dev.bitunion.mmuroles.role.RoleModel;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How far does a gfn_track counter get? */
@Command(
    name = "gfn-track",
    description =
        "The longest gfn_track counter of one frame that events reach: machines go through every"
            + " register state and use the frame as a table in every place with every access.",
    footer = {
      "",
      "Exit code 1 if events reach another number than count gives.",
      "",
      "Examples:",
      "  mmu-roles check gfn-track",
      "  mmu-roles check gfn-track --kernel 6.1",
      "  mmu-roles check gfn-track --format csv"
    })
final class CheckGfnTrackCommand extends Subcommand {
  @Mixin private FormatOption format;
  @Mixin private KernelOption kernel;

  CheckGfnTrackCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    RoleModel model = kernel.model();
    switch (format.format()) {
      case text -> {
        print("the longest gfn_track of one gfn that events reach, as Linux %s", model.kernel());
        print("%-77s %8s %8s %8s", "", "events", "counter", "count");
      }
      case csv -> print("case,events,counter,count,most,distance");
      default -> {}
    }
    List<LongestTrack> all =
        CountReport.CASES.stream().map(which -> reach(which.on(model), model)).toList();
    if (format.format() == Format.text) {
      longest(all.stream().max(Comparator.comparingInt(LongestTrack::counter)).orElseThrow());
    }
    return all.stream().allMatch(LongestTrack::agrees) ? ExitCode.FINE : ExitCode.FOUND;
  }

  private LongestTrack reach(CountCase which, RoleModel model) {
    LongestTrack track = LongestTrack.of(which, model);
    int distance = LongestTrack.MOST - track.counter();
    switch (format.format()) {
      case text ->
          print(
              "%-77s %,8d %,8d %,8d%s",
              which.title(),
              track.events(),
              track.counter(),
              track.counted(),
              track.agrees() ? "" : "  differs");
      case json ->
          print(
              "%s",
              new JsonWriter()
                  .put("case", which.title())
                  .put("events", track.events())
                  .put("counter", track.counter())
                  .put("count", track.counted())
                  .put("most", LongestTrack.MOST)
                  .put("distance", distance)
                  .putAll(
                      "derivation",
                      track.derivation().stream()
                          .map(
                              line ->
                                  new JsonWriter()
                                      .put("kind", line.kind())
                                      .put("pages", line.pages()))
                          .toList()));
      case csv ->
          print(
              "%s",
              Csv.row(
                  which.title(),
                  track.events(),
                  track.counter(),
                  track.counted(),
                  LongestTrack.MOST,
                  distance));
    }
    return track;
  }

  private void longest(LongestTrack track) {
    print("");
    print("the longest: %s", track.which().title());
    for (LongestTrack.Line line : track.derivation()) {
      print("  %-42s %,6d", line.kind(), line.pages());
    }
    print("  %-42s %,6d", "together", track.counter());
    print(
        "gfn_track holds %,d, %d times as much: %,d more pages would have to be found",
        LongestTrack.MOST,
        LongestTrack.MOST / track.counter(),
        LongestTrack.MOST - track.counter());
  }
}
