/*
 * The C peer of the simulator's hot paths: roles, permission checks, walks, and the initialisation of a context (mmu.h). Same
 * inputs in the same order as SimulatorBenchmark.java; the checksums of both must be equal.
 *
 *   gcc -O2 -o simulator simulator.c && ./simulator [MILLISECONDS]
 *
 * Prints a line a case: name, best nanoseconds an operation, checksum in hex.
 */
#include "mmu.h"

/* More checks than a branch predictor learns by heart: the accesses of a real guest do not repeat themselves either. */
enum { INPUTS = 1024, CHECKS = 16384 };

/* --------------------------------------------------------------------------------------------------------- inputs */

static struct regs regs[INPUTS], same[INPUTS];
static union mmu_role roles[INPUTS];
static int levels[INPUTS];
static u8 rights[CHECKS], keys[CHECKS], pfecs[CHECKS], cpu_of[CHECKS];
static u64 addresses4[INPUTS], addresses5[INPUTS];
static struct cpu cpus[4];
static struct mmu plain, keyed, four, five, changing, steady;
static struct guest guest = {.maxphyaddr = 46, .gbpages = true};
static struct cpu walker4, walker5;
static struct walk walked;

static struct regs random_regs(u64 always_cr0, u64 always_cr4, u64 always_efer) {
  struct regs r;
  r.cr0.word = (next() & 0x80010000) | 0x11 | always_cr0;
  r.cr4.word = (next() & 0x007010b0) | always_cr4;
  r.efer.word = (next() & 0xd01) | always_efer;
  r.hflags.word = next() & 0x60;
  return r;
}

static void make_inputs(void) {
  seed = 42;
  for (int i = 0; i < INPUTS; i++)
    regs[i] = random_regs(0, 0, 0);
  for (int i = 0; i < INPUTS; i++)
    same[i] = regs[7];
  for (int i = 0; i < INPUTS; i++) {
    struct regs r = random_regs(0x80000000, 0x20, 0);
    roles[i] = calc_shadow_root(&r);
    levels[i] = root_level(&r);
  }
  for (int i = 0; i < CHECKS; i++) {
    u64 r = next();
    rights[i] = r & 7;
    pfecs[i] = r >> 8 & 0x16;
    keys[i] = r >> 16 & 15;
    cpu_of[i] = r >> 24 & 3;
  }
  for (int i = 0; i < 4; i++)
    cpus[i] = (struct cpu){.cpl = i < 2 ? 0 : 3, .ac = i & 1, .pkru = (u32)next()};
  struct regs all = {.cr0.word = 0x80010011, .cr4.word = 0x00300020, .efer.word = 0xd00};
  init_mmu(&plain, &guest, &all);
  all.cr4.word |= 0x00400000;
  init_mmu(&keyed, &guest, &all);
  memory.slots[0] = (struct slot){0, FRAMES, false, aligned_alloc(PAGE, FRAMES * PAGE)};
  memory.count = 1;
  memset(memory.slots[0].memory, 0, FRAMES * PAGE);
  struct regs long_mode = {.cr0.word = 0x80010011, .cr4.word = 0x20, .efer.word = 0xd00};
  init_mmu(&four, &guest, &long_mode);
  long_mode.cr4.word |= 0x1000;
  init_mmu(&five, &guest, &long_mode);
  u64 root4 = used_frames++, root5 = used_frames++;
  walker4 = (struct cpu){.cr3 = root4 << 12, .cpl = 3};
  walker5 = (struct cpu){.cr3 = root5 << 12, .cpl = 3};
  for (int i = 0; i < INPUTS; i++)
    addresses4[i] = map_one(root4, 4, next());
  for (int i = 0; i < INPUTS; i++)
    addresses5[i] = map_one(root5, 5, next());
  init_mmu(&steady, &guest, &same[0]);
}

/* ---------------------------------------------------------------------------------------------------------- cases */

static u64 run_role(void) {
  u64 sum = 0;
  for (int i = 0; i < INPUTS; i++)
    sum += calc_shadow_root(&regs[i]).as_u64;
  return sum;
}

static u64 run_permission(const struct mmu *m) {
  u64 sum = 0;
  for (int i = 0; i < CHECKS; i++)
    sum += permission_fault(m, &cpus[cpu_of[i]], rights[i], keys[i], pfecs[i]);
  return sum;
}
static u64 run_permission_plain(void) { return run_permission(&plain); }
static u64 run_permission_keys(void) { return run_permission(&keyed); }

static u64 run_walk(const struct mmu *m, const struct cpu *c, const u64 *addresses) {
  u64 sum = 0;
  for (int i = 0; i < INPUTS; i++) {
    bool ok = walk(&walked, m, &guest, &memory, c, addresses[i], pfecs[i]);
    sum += ok ? walked.gfn + walked.access : walked.error;
  }
  return sum;
}
static u64 run_walk4(void) { return run_walk(&four, &walker4, addresses4); }
static u64 run_walk5(void) { return run_walk(&five, &walker5, addresses5); }

static u64 run_recompute(void) {
  u64 sum = 0;
  for (int i = 0; i < INPUTS; i++) {
    sum += init_shadow(&changing, &guest, roles[i], levels[i]);
    sum += changing.permissions[9] + changing.pkru_mask + changing.rsvd.mask[1][1];
  }
  return sum;
}

static u64 run_skipped(void) {
  u64 sum = 0;
  for (int i = 0; i < INPUTS; i++)
    sum += init_mmu(&steady, &guest, &same[i]);
  return sum;
}

static const struct test cases[] = {
    {"role", run_role, INPUTS},
    {"permission", run_permission_plain, CHECKS},
    {"permissionKeys", run_permission_keys, CHECKS},
    {"walk4", run_walk4, INPUTS},
    {"walk5", run_walk5, INPUTS},
    {"recompute", run_recompute, INPUTS},
    {"skippedInit", run_skipped, INPUTS},
};

int main(int argc, char **argv) {
  make_inputs();
  return measure(cases, sizeof cases / sizeof *cases, (argc > 1 ? atof(argv[1]) : 300) * 1e6);
}
