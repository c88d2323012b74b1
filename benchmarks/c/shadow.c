/*
 * The C peer of the shadow MMU: a switch of the root that finds one of the three previous roots, one that finds none and
 * loads the root's page, and a page fault that finds everything in place (mmu.h has the walk). Same guest, same requests in
 * the same order as ShadowBenchmark.java; the checksums of both must be equal, and include every page and every entry that
 * the faults before made.
 *
 *   gcc -O2 -o shadow shadow.c && ./shadow [MILLISECONDS]
 *   gcc -O2 -DDENSE -o shadow-dense shadow.c
 *
 * Pages are found as ours are, by open addressing over gfns, and so are the entries of all shadow pages together, in a
 * chained hash of (page, index). With DENSE a shadow page has its 512 entries in an array, as in the kernel: 4 KB a page.
 */
#include "mmu.h"

enum { ADDRESSES = 1024, SWITCHES = 16384, PREVIOUS = 3, ENTRIES = 512, NONE = -1, MIN_FREE = 5 };
enum { HIT_ROOTS = PREVIOUS + 1, MISS_ROOTS = 8, TABLE_SLOTS = 1024, MAX_PAGES = 512 };
enum { REQUEST_LOAD_PGD = 4 };
enum result { RETRY, EMULATE, INVALID_RESULT, FIXED, SPURIOUS };

static inline int home(u64 key, int capacity) {
  return (int)((key * 0x9e3779b97f4a7c15ull >> 32) * (u64)capacity >> 32);
}

/* ---------------------------------------------------------------------------------------------------- pages, entries */

union spte {
  u64 word;
  struct {
    u64 present : 1, writable : 1, user : 1, executable : 1, accessed : 1, dirty : 1, mmu_writable : 1, leaf : 1, mmio : 1,
        large : 1, smram : 1, frame : 40, : 13;
  };
};

struct page {
  u64 gfn;
  union page_role role;
  int root_count, older;
  short unsync_children;
  u8 flooding, unsync, generation;
};

struct slot_of_gfn { u64 gfn; u32 role; int newest; /* page + 1; 0: free */ };
struct counter { u64 gfn; int count; };
struct node { u64 value; int owner, index, chain; };

static struct vm {
  struct slot_of_gfn slots[TABLE_SLOTS];
  struct page pages[MAX_PAGES];
  struct counter track[TABLE_SLOTS]; /* gfn_track of frames where it is not 0 */
  int count, used, max, generation;
  int requests, host_level;
#ifdef DENSE
  union spte entries[MAX_PAGES][ENTRIES];
#else
  struct node *nodes;
  int *buckets, node_count, capacity;
#endif
} vm = {.max = 0x7fffffff, .host_level = 1};

#ifdef DENSE

static inline union spte get(int page, int at) { return vm.entries[page][at]; }
static void set(int page, int at, union spte entry) { vm.entries[page][at] = entry; }

#else

static inline struct node *find_node(int page, int at) {
  if (!vm.capacity)
    return NULL;
  int n = vm.buckets[home((u64)page << 9 | at, vm.capacity)];
  while (n != NONE && (vm.nodes[n].owner != page || vm.nodes[n].index != at))
    n = vm.nodes[n].chain;
  return n == NONE ? NULL : &vm.nodes[n];
}

static inline union spte get(int page, int at) {
  const struct node *n = find_node(page, at);
  return (union spte){.word = n ? n->value : 0};
}

static void put_in_bucket(int n) {
  int *bucket = &vm.buckets[home((u64)vm.nodes[n].owner << 9 | vm.nodes[n].index, vm.capacity)];
  vm.nodes[n].chain = *bucket;
  *bucket = n;
}

static void set(int page, int at, union spte entry) {
  struct node *n = find_node(page, at);
  if (!n) {
    if (vm.node_count == vm.capacity) {
      vm.capacity = vm.capacity ? 2 * vm.capacity : 16;
      vm.nodes = realloc(vm.nodes, vm.capacity * sizeof *vm.nodes);
      vm.buckets = realloc(vm.buckets, vm.capacity * sizeof *vm.buckets);
      for (int i = 0; i < vm.capacity; i++)
        vm.buckets[i] = NONE;
      for (int i = 0; i < vm.node_count; i++)
        put_in_bucket(i);
    }
    n = &vm.nodes[vm.node_count++];
    *n = (struct node){.owner = page, .index = at};
    put_in_bucket(vm.node_count - 1);
  }
  n->value = entry.word;
}

