package dev.bitunion.mmuroles.scenario;

import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.PageRoleBits;
import dev.bitunion.mmuroles.role.RoleModel;
import dev.bitunion.mmuroles.shadow.ShadowAudit;
import dev.bitunion.mmuroles.shadow.ShadowPages;
import dev.bitunion.mmuroles.trace.EventLine;
import dev.bitunion.mmuroles.trace.KnownPages;
import dev.bitunion.mmuroles.trace.PageEvent;
import dev.bitunion.mmuroles.trace.Replay;
import dev.bitunion.mmuroles.trace.ReplayOptions;
import dev.bitunion.mmuroles.trace.ReplayReport;
import dev.bitunion.mmuroles.trace.TraceHandler;
import dev.bitunion.mmuroles.vcpu.Vcpu;
import dev.bitunion.mmuroles.vcpu.VcpuEvents;
import dev.bitunion.mmuroles.verdict.StaticFacts;
import dev.bitunion.mmuroles.verdict.Verdicts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** A scenario played into a trace, and that trace replayed. */
final class RoundTrip {
  /** A page as both sides name it. */
  record Page(long gfn, int role) implements Comparable<Page> {
    @Override
    public int compareTo(Page other) {
      int byGfn = Long.compare(gfn, other.gfn);
      return byGfn != 0 ? byGfn : Integer.compareUnsigned(role, other.role);
    }

    @Override
    public String toString() {
      return String.format("0x%08x@0x%x", role, gfn);
    }
  }

  final String trace;
  final Vcpu vcpu;
  final ReplayReport report;
  final Verdicts verdicts;

  /** What the structure's audit said after an event; each with its line. */
  final List<String> audits;

  /** Pages that replay holds for live, of all that the trace ever made. */
  final TreeSet<Page> replayed = new TreeSet<>();

  /** Changes of gfn_track in the trace, summed up by frame; no zeroes. */
  final Map<Long, Integer> tracked = new TreeMap<>();

  private RoundTrip(
      String trace, Vcpu vcpu, List<String> audits, ReplayReport report, Verdicts verdicts) {
    this.trace = trace;
    this.vcpu = vcpu;
    this.audits = audits;
    this.report = report;
    this.verdicts = verdicts;
  }

  /**
   * Plays and replays.
   *
   * @param every how many events lie between two audits of the machine's structure
   * @throws ScenarioException if an event cannot happen where it stands
   */
  static RoundTrip of(List<String> lines, int every) throws IOException {
    Scenario scenario = Scenario.read(lines);
    StringWriter text = new StringWriter();
    Vcpu[] vcpu = new Vcpu[1];
    List<String> audits = new ArrayList<>();
    StepWatch watch =
        new StepWatch() {
          private int events;

          @Override
          public void begin(Vcpu made, VcpuEvents on) {
            vcpu[0] = made;
          }

          @Override
          public void after(int line) {
            if (++events % every == 0) {
              ShadowAudit.of(vcpu[0].vm()).forEach(found -> audits.add(line + ": " + found));
            }
          }
        };
    try (PrintWriter out = new PrintWriter(text)) {
      TraceWriter writer = new TraceWriter(out, scenario.traceFacts());
      scenario.run(moment -> {}, writer, watch, scenario.behaviours());
    }
    String trace = text.toString();
    Verdicts verdicts = new Verdicts(RoleModel.of(KernelVersion.V5_14), StaticFacts.UNKNOWN);
    Listener listener = new Listener(verdicts);
    ReplayReport report =
        Replay.run(
            new ByteArrayInputStream(trace.getBytes(StandardCharsets.US_ASCII)),
            new ReplayOptions(ReplayOptions.Start.AUTO, null, null, listener, null));
    verdicts.finish();
    RoundTrip trip = new RoundTrip(trace, vcpu[0], audits, report, verdicts);
    for (Page page : listener.made) {
      if (listener.known.mayBeLive(page.gfn(), page.role())) {
        trip.replayed.add(page);
      }
    }
    trace.lines().forEach(trip::track);
    return trip;
  }

  private void track(String line) {
    int up = line.contains(" track_add:") ? 1 : line.contains(" track_del:") ? -1 : 0;
    if (up != 0) {
      String gfn = line.replaceFirst(".* gfn=0x", "").replaceFirst(" .*", "");
      tracked.merge(Long.parseLong(gfn, 16), up, (a, b) -> a + b == 0 ? null : a + b);
    }
  }

  /** Pages that the simulator holds at its end, other than zapped roots. */
  TreeSet<Page> simulated() {
    TreeSet<Page> live = new TreeSet<>();
    ShadowPages pages = vcpu.vm().pages();
    for (int page = 0; page < pages.limit(); page++) {
      boolean old = pages.generation(page) != vcpu.vm().generation();
      if (pages.isAllocated(page) && !pages.invalid(page) && !old) {
        live.add(new Page(pages.gfn(page), pages.role(page)));
      }
    }
    return live;
  }

  /** gfn_track of the simulator at its end, both address spaces together. */
  Map<Long, Integer> simulatedTracks() {
    Map<Long, Integer> tracks = new TreeMap<>();
    for (int space = 0; space <= 1; space++) {
      for (long gfn : vcpu.vm().tracking().trackedGfns(space)) {
        tracks.merge(gfn, vcpu.vm().tracking().track(gfn, space), Integer::sum);
      }
    }
    return tracks;
  }

  private static final class Listener implements TraceHandler {
    private final Verdicts verdicts;
    private final TreeSet<Page> made = new TreeSet<>();
    private KnownPages known;

    private Listener(Verdicts verdicts) {
      this.verdicts = verdicts;
    }

    @Override
    public void known(KnownPages pages) {
      known = pages;
      verdicts.known(pages);
    }

    @Override
    public void page(EventLine line, PageEvent page, long number) {
      made.add(new Page(page.gfn(), PageRoleBits.withInvalid(page.role(), false)));
      verdicts.page(line, page, number);
    }

    @Override
    public void event(EventLine line, long number) {
      verdicts.event(line, number);
    }

    @Override
    public void lost(long events, long number) {
      verdicts.lost(events, number);
    }

    @Override
    public void facts(byte[] bytes, int from, int to, long number) {
      verdicts.facts(bytes, from, to, number);
    }
  }
}
