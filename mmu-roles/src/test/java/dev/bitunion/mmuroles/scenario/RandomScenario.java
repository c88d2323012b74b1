package dev.bitunion.mmuroles.scenario;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** A random scenario, as text: whatever a person could write, mostly sensible; from a seed. */
final class RandomScenario {
  private static final int TABLES = 24;
  private static final int FIRST_TABLE = 0x10;
  private static final int BETWEEN_AUDITS = 5;
  private static final String[] MACHINES = {
    "S vendor=svm", "S vendor=vmx", "N", "E4", "E4 execonly=no", "E5 maxphyaddr=52", "E4 ad=no"
  };
  private static final String[] CR4 = {"SMEP", "SMAP", "PGE", "PSE", "PKE", "PCIDE"};
  private static final String[] HOW = {
    "", " write", " fetch", " user", " user write", " user fetch"
  };

  private final Random random;
  private final String machine;
  private final boolean tdp;
  private final boolean svm;
  private final List<String> lines = new ArrayList<>();
  private boolean nested;
  private boolean smm;

  private RandomScenario(long seed) {
    random = new Random(new SplittableRandom(seed).nextLong());
    machine = MACHINES[random.nextInt(MACHINES.length)];
    tdp = !machine.startsWith("S");
    svm = machine.startsWith("N") || machine.endsWith("svm");
  }

  static List<String> of(long seed, int events) {
    RandomScenario scenario = new RandomScenario(seed);
    scenario.lines.add("machine " + scenario.machine + (seed % 5 == 0 ? " quota=40" : ""));
    for (int i = 0; i < TABLES; i++) {
      scenario.lines.add("let T" + i + " = 0x" + Integer.toHexString(FIRST_TABLE + i));
    }
    for (int i = 0; i < 4 * TABLES; i++) {
      scenario.lines.add(scenario.store("store"));
    }
    scenario.lines.add("sregs " + scenario.registers());
    for (int i = 0; i < events; i++) {
      scenario.lines.add(scenario.event());
    }
    return scenario.lines;
  }

  /**
   * Plays it; a line that cannot happen where it stands is left out.
   *
   * @param lines the scenario, which loses those lines
   */
  static RoundTrip play(List<String> lines) throws IOException {
    for (int lost = 0; lost < lines.size(); ) {
      try {
        return RoundTrip.of(lines, BETWEEN_AUDITS);
      } catch (ScenarioException e) {
        lines.remove(e.line() - 1);
      }
    }
    throw new IllegalStateException("no line can happen");
  }

  private String table() {
    return "T" + random.nextInt(TABLES);
  }

  private String root() {
    return "T" + random.nextInt(3);
  }

  private int index() {
    return random.nextInt(5) == 0 ? 511 : random.nextInt(3);
  }

  private String store(String verb) {
    String flags = random.nextInt(6) == 0 ? "P U" : random.nextInt(6) == 0 ? "P W" : "P W U";
    flags += random.nextInt(3) == 0 ? " A" : "";
    flags += random.nextInt(12) == 0 ? " PS" : "";
    flags += random.nextInt(12) == 0 ? " NX" : "";
    boolean ept = tdp && !svm && random.nextBoolean();
    String value =
        random.nextInt(10) == 0
            ? "none"
            : table() + " " + (ept ? random.nextInt(6) == 0 ? "R X" : "R W X" : flags);
    String format = ept ? "ept" : !ept && random.nextInt(5) == 0 ? "pte32" : "pte";
    if (format.equals("pte32")) {
      value = value.replace(" NX", "");
    }
    return verb + " " + format + " " + table() + "[" + index() + "] = " + value;
  }

  private String address() {
    long address = 0;
    for (int shift = 12; shift < 48; shift += 9) {
      address |= (long) index() << shift;
    }
    address = (address << 16) >> 16;
    boolean low = random.nextInt(3) == 0;
    return "0x" + Long.toHexString(low ? address & 0xffff_ffffL : address & 0x7fff_ffff_ffffL);
  }