#endif

static inline struct slot_of_gfn *slot_of(u64 gfn) {
  int i = home(gfn, TABLE_SLOTS);
  while (vm.slots[i].newest && vm.slots[i].gfn != gfn)
    if (++i == TABLE_SLOTS)
      i = 0;
  return &vm.slots[i];
}
static inline int newest_of(u64 gfn) { return slot_of(gfn)->newest - 1; }

static inline struct counter *track_of(u64 gfn) {
  int i = home(gfn, TABLE_SLOTS);
  while (vm.track[i].count && vm.track[i].gfn != gfn)
    if (++i == TABLE_SLOTS)
      i = 0;
  return &vm.track[i];
}

static int create(u64 gfn, union page_role role) {
  int page = vm.count++;
  struct slot_of_gfn *s = slot_of(gfn);
  vm.pages[page] = (struct page){.gfn = gfn, .role = role, .older = s->newest - 1, .generation = vm.generation};
  *s = (struct slot_of_gfn){gfn, role.word, page + 1};
  vm.used++;
  if (role.level > 1) {
    struct counter *c = track_of(gfn);
    *c = (struct counter){gfn, c->count + 1};
  }
  return page;
}

static int get_page(u64 gfn, union page_role role) {
  for (int page = newest_of(gfn); page != NONE; page = vm.pages[page].older) {
    struct page *p = &vm.pages[page];
    if (p->role.word == role.word) {
      if (p->unsync)
        abort(); /* no guest here writes its tables */
      if (p->unsync_children)
        abort();
      p->flooding = 0;
      return page;
    }
    if (role.level > 1 && vm.pages[page].unsync)
      abort();
  }
  return create(gfn, role);
}

static bool make_room(void) {
  int left = vm.max - vm.used;
  if (left < MIN_FREE)
    abort();
  return true;
}

/* ------------------------------------------------------------------------------------------------------------- roots */

struct context {
  struct mmu mmu;
  int root, previous[PREVIOUS];
  u64 root_pgd, previous_pgd[PREVIOUS];
};

static union page_role role_at(const struct context *c, int level) {
  union page_role role = c->mmu.role.base;
  role.level = level;
  role.direct = 0;
  role.access = ACC_ALL;
  return role;
}

static inline bool usable(int root, u64 root_pgd, u64 pgd, union page_role role) {
  return (role.direct || pgd == root_pgd) && root >= 0 && vm.pages[root].role.word == role.word;
}

static bool rotate(struct context *c, u64 pgd, union page_role role) {
  if (usable(c->root, c->root_pgd, pgd, role))
    return true;
  for (int i = 0; i < PREVIOUS; i++) {
    int root = c->previous[i];
    u64 root_pgd = c->previous_pgd[i];
    c->previous[i] = c->root;
    c->previous_pgd[i] = c->root_pgd;
    c->root = root;
    c->root_pgd = root_pgd;
    if (usable(root, root_pgd, pgd, role))
      return true;
  }
  return false;
}

static void free_current(struct context *c) {
  if (c->root == NONE)
    return;
  struct page *p = &vm.pages[c->root];
  if (--p->root_count == 0 && p->role.invalid)
    abort();
  c->root = NONE;
  c->root_pgd = 0;
}

static bool new_pgd(struct context *c, u64 pgd, union page_role role) {
  bool fast = c->mmu.shadow_root_level >= 4 && c->mmu.root_level >= 4;
  if (!fast || !rotate(c, pgd, role)) {
    free_current(c);
    return false;
  }
  vm.requests |= REQUEST_LOAD_PGD;
  if (!role.direct)
    vm.pages[c->root].flooding = 0;
  return true;
}

static bool load_root(struct context *c, u64 pgd) {
  u64 gfn = pgd >> 12;
  if (!find_slot(&memory, gfn) || !make_room() || c->mmu.root_level < 4)
    return false;
  c->root = get_page(gfn, role_at(c, c->mmu.shadow_root_level));
  vm.pages[c->root].root_count++;
  c->root_pgd = pgd;
  return true;
}

