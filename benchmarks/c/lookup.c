/*
 * The C peers of the shadow-page look-up by (gfn, role). The first has our own table to the slot: open addressing over
 * gfns, the same hash, growth and 16-byte slots, role and chain of a page side by side. The second hashes as KVM does, into 4,096
 * buckets by gfn, each a list with the newest page first; its nodes have some 32 bytes, far fewer than KVM's pages, which
 * only favours it. Same pages and look-ups in the same order as LookupBenchmark.java; the checksums of all must be equal.
 *
 *   gcc -O2 -o lookup lookup.c && ./lookup [MILLISECONDS]
 *
 * Prints a line a case: name, best nanoseconds a look-up, checksum in hex. insert10k and so on makes all pages in a machine that
 * has none yet, in nanoseconds a page: looked up, not found, put into the table and the list of pages, every field that our
 * simulator keeps of a page set. NAME-buckets is KVM's table, and looks up only
 * the first 8,192: a million pages make its lists 240 long.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef uint64_t u64;
typedef uint32_t u32;

enum { LOOKUPS = 1 << 18, BUCKET_LOOKUPS = 1 << 13, BUCKETS = 4096, NONE = -1 };

union page_role {
  u32 word;
  struct {
    u32 level : 4, gpte_is_8_bytes : 1, quadrant : 2, direct : 1, access : 3, invalid : 1, efer_nx : 1, cr0_wp : 1,
        smep_andnot_wp : 1, smap_andnot_wp : 1, ad_disabled : 1, guest_mode : 1, : 6, smm : 8;
  };
};

static void *zeroed(size_t count, size_t size) {
  void *p = calloc(count, size);
  if (!p)
    exit((fprintf(stderr, "lookup: no memory\n"), 1));
  return p;
}

/* ---------------------------------------------------------------------------------------------------- the same table */

struct slot { u64 gfn; u32 role; int newest; /* page + 1; 0: free */ };
struct link { u32 role; int older; }; /* of a page */
struct table { struct slot *slots; int capacity, size, pages; u64 *gfn; struct link *links; };

static inline int home(u64 gfn, int capacity) {
  return (int)((gfn * 0x9e3779b97f4a7c15ull >> 32) * (u64)capacity >> 32);
}

static inline struct slot *slot_of(const struct table *t, u64 gfn) {
  int i = home(gfn, t->capacity);
  while (t->slots[i].newest && t->slots[i].gfn != gfn)
    if (++i == t->capacity)
      i = 0;
  return &t->slots[i];
}

static inline int find(const struct table *t, u64 gfn, u32 role) {
  const struct slot *s = slot_of(t, gfn);
  int page = s->newest - 1;
  if (page == NONE || s->role == role)
    return page;
  do
    page = t->links[page].older;
  while (page != NONE && t->links[page].role != role);
  return page;
}

static void grow(struct table *t) {
  struct slot *old = t->slots;
  int count = t->capacity;
  t->capacity += count >> (count < 1 << 20 ? 1 : 2);
  t->slots = zeroed(t->capacity, sizeof *t->slots);
  for (int i = 0; i < count; i++)
    if (old[i].newest)
      *slot_of(t, old[i].gfn) = old[i];
  free(old);
}

static void add(struct table *t, u64 gfn, u32 role) {
  struct slot *s = slot_of(t, gfn);
  int page = t->pages++, before = s->newest - 1;
  if (before == NONE) {
    if (t->size * 4ll >= t->capacity * 3ll) {
      grow(t);
      s = slot_of(t, gfn);
    }
    t->size++;
    s->gfn = gfn;
  }
  t->gfn[page] = gfn;
  t->links[page] = (struct link){role, before};
  s->newest = page + 1;
  s->role = role;
}

/* ---------------------------------------------------------------------------------------------------------- insertion */

/* What our simulator keeps of a page, as C would declare it. */
struct page {
  u64 gfn, groups;
  u32 role;
  int serial, root_count, older, list_newer, list_older, parents;
  short unsync_children;
  char flooding, state;
};
struct vm { struct table table; struct page *page; int room, newest; };

static int insert(struct vm *vm, u64 gfn, u32 role) {
  struct table *t = &vm->table;
  struct slot *s = slot_of(t, gfn);
  int before = s->newest - 1, page = before;
  while (page != NONE && vm->page[page].role != role)
    page = vm->page[page].older;
  if (page != NONE)
    return page;
  if (before == NONE) {
    if (t->size * 4ll >= t->capacity * 3ll) {
      grow(t);
      s = slot_of(t, gfn);
    }
    t->size++;
    s->gfn = gfn;
  }
  page = t->pages++;
  if (page == vm->room) {
    vm->room += vm->room < 64 ? vm->room : vm->room / 8;
    vm->page = realloc(vm->page, vm->room * sizeof *vm->page);
    if (!vm->page)
      exit((fprintf(stderr, "lookup: no memory\n"), 1));
  }
  vm->page[page] = (struct page){.gfn = gfn, .role = role, .serial = page, .older = before, .parents = NONE,
                                 .list_newer = NONE, .list_older = vm->newest, .state = 1};
  if (vm->newest != NONE)
    vm->page[vm->newest].list_newer = page;
  vm->newest = page;
  s->newest = page + 1;
  s->role = role;
  return page;
}

