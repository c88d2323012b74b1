package dev.bitunion.mmuroles.trace;

import static dev.bitunion.mmuroles.trace.Bytes.ascii;

import dev.bitunion.mmuroles.profile.RoleProfile;
import dev.bitunion.mmuroles.profile.RoleProfiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.Set;

/**
 * Replays the page events of one trace: one table of live pages for the whole trace, whichever
 * thread an event belongs to, because a VM's pages are made and zapped by several.
 */
public final class Replay {
  private static final byte[] INIT_MMU_ROLE = ascii("role=");
  private static final byte[] RAW_GENERATION = ascii("mmu_valid_gen=");
  private static final byte[] RAW_USED = ascii("mmu_used_pages=");
  private static final byte[] TEXT_GENERATION = ascii("kvm-mmu-valid-gen ");
  private static final byte[] TEXT_USED = ascii("used_pages ");

  private static final int LATER_FLAGS = 5;

  private final ViolationLog log = new ViolationLog();
  private final PageRules rules = new PageRules(log);
  private final RoleCounts roles = new RoleCounts();
  private final RoleFits fits;
  private final Set<KernelSign> signs = EnumSet.noneOf(KernelSign.class);
  private final Start start;
  private final boolean stated;
  private final TraceReader reader;
  private final FieldReader fields = new FieldReader();
  private final PageWatch watch;
  private final TraceHandler observer;
  private final Set<Integer> pids;

  private final long[] counts = new long[EventKind.PREPARE_ZAP_PAGE.ordinal() + 1];
  private long created;
  private long lost;
  private boolean lostUncounted;
  private boolean fromNothing;
  private boolean started;
  private boolean cut;
  private long knownEvents;

  private Replay(ReplayOptions options) {
    start = new Start(options.start());
    RoleProfile profile = options.profile();
    stated = profile != null;
    fits = new RoleFits(profile);
    RoleProfile read = profile == null ? RoleProfiles.V5_14 : profile;
    reader = new TraceReader(new Handler(), new TracedLayout(read));
    watch = options.watch();
    observer = options.observer();
    if (observer != null) {
      observer.known(rules::mayBeLive);
    }
    pids = options.pids() == null || options.pids().isEmpty() ? null : options.pids();
  }

  /**
   * Replays a trace to its end.
   *
   * @param in the trace as text, not compressed
   * @param options what is known about it and what is asked
   * @return what it holds
   * @throws IOException if it cannot be read
   */
  public static ReplayReport run(InputStream in, ReplayOptions options) throws IOException {
    Replay replay = new Replay(options);
    try {
      replay.reader.read(in);
    } catch (java.io.EOFException | java.util.zip.ZipException e) {
      // A cut archive: what could be unpacked still counts, and the report says so.
      replay.cut = true;
    }
    return replay.report();
  }

  /**
   * The gfn of the page event on one line of a trace.
   *
   * @param in the trace as text, not compressed
   * @param wanted the line, from 1
   * @return the gfn, or -1 if that line is no page event
   * @throws IOException if it cannot be read
   */
  public static long gfnOfLine(InputStream in, long wanted) throws IOException {
    FindPage find = new FindPage(wanted);
    new TraceReader(find, new TracedLayout(RoleProfiles.V5_14)).read(in);
    return find.gfn;
  }

  /** Looks for the page event that begins on a line. */
  private static final class FindPage implements TraceHandler {
    private final long wanted;
    private long gfn = -1;

    private FindPage(long wanted) {
      this.wanted = wanted;
    }

    @Override
    public void page(EventLine line, PageEvent page, long number) {
      gfn = number == wanted && !page.byPlugin() ? page.gfn() : gfn;
    }

    @Override
    public void event(EventLine line, long number) {}

    @Override
    public void lost(long events, long number) {}

    @Override
    public void facts(byte[] bytes, int from, int to, long number) {}
  }

  private final class Handler implements TraceHandler {
    @Override
    public void page(EventLine line, PageEvent page, long number) {
      if (pids != null && !pids.contains(line.pid())) {
        return;
      }
      EventKind kind = line.kind();
      counts[kind.ordinal()]++;
      if (!started) {
        started = true;
        fromNothing = start.isFromNothing(kind, page);
        rules.start(!fromNothing);
      }
      if (kind == EventKind.GET_PAGE) {
        created += page.created() ? 1 : 0;
        int role = page.key();
        if (roles.count(role, page.created()) && !page.hidden()) {
          fits.see(page.role(), role, page.gfn(), number);
        }
      }
      if (page.hidden() && line.flags() == LATER_FLAGS) {
        signs.add(KernelSign.FIVE_FLAGS);
      }
      if (page.byPlugin()) {
        byPlugin(line, page, number);
        return;
      }
      rules.page(kind, page, line, number);
      if (watch != null && watch.wants(page.gfn())) {
        watch.page(kind, page, number);
      }
      if (observer != null) {
        observer.page(line, page, number);
      }
    }

