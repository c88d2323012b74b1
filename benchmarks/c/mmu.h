/*
 * What the C peers of the simulator share: registers, roles, the context of an MMU, permission checks and walks, written
 * from the behaviour specification with the compiler's own bit-fields; and how a case is measured.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef uint64_t u64;
typedef uint32_t u32;
typedef uint8_t u8;

enum { PAGE = 4096 };
enum { PFEC_P = 1, PFEC_W = 2, PFEC_U = 4, PFEC_RSVD = 8, PFEC_F = 16, PFEC_PK = 32 };
enum { ACC_EXEC = 1, ACC_WRITE = 2, ACC_USER = 4, ACC_ALL = 7 };

/* ------------------------------------------------------------------------------------------------ registers, roles */

union cr0 { u64 word; struct { u64 pe : 1, : 15, wp : 1, : 14, pg : 1, : 32; }; };
union cr4 { u64 word; struct { u64 : 4, pse : 1, pae : 1, : 1, pge : 1, : 4, la57 : 1, : 7, smep : 1, smap : 1, pke : 1, : 41; }; };
union efer { u64 word; struct { u64 sce : 1, : 7, lme : 1, : 1, lma : 1, nx : 1, svme : 1, : 51; }; };
union hflags { u32 word; struct { u32 : 5, guest : 1, smm : 1, : 25; }; };

union page_role {
  u32 word;
  struct {
    u32 level : 4, gpte_is_8_bytes : 1, quadrant : 2, direct : 1, access : 3, invalid : 1, efer_nx : 1, cr0_wp : 1,
        smep_andnot_wp : 1, smap_andnot_wp : 1, ad_disabled : 1, guest_mode : 1, : 6, smm : 8;
  };
};
union extended_role {
  u32 word;
  struct {
    u32 valid : 1, execonly : 1, cr0_pg : 1, cr4_pae : 1, cr4_pse : 1, cr4_pke : 1, cr4_smap : 1, cr4_smep : 1,
        cr4_la57 : 1;
  };
};
union mmu_role {
  u64 as_u64;
  struct { union page_role base; union extended_role ext; };
};

struct regs { union cr0 cr0; union cr4 cr4; union efer efer; union hflags hflags; };

static union extended_role calc_ext(const struct regs *r) {
  union extended_role ext = {0};
  ext.valid = 1;
  if (r->cr0.pg) {
    ext.cr0_pg = 1;
    ext.cr4_pae = r->cr4.pae;
    ext.cr4_pse = r->cr4.pse;
    ext.cr4_smap = r->cr4.smap;
    ext.cr4_smep = r->cr4.smep;
    ext.cr4_pke = r->efer.lma & r->cr4.pke;
    ext.cr4_la57 = r->efer.lma & r->cr4.la57;
  }
  return ext;
}

static union mmu_role calc_shadow_root(const struct regs *r) {
  union mmu_role role = {0};
  role.base.access = ACC_ALL;
  if (r->cr0.pg) {
    role.base.efer_nx = r->efer.nx;
    role.base.cr0_wp = r->cr0.wp;
  }
  role.base.smm = r->hflags.smm;
  role.base.guest_mode = r->hflags.guest;
  role.ext = calc_ext(r);
  role.base.smep_andnot_wp = role.ext.cr4_smep & !r->cr0.wp;
  role.base.smap_andnot_wp = role.ext.cr4_smap & !r->cr0.wp;
  role.base.gpte_is_8_bytes = r->cr0.pg & r->cr4.pae;
  role.base.direct = !r->cr0.pg;
  if (!r->efer.lma)
    role.base.level = 3;
  else
    role.base.level = r->cr4.la57 ? 5 : 4;
  return role;
}

static int root_level(const struct regs *r) {
  if (!r->cr0.pg)
    return 0;
  if (r->efer.lma)
    return r->cr4.la57 ? 5 : 4;
  return r->cr4.pae ? 3 : 2;
}

/* ----------------------------------------------------------------------------------------------------- the context */

struct rsvd { u64 mask[2][5]; u64 bad_types; };