/* ------------------------------------------------------------------------------------------------------------ faults */

static struct guest guest = {.maxphyaddr = 52, .gbpages = true};
static struct cpu cpu;
static struct walk walked;

static inline int index_at(u64 address, int level) { return address >> (12 + 9 * (level - 1)) & 511; }
static inline u64 align_to(u64 gfn, int level) { return gfn & -(1ull << 9 * (level - 1)); }

static bool changed(const struct walk *w, int level) {
  u64 gpa = w->tables[level] + 8 * index_at(w->address, level);
  const struct slot *s = find_slot(&memory, gpa >> 12);
  return !s || *(u64 *)(s->memory + (gpa - (s->first << 12))) != w->ptes[level].word;
}

static bool try_unsync(u64 gfn) {
  if (track_of(gfn)->count)
    return false;
  for (int page = newest_of(gfn); page != NONE; page = vm.pages[page].older)
    if (!vm.pages[page].role.direct)
      abort(); /* no guest here maps its tables */
  return true;
}

static enum result fill(int page, int at, int level, unsigned access, bool write, u64 gfn) {
  const struct slot *slot = find_slot(&memory, gfn);
  if (!slot)
    return EMULATE;
  union spte old = get(page, at), entry = {.present = 1, .leaf = 1, .large = level > 1, .frame = gfn};
  if (old.present && (!old.leaf || old.large != entry.large || old.smram || old.frame != gfn)) {
    set(page, at, (union spte){0});
    old.word = 0;
  }
  entry.executable = (access & ACC_EXEC) != 0;
  entry.user = (access & ACC_USER) != 0;
  entry.accessed = 1;
  enum result result = FIXED;
  if ((access & ACC_WRITE) && !slot->read_only) {
    if (try_unsync(gfn))
      entry.writable = entry.mmu_writable = entry.dirty = 1;
    else if (write)
      result = EMULATE;
  }
  if (entry.word == old.word)
    return result == FIXED ? SPURIOUS : result;
  set(page, at, entry);
  return result;
}

static bool changes_its_own_mapping(const struct context *c, const struct walk *w, bool user) {
  if (!(w->access & ACC_WRITE) && (c->mmu.role.base.cr0_wp || user))
    return false;
  u64 span = align_to(w->gfn, w->level);
  for (int level = w->level; level <= w->top; level++)
    if (align_to(w->tables[level] >> 12, w->level) == span)
      return true;
  return false;
}

static enum result fault(struct context *c, struct walk *w, u64 address, unsigned error) {
  if (!walk(w, &c->mmu, &guest, &memory, &cpu, address, error))
    return RETRY;
  u64 gfn = w->gfn;
  bool write = error & PFEC_W, user = error & PFEC_U;
  if ((error & PFEC_P) && write && track_of(gfn)->count)
    return EMULATE;
  const struct slot *slot = find_slot(&memory, gfn);
  if (!slot || (write && slot->read_only))
    return EMULATE;
  int target = changes_its_own_mapping(c, w, user) ? 1 : w->level;
  unsigned access = w->access;
  if (write && !user && !(access & ACC_WRITE) && !c->mmu.role.base.cr0_wp) {
    access = (access | ACC_WRITE) & ~ACC_USER;
    if (c->mmu.role.ext.cr4_smep)
      access &= ~ACC_EXEC;
  }
  if (!make_room())
    return RETRY;
  if (target > vm.host_level)
    target = vm.host_level;
  if (changed(w, w->top) || c->root == NONE)
    return RETRY;
  int page = c->root, level = vm.pages[page].role.level;
  for (; level > w->level; level--) {
    vm.pages[page].flooding = 0;
    int at = index_at(address, level);
    union spte entry = get(page, at);
    int child;
    if (entry.present && !entry.leaf) {
      child = entry.frame;
    } else {
      child = get_page(w->tables[level - 1] >> 12, role_at(c, level - 1));
      set(page, at, (union spte){.present = 1, .frame = child});
    }
    if (changed(w, level - 1))
      return RETRY;
    page = child;
  }
  if (level > target)
    abort(); /* no guest here has large pages */
  vm.pages[page].flooding = 0;
  return fill(page, index_at(address, level), level, access, write, align_to(gfn, level));
}