    /** Zaps have no gfn in such text, so that nobody knows which pages are live. */
    private void byPlugin(EventLine line, PageEvent page, long number) {
      rules.start(true);
      if (observer != null) {
        observer.page(line, page, number);
      }
    }

    @Override
    public void event(EventLine line, long number) {
      knownEvents += line.kind().isOfKvm() ? 1 : 0;
      if (pids != null && !pids.contains(line.pid())) {
        return;
      }
      switch (line.kind()) {
        case ZAP_ALL_FAST -> zapAllFast(line, number);
        case NESTED_VMRUN -> signs.add(KernelSign.NESTED_VMRUN);
        case NESTED_VMENTER -> signs.add(KernelSign.NESTED_VMENTER);
        case TDP_MMU_SPTE_CHANGED -> rules.tdpMmu();
        case INIT_MMU -> {
          if (!started) {
            fields.over(line.bytes(), line.payload(), line.end());
            start.initMmu(fields.to(INIT_MMU_ROLE).hex(), !fields.failed());
          }
        }
        default -> {}
      }
      if (observer != null) {
        observer.event(line, number);
      }
    }

    @Override
    public void lost(long events, long number) {
      lost += Math.max(1, events);
      lostUncounted |= events == 0;
      if (started) {
        rules.gap();
      } else {
        start.gap();
      }
      if (observer != null) {
        observer.lost(events, number);
      }
    }

    @Override
    public void facts(byte[] bytes, int from, int to, long number) {
      start.facts(bytes, from, to);
      if (observer != null) {
        observer.facts(bytes, from, to, number);
      }
    }
  }

  private void zapAllFast(EventLine line, long number) {
    fields.over(line.bytes(), line.payload(), line.end());
    boolean raw = fields.has(RAW_GENERATION);
    if (raw) {
      fields.to(RAW_GENERATION);
    } else {
      fields.skip(TEXT_GENERATION);
    }
    int generation = (int) fields.decimal(1);
    fields.skip(raw ? RAW_USED : TEXT_USED);
    long used = fields.hex();
    if (!fields.failed()) {
      rules.zapAllFast(generation, used, number);
      if (watch != null) {
        watch.zapAllFast(number);
      }
    }
  }

  private ReplayReport report() {
    RoleProfile layout = fits.layout();
    if (stated || layout.equals(RoleProfiles.V5_14)) {
      fits.impossible().forEach(log::add);
    }
    EnumSet<ViolationKind> undecidable = undecidable();
    return new ReplayReport(
        reader.lines(),
        reader.bytesRead(),
        reader.events(),
        reader.pageEvents() + knownEvents,
        reader.pageEvents(),
        reader.hiddenPageEvents(),
        reader.pluginPageEvents(),
        reader.unknownLines(),
        reader.firstUnknownLine(),
        reader.endsCut(),
        cut,
        fromNothing,
        start.why(),
        created,
        counts[EventKind.GET_PAGE.ordinal()] - created,
        counts[EventKind.SYNC_PAGE.ordinal()],
        counts[EventKind.UNSYNC_PAGE.ordinal()],
        counts[EventKind.PREPARE_ZAP_PAGE.ordinal()],
        log.count(undecidable),
        log.list(undecidable),
        rules.learned(),
        lost,
        lostUncounted,
        roles.list(),
        rules.pages().gfns().mostLive(),
        rules.pages().gfns().mostLiveGfn(),
        rules.pages().gfns().peakTrack(),
        rules.pages().gfns().peakTrackGfn(),
        layout,
        signs);
  }

  /** What cannot be judged because the trace was recorded without the events that decide it. */
  private EnumSet<ViolationKind> undecidable() {
    EnumSet<ViolationKind> kinds = EnumSet.noneOf(ViolationKind.class);
    if (counts[EventKind.PREPARE_ZAP_PAGE.ordinal()] == 0) {
      kinds.add(ViolationKind.CREATED_WHILE_LIVE);
      kinds.add(ViolationKind.USED_PAGES);
    }
    if (counts[EventKind.GET_PAGE.ordinal()] == 0) {
      kinds.addAll(EnumSet.allOf(ViolationKind.class));
    }
    long unsyncs = counts[EventKind.UNSYNC_PAGE.ordinal()];
    long syncs = counts[EventKind.SYNC_PAGE.ordinal()];
    if (unsyncs == 0 || syncs == 0) {
      kinds.add(ViolationKind.UNSYNC_FLAG);
      kinds.add(ViolationKind.UNSYNC_TWICE);
    }
    if (unsyncs == 0) {
      kinds.add(ViolationKind.SYNC_NOT_UNSYNC);
    }
    if (syncs == 0) {
      kinds.add(ViolationKind.SYNC_MISSING);
    }
    return kinds;
  }
}