struct mmu {
  union mmu_role role;
  int root_level, shadow_root_level;
  bool direct_map, cr3_is_pgd;
  u8 permissions[16];
  u32 pkru_mask;
  struct rsvd rsvd;
  int translation;
  u64 nested_pgd;
};

struct cpu { u64 cr3; int cpl; bool ac; u32 pkru; };
struct guest { int maxphyaddr; bool gbpages, amd; };

static inline u64 bits(int first, int last) { return (~0ull >> (63 - last)) & (~0ull << first); }

static void update_permissions(struct mmu *m) {
  const u8 x = 0xaa, w = 0xcc, u = 0xf0;
  bool wp = m->role.base.cr0_wp, nx = m->role.base.efer_nx;
  bool smep = m->role.ext.cr4_smep, smap = m->role.ext.cr4_smap;
  for (unsigned i = 0; i < 16; i++) {
    unsigned pfec = i << 1;
    u8 wf = pfec & PFEC_W ? (u8)~w : 0, uf = pfec & PFEC_U ? (u8)~u : 0, ff = pfec & PFEC_F ? (u8)~x : 0;
    u8 kf = pfec & PFEC_U ? 0 : u, smepf = 0, smapf = 0;
    if (!nx)
      ff = 0;
    if (!wp && !(pfec & PFEC_U))
      wf = 0;
    if (smep)
      smepf = pfec & PFEC_F ? kf : 0;
    if (smap)
      smapf = pfec & (PFEC_RSVD | PFEC_F) ? 0 : kf;
    m->permissions[i] = ff | uf | wf | smepf | smapf;
  }
}

static void update_pkru_mask(struct mmu *m) {
  if (!m->role.ext.cr4_pke) {
    m->pkru_mask = 0;
    return;
  }
  bool wp = m->role.base.cr0_wp;
  for (unsigned i = 0; i < 16; i++) {
    unsigned pfec = i << 1;
    bool check = !(pfec & PFEC_F) && (pfec & PFEC_RSVD);
    bool write = check && (pfec & PFEC_W) && ((pfec & PFEC_U) || wp);
    m->pkru_mask |= (u32)(check | write << 1) << pfec;
  }
}

static void update_rsvd(struct mmu *m, const struct guest *g) {
  struct rsvd *r = &m->rsvd;
  u64 high = bits(g->maxphyaddr, 63), no_nx = m->role.base.efer_nx ? 0 : 1ull << 63;
  u64 no_gb = g->gbpages ? 0 : 1 << 7, top = g->amd ? 1 << 8 : 0;
  r->bad_types = 0;
  switch (m->root_level) {
  case 2:
    r->mask[0][0] = r->mask[0][1] = r->mask[1][0] = 0;
    r->mask[1][1] = m->role.ext.cr4_pse ? bits(17, 21) : 0;
    break;
  case 3:
    high = (high & bits(0, 62)) | no_nx;
    r->mask[0][2] = 1ull << 63 | high | bits(5, 8) | bits(1, 2);
    r->mask[0][1] = r->mask[0][0] = r->mask[1][0] = high;
    r->mask[1][1] = high | bits(13, 20);
    break;
  case 5:
  case 4:
    high = (high & bits(0, 51)) | no_nx;
    if (m->root_level == 5)
      r->mask[0][4] = r->mask[1][4] = high | top | 1 << 7;
    r->mask[0][3] = r->mask[1][3] = high | top | 1 << 7;
    r->mask[0][2] = high | no_gb;
    r->mask[0][1] = r->mask[0][0] = r->mask[1][0] = high;
    r->mask[1][2] = high | no_gb | bits(13, 29);
    r->mask[1][1] = high | bits(13, 20);
    break;
  }
}

static bool init_shadow(struct mmu *m, const struct guest *g, union mmu_role role, int level) {
  if (role.as_u64 == m->role.as_u64)
    return false;
  m->role = role;
  m->direct_map = !role.ext.cr0_pg;
  m->translation = !role.ext.cr0_pg ? 0 : role.ext.cr4_pae ? 2 : 1;
  m->root_level = level;
  if (role.ext.cr0_pg) {
    update_rsvd(m, g);
    update_permissions(m);
    update_pkru_mask(m);
  }
  m->shadow_root_level = role.base.level;
  return true;
}

