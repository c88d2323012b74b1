package dev.bitunion.mmuroles.check.reuse;

import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.role.RoleModel;
import dev.bitunion.mmuroles.shadow.HardwareAccess;
import dev.bitunion.mmuroles.shadow.ShadowContext;
import dev.bitunion.mmuroles.vcpu.GuestAccess;
import dev.bitunion.mmuroles.vcpu.GuestAccess.End;
import dev.bitunion.mmuroles.vcpu.GuestWalk;
import dev.bitunion.mmuroles.vcpu.Vcpu;
import dev.bitunion.mmuroles.vcpu.VcpuEvents;
import java.util.Locale;

/** Plays one trial on a machine of its own, and holds every access against the guest's tables. */
final class Player {
  private static final long RESET_CR0 = 0x60000010L;
  private static final long FRAMES = PageMath.gfn(PageMath.setOf(46));

  private final Vcpu vcpu;
  private final VcpuEvents on;
  private GuestContext now;
  private boolean reached;
  private String expected;
  private String actual;

  Player(RoleModel model, World world) {
    vcpu = new Vcpu(world.machine().config(model), RESET_CR0, 0, 0);
    on = new VcpuEvents(vcpu);
    for (int space = 0; space <= 1; space++) {
      vcpu.vm().slots(space).add(0, FRAMES, false);
    }
    if (world.guarded() != 0) {
      vcpu.vm().slots(0).addPrivate(world.guarded(), 1);
      vcpu.vm().separate(world.guarded());
    }
    for (TableEntry entry : world.entries()) {
      entry.store(vcpu.shadow().memory());
    }
  }

  /** The guest goes over to a context. */
  void enter(GuestContext context) {
    if (context != now) {
      context.enter(on, now);
      now = context;
    }
  }

  /** Plays all steps; the number of the first that ends wrong, or -1. */
  static int firstWrong(RoleModel model, Trial trial) {
    Player player = new Player(model, trial.world());
    for (int i = 0; i < trial.steps().size(); i++) {
      Trial.Step step = trial.steps().get(i);
      player.enter(trial.contexts().get(step.context()));
      if (!player.access(step.access())) {
        return i;
      }
    }
    return -1;
  }

  /** Performs an access; false if it ends otherwise than the guest's tables say. */
  boolean access(Access access) {
    vcpu.cpu().setPrivilege(0, access.ac());
    GuestWalk tables = on.tables();
    End wanted = tables.walk(access.address(), access.how());
    long frame = tables.frame();
    boolean smram = tables.smram();
    long error = tables.error();
    boolean updates = wanted == End.MEMORY && tables.updates();
    GuestAccess made = on.access();
    End end = made.perform(access.address(), access.how());
    boolean lost =
        updates
            && end == End.MEMORY
            && tables.walk(access.address(), access.how()) == End.MEMORY
            && tables.updates();
    // Without a root the guest shuts down: nothing was reached through any shadow page.
    boolean right =
        end == End.NO_ROOT
            || end == wanted
                && (end == End.FAULT
                    ? made.error() == error
                    : made.frame() == frame && made.smram() == smram)
                && !lost;
    reached = end == End.MEMORY;
    expected = text(wanted, frame, smram, error);
    actual = text(end, made.frame(), made.smram(), made.error());
    if (lost) {
      expected += ", accessed or dirty bit set";
      actual += ", accessed or dirty bit not set";
    }
    return right;
  }

  /** Whether the processor, let alone, would end an access otherwise than the tables say. */
  boolean wouldGoWrong(Access access) {
    ShadowContext context = vcpu.active();
    vcpu.cpu().setPrivilege(0, access.ac());
    HardwareAccess hardware = vcpu.shadow().hardware();
    switch (hardware.look(context, access.address(), access.how(), access.ac())) {
      case HIT -> {
        GuestWalk tables = on.tables();
        return tables.walk(access.address(), access.how()) != End.MEMORY
            || tables.frame() != hardware.frame()
            || tables.smram() != hardware.smram()
            || tables.updates();
      }
      case ASTRAY -> {
        return true;
      }
      default -> {
        return false;
      }
    }
  }

  /** Whether the last access reached memory, and so left entries behind. */
  boolean reached() {
    return reached;
  }

  /** How the last access had to end. */
  String expected() {
    return expected;
  }

  /** How it did end. */
  String actual() {
    return actual;
  }

  private static String text(End end, long frame, boolean smram, long error) {
    return switch (end) {
      case MEMORY -> "frame 0x" + Long.toHexString(frame) + (smram ? " of SMRAM" : "");
      case DEVICE -> "no memory at frame 0x" + Long.toHexString(frame);
      case FAULT -> "#PF 0x" + Long.toHexString(error);
      case ASTRAY, STUCK, NO_ROOT -> end.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    };
  }
}