/* ----------------------------------------------------------------------------------------------------- inputs, cases */

static struct context faulting, switching, missing;
static u64 addresses[ADDRESSES], hit_pgds[HIT_ROOTS], miss_pgds[MISS_ROOTS], state;
static u8 errors[ADDRESSES], choices[SWITCHES];

static void init_context(struct context *c) {
  struct regs r = {.cr0.word = 0x80010011, .cr4.word = 0x20, .efer.word = 0xd00};
  init_mmu(&c->mmu, &guest, &r);
  c->root = NONE;
  for (int i = 0; i < PREVIOUS; i++) {
    c->previous[i] = NONE;
    c->previous_pgd[i] = -1;
  }
}

static void switch_to(struct context *c, u64 pgd) {
  if (!new_pgd(c, pgd, role_at(c, 4)))
    load_root(c, pgd);
}

static u64 run_hits(void) {
  u64 sum = 0;
  for (int i = 0; i < SWITCHES; i++) {
    bool found = new_pgd(&switching, hit_pgds[choices[i]], role_at(&switching, 4));
    sum += switching.root + found + vm.requests;
    vm.requests = 0;
  }
  return sum;
}

static u64 run_misses(void) {
  u64 sum = 0;
  for (int i = 0; i < SWITCHES; i++) {
    u64 pgd = miss_pgds[i % MISS_ROOTS];
    sum += new_pgd(&missing, pgd, role_at(&missing, 4));
    sum += load_root(&missing, pgd);
    sum += missing.root + vm.requests;
    vm.requests = 0;
  }
  return sum;
}

static u64 run_faults(void) {
  u64 sum = state;
  for (int i = 0; i < ADDRESSES; i++) {
    sum += fault(&faulting, &walked, addresses[i], errors[i]);
    sum += walked.gfn + walked.access;
  }
  return sum;
}

/* Every page and every entry. */
static u64 state_of_vm(void) {
  u64 hash = 0;
  for (int page = 0; page < vm.count; page++) {
    hash = 31 * hash + vm.pages[page].gfn;
    hash = 31 * hash + vm.pages[page].role.word;
    hash = 31 * hash + vm.pages[page].root_count;
    for (int at = 0; at < ENTRIES; at++)
      hash = 31 * hash + get(page, at).word;
  }
  return hash;
}

static void make_inputs(void) {
  seed = 42;
  first_mapped = FRAMES;
  memory.slots[0] = (struct slot){0, 2 * FRAMES, false, aligned_alloc(PAGE, 2 * FRAMES * PAGE)};
  memory.count = 1;
  memset(memory.slots[0].memory, 0, 2 * FRAMES * PAGE);
  init_context(&faulting);
  init_context(&switching);
  init_context(&missing);
  u64 root = used_frames++;
  cpu = (struct cpu){.cr3 = root << 12, .cpl = 3};
  for (int i = 0; i < ADDRESSES; i++)
    addresses[i] = map_one(root, 4, next());
  for (int i = 0; i < ADDRESSES; i++)
    errors[i] = next() & 0x17;
  for (int i = 0; i < SWITCHES; i++)
    choices[i] = next() % HIT_ROOTS;
  for (int i = 0; i < HIT_ROOTS; i++)
    hit_pgds[i] = used_frames++ << 12;
  for (int i = 0; i < MISS_ROOTS; i++)
    miss_pgds[i] = used_frames++ << 12;
  load_root(&faulting, cpu.cr3);
  for (int i = 0; i < ADDRESSES; i++)
    fault(&faulting, &walked, addresses[i], errors[i]);
  for (int i = 0; i < HIT_ROOTS; i++)
    switch_to(&switching, hit_pgds[i]);
  for (int i = 0; i < MISS_ROOTS; i++)
    switch_to(&missing, miss_pgds[i]);
  vm.requests = 0;
  state = state_of_vm();
}

static const struct test cases[] = {
    {"rootSwitch", run_hits, SWITCHES},
    {"rootMiss", run_misses, SWITCHES},
    {"pageFault", run_faults, ADDRESSES},
};

int main(int argc, char **argv) {
  make_inputs();
  return measure(cases, sizeof cases / sizeof *cases, (argc > 1 ? atof(argv[1]) : 300) * 1e6);
}