static bool init_mmu(struct mmu *m, const struct guest *g, const struct regs *r) {
  bool changed = init_shadow(m, g, calc_shadow_root(r), root_level(r));
  m->cr3_is_pgd = true;
  return changed;
}

/* ----------------------------------------------------------------------------------------- permission check and walk */

static inline u8 permission_fault(const struct mmu *m, const struct cpu *c, unsigned access, unsigned key, unsigned pfec) {
  unsigned index = (pfec >> 1) + (c->cpl < 3 && c->ac ? PFEC_RSVD >> 1 : 0);
  bool fault = m->permissions[index] >> access & 1;
  u32 error = PFEC_P;
  if (m->pkru_mask) {
    u32 pair = c->pkru >> key * 2 & 3;
    u32 offset = (pfec & ~1) + (access & ACC_USER ? PFEC_RSVD : 0);
    pair &= m->pkru_mask >> offset;
    error |= pair ? PFEC_PK : 0;
    fault |= pair != 0;
  }
  return fault ? error : 0;
}

union pte {
  u64 word;
  struct {
    u64 present : 1, writable : 1, user : 1, pwt : 1, pcd : 1, accessed : 1, dirty : 1, page_size : 1, global : 1,
        available : 3, frame : 40, available_high : 7, key : 4, no_execute : 1;
  };
};

struct slot { u64 first, frames; bool read_only; u8 *memory; };
struct memory { struct slot slots[4]; int count, last; };

static inline const struct slot *find_slot(struct memory *mem, u64 gfn) {
  const struct slot *s = &mem->slots[mem->last];
  if (gfn - s->first < s->frames)
    return s;
  for (int i = 0; i < mem->count; i++) {
    s = &mem->slots[i];
    if (gfn - s->first < s->frames) {
      mem->last = i;
      return s;
    }
  }
  return NULL;
}

struct walk {
  int level, top;
  u64 address, gfn;
  union pte ptes[6];
  u64 tables[6];
  u64 *hosts[6];
  bool writable[6];
  u8 table_access[6];
  u8 access;
  u32 error;
};

static inline unsigned access_of(u64 combined) {
  union pte p = {.word = combined};
  return p.user * ACC_USER | p.writable * ACC_WRITE | (p.no_execute ? ACC_EXEC : 0);
}

static inline bool illegal(const struct guest *g, u64 gpa) { return gpa & bits(g->maxphyaddr, 63); }

static bool update_accessed_dirty(struct walk *w, bool write) {
  for (int level = w->top; level >= w->level; level--) {
    union pte old = w->ptes[level], new = old;
    new.accessed = 1;
    if (level == w->level && write)
      new.dirty = 1;
    if (old.word == new.word || !w->writable[level])
      continue;
    if (!__atomic_compare_exchange_n(w->hosts[level], &old.word, new.word, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST))
      return false;
    w->ptes[level] = new;
  }
  return true;
}