  private String registers() {
    String wp = random.nextInt(3) == 0 ? "" : ",WP";
    String nx = random.nextBoolean() ? "" : ",NX";
    String extra = random.nextInt(3) == 0 ? ",SMEP" : random.nextInt(3) == 0 ? ",SMAP" : "";
    String cr3 = " cr3=" + root();
    return switch (random.nextInt(6)) {
      case 0 -> "cr0=PE cr4=0 efer=0" + cr3;
      case 1 -> "cr0=PG,PE" + wp + " cr4=PSE" + extra + " efer=0" + cr3;
      case 2 -> "cr0=PG,PE" + wp + " cr4=PAE" + extra + " efer=0" + cr3;
      default -> "cr0=PG,PE" + wp + " cr4=PAE" + extra + " efer=LME,LMA" + nx + cr3;
    };
  }

  private String event() {
    int kind = random.nextInt(100);
    if (kind < 40) {
      String verb = random.nextInt(3) == 0 ? "access " : "fault ";
      return verb
          + (tdp ? "0x" + Integer.toHexString(random.nextInt(1 << 18)) : address())
          + HOW[random.nextInt(HOW.length)];
    } else if (kind < 52) {
      return store(random.nextBoolean() ? "write" : "store");
    } else if (kind < 60) {
      return "cr3 = "
          + root()
          + (random.nextInt(3) == 0 ? " pcid=" + random.nextInt(2) : "")
          + (random.nextInt(4) == 0 ? " noflush" : "");
    } else if (kind < 68) {
      return register();
    } else if (kind < 80) {
      return "run";
    } else if (kind < 90) {
      return transition();
    }
    return housekeeping();
  }

  private String register() {
    return switch (random.nextInt(6)) {
      case 0 -> "cr0 " + (random.nextBoolean() ? "+=" : "-=") + " WP";
      case 1 -> "efer " + (random.nextBoolean() ? "+=" : "-=") + " NX";
      case 2 -> "pkru = 0x" + Integer.toHexString(random.nextInt(16));
      case 3 -> "privilege cpl=" + random.nextInt(4) + (random.nextBoolean() ? " ac" : "");
      case 4 -> nested ? "run" : "sregs " + registers();
      default ->
          "cr4 " + (random.nextBoolean() ? "+=" : "-=") + " " + CR4[random.nextInt(CR4.length)];
    };
  }

  private String transition() {
    if (!nested && !smm && random.nextInt(4) == 0) {
      smm = true;
      return "smi";
    }
    if (smm) {
      smm = false;
      return "rsm";
    }
    if (nested) {
      if (tdp && !svm && random.nextInt(4) == 0) {
        return "eptp-switch " + root() + (random.nextBoolean() ? " ad" : "");
      }
      nested = false;
      return "vmexit";
    }
    nested = true;
    String paging = !tdp || random.nextInt(3) == 0 ? "" : svm ? "npt=" : "ept=";
    String table = paging.isEmpty() ? "" : paging + root() + " ";
    if (svm) {
      return (random.nextInt(8) == 0 ? "nested-state " : "vmrun ") + table + registers();
    }
    String[] tags = {"own", "shared", "none"};
    String vpid = "vpid=" + tags[random.nextInt(tags.length)] + " ";
    return "vmenter " + table + (table.isEmpty() ? "" : "ad ") + vpid + registers();
  }

  private String housekeeping() {
    return switch (random.nextInt(16)) {
      case 0 -> "unprotect " + table();
      case 1 -> "zap-all";
      case 2 -> "invlpg " + address();
      case 3 -> "invpcid " + random.nextInt(4) + " " + random.nextInt(2) + " " + address();
      case 4 -> "sync";
      case 5 -> "unload";
      case 6 -> "cpuid";
      case 7 -> "cpuid maxphyaddr=" + (36 + random.nextInt(12));
      case 8 -> "make-room";
      case 9 -> "free-nested";
      case 10 -> tdp && !svm ? "invept " + root() : "invvpid";
      case 11 -> "init-mmu";
      case 12 -> "walk " + address() + HOW[random.nextInt(HOW.length)];
      case 13 -> {
        nested = false;
        smm = false;
        yield "reset";
      }
      case 14 -> "set-smm " + (random.nextBoolean() ? "on" : "off");
      default -> "write 4 " + table() + "+0x10 = 0x" + Integer.toHexString(random.nextInt());
    };
  }
}