/* ------------------------------------------------------------------------------------------------------ KVM's buckets */

struct node { struct node *next; u64 gfn; u32 role; int page; };
struct buckets { struct node *heads[BUCKETS]; };

static inline unsigned bucket(u64 gfn) { return gfn * 0x61c8864680b583ebull >> 52; }

static inline int find_in_bucket(const struct buckets *b, u64 gfn, u32 role) {
  for (const struct node *n = b->heads[bucket(gfn)]; n; n = n->next)
    if (n->gfn == gfn && n->role == role)
      return n->page;
  return NONE;
}

static void add_to_bucket(struct buckets *b, u64 gfn, u32 role, int page) {
  struct node **head = &b->heads[bucket(gfn)], *n = zeroed(1, sizeof *n);
  *n = (struct node){*head, gfn, role, page};
  *head = n;
}

/* ------------------------------------------------------------------------------------------------- inputs, the cases */

static u64 seed;
static u64 next(void) {
  u64 z = seed += 0x9e3779b97f4a7c15ull;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ull;
  z = (z ^ z >> 27) * 0x94d049bb133111ebull;
  return z ^ z >> 31;
}

static struct table table;
static struct buckets buckets;
static u64 gfns[LOOKUPS];
static u32 roles[LOOKUPS];
static int asked;
static u64 *asked_gfns;
static u32 *asked_roles;

/* Pages of random gfns below 2^40, one in eight of the gfn before it; one look-up in sixteen asks for another gfn. */
static void make(int pages) {
  union page_role role = {.gpte_is_8_bytes = 1, .direct = 1, .efer_nx = 1, .cr0_wp = 1};
  u64 gfn = 0;
  asked = pages;
  asked_gfns = zeroed(pages, sizeof *asked_gfns);
  asked_roles = zeroed(pages, sizeof *asked_roles);
  seed = 42;
  table = (struct table){zeroed(16, sizeof *table.slots), 16, 0, 0, zeroed(pages, 8), zeroed(pages, sizeof *table.links)};
  buckets = (struct buckets){{0}};
  for (int i = 0; i < pages; i++) {
    u64 r = next();
    gfn = r & 7 ? r >> 24 : gfn;
    role.level = 1 + (r >> 3 & 3);
    role.access = r >> 5 & 7;
    asked_gfns[i] = gfn;
    asked_roles[i] = role.word;
    if (find(&table, gfn, role.word) == NONE) {
      add_to_bucket(&buckets, gfn, role.word, table.pages);
      add(&table, gfn, role.word);
    }
  }
  for (int i = 0; i < LOOKUPS; i++) {
    u64 r = next();
    int page = (r >> 32) * table.pages >> 32;
    gfns[i] = table.gfn[page] ^ !(r & 15);
    roles[i] = table.links[page].role;
  }
}

static u64 run_table(void) {
  u64 sum = 0;
  for (int i = 0; i < LOOKUPS; i++)
    sum += find(&table, gfns[i], roles[i]);
  return sum;
}

/* All pages that were asked for, in a machine that has none yet. */
static u64 run_insert(void) {
  struct vm vm = {{zeroed(16, sizeof(struct slot)), 16, 0, 0, 0, 0}, zeroed(16, sizeof(struct page)), 16, NONE};
  u64 sum = 0;
  for (int i = 0; i < asked; i++)
    sum += insert(&vm, asked_gfns[i], asked_roles[i]);
  free(vm.table.slots);
  free(vm.page);
  return sum;
}

static u64 run_buckets(void) {
  u64 sum = 0;
  for (int i = 0; i < BUCKET_LOOKUPS; i++)
    sum += find_in_bucket(&buckets, gfns[i], roles[i]);
  return sum;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e9 + t.tv_nsec;
}

static void measure(const char *name, const char *suffix, u64 (*run)(void), int operations, double budget) {
  u64 expected = run();
  double best = 1e18, end = now() + budget;
  while (now() < end) {
    double start = now(), spent;
    long runs = 0;
    do {
      if (run() != expected)
        exit((fprintf(stderr, "%s: the checksum changed\n", name), 1));
      runs++;
      spent = now() - start;
    } while (spent < 10e6); /* as long as an iteration of the Java side */
    if (spent / runs / operations < best)
      best = spent / runs / operations;
  }
  printf("%s%s %.3f %llx\n", name, suffix, best, (unsigned long long)expected);
}

int main(int argc, char **argv) {
  static const struct { const char *name; int pages; } cases[] = {
      {"pages10k", 10000}, {"pages100k", 100000}, {"pages1m", 1000000}};
  double budget = (argc > 1 ? atof(argv[1]) : 300) * 1e6;
  for (int k = 0; k < 3; k++) {
    make(cases[k].pages);
    measure(cases[k].name, "", run_table, LOOKUPS, budget);
    measure(cases[k].name, "-buckets", run_buckets, BUCKET_LOOKUPS, budget);
    measure("insert", cases[k].name + sizeof "pages" - 1, run_insert, cases[k].pages, budget);
  }
  return 0;
}