static bool walk(struct walk *w, const struct mmu *m, const struct guest *g, struct memory *mem, const struct cpu *c,
                 u64 address, unsigned pfec) {
  const u64 nx = 1ull << 63;
  u32 error;
  w->address = address;
retry:
  error = 0;
  {
    u64 combined = ~0ull, upper, common = ~0ull;
    int level = m->root_level;
    union pte pte = {.word = m->cr3_is_pgd ? c->cr3 : m->nested_pgd};
    w->top = level;
    for (;; level--) {
      upper = combined;
      unsigned index = address >> (12 + 9 * (level - 1)) & 511;
      u64 table = (u64)pte.frame << 12;
      w->level = level;
      if (illegal(g, table)) {
        w->error = PFEC_RSVD;
        return false;
      }
      const struct slot *slot = find_slot(mem, table >> 12);
      if (!slot)
        goto fail;
      u64 *host = (u64 *)(slot->memory + (table - (slot->first << 12))) + index;
      pte.word = *host;
      w->tables[level] = table;
      w->hosts[level] = host;
      w->writable[level] = !slot->read_only;
      combined = upper & (pte.word ^ nx);
      if (!pte.present)
        goto fail;
      if ((pte.word & m->rsvd.mask[pte.page_size][level - 1]) || (m->rsvd.bad_types >> (pte.word & 63) & 1)) {
        error = PFEC_RSVD | PFEC_P;
        goto fail;
      }
      w->ptes[level] = pte;
      w->table_access[level] = access_of(upper);
      common &= pte.word;
      if (level == 1 || pte.page_size)
        break;
    }
    unsigned access = access_of(combined);
    error = permission_fault(m, c, access, pte.key, pfec);
    if (error)
      goto fail;
    u64 span = 1ull << 9 * (level - 1);
    u64 gfn = (pte.frame & -span) | (address >> 12 & (span - 1));
    if (illegal(g, gfn << 12)) {
      w->error = PFEC_RSVD;
      return false;
    }
    bool write = pfec & PFEC_W;
    if (!write && !pte.dirty)
      access &= ~ACC_WRITE;
    union pte all = {.word = common};
    if (!all.accessed || (write && !pte.dirty))
      if (!update_accessed_dirty(w, write))
        goto retry;
    w->gfn = gfn;
    w->access = access;
    return true;
  }
fail:
  error |= pfec & (PFEC_W | PFEC_U);
  if (m->role.base.efer_nx || m->role.ext.cr4_smep)
    error |= pfec & PFEC_F;
  w->error = error;
  return false;
}

/* --------------------------------------------------------------------------------------------------- guest's tables */

static u64 seed;
static u64 next(void) {
  u64 z = seed += 0x9e3779b97f4a7c15ull;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ull;
  z = (z ^ z >> 27) * 0x94d049bb133111ebull;
  return z ^ z >> 31;
}

enum { FRAMES = 256 };
static struct memory memory;
static u64 first_mapped; /* of the frames that leaves map */

static u64 *entry(u64 frame, unsigned index) { return (u64 *)(memory.slots[0].memory + frame * PAGE) + index; }

/* A tree of tables below frame `root`; each entry present, writable, user, accessed, dirty. */
static u64 used_frames = 1;
static u64 grow(u64 frame, unsigned index) {
  u64 *e = entry(frame, index);
  if (!*e)
    *e = used_frames++ << 12 | 0x67;
  return *e >> 12;
}

static u64 map_one(u64 root, int levels_, u64 random) {
  static const unsigned choices[6] = {0, 32, 4, 2, 2, 2};
  u64 address = 0, frame = root;
  for (int level = levels_; level >= 1; level--) {
    unsigned index = random % choices[level] * (level == 1 ? 7 : 37);
    random /= 64;
    address |= (u64)index << (12 + 9 * (level - 1));
    if (level > 1)
      frame = grow(frame, index);
    else
      *entry(frame, index) = (u64)(first_mapped + random % FRAMES) << 12 | 0x67;
  }
  return address | (random & 0xfff);
}

/* ------------------------------------------------------------------------------------------------------- measuring */

struct test { const char *name; u64 (*run)(void); int operations; };

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e9 + t.tv_nsec;
}

/* Prints a line a case: name, best nanoseconds an operation, checksum in hex. */
static int measure(const struct test *cases, int count, double budget) {
  for (int k = 0; k < count; k++) {
    u64 first = cases[k].run(), expected = cases[k].run();
    (void)first; /* a first run may start from another state */
    double best = 1e18, end = now() + budget;
    while (now() < end) {
      double start = now(), spent;
      long runs = 0;
      do {
        if (cases[k].run() != expected)
          return fprintf(stderr, "%s: the checksum changed\n", cases[k].name), 1;
        runs++;
        spent = now() - start;
      } while (spent < 10e6); /* as long as an iteration of the Java side */
      double ns = spent / runs / cases[k].operations;
      if (ns < best)
        best = ns;
    }
    printf("%s %.3f %llx\n", cases[k].name, best, (unsigned long long)expected);
  }
  return 0;
}
