/*
 * The C peer of the generated accessors: the page role of Linux v5.14, 4,096 words in an array. The same work on the
 * same inputs in the same order as AccessorBenchmark.java; the checksums of both must be equal.
 *
 *   gcc -O2 -o accessors accessors.c && ./accessors [MILLISECONDS]
 *   gcc -O3 -march=native -DMASKS -o accessors-masks accessors.c
 *
 *   gcc -O2 -shared -fPIC -o accessors.so accessors.c
 *
 * Without MASKS the compiler's own bit-fields are used, as C is written; with it, shifts and masks written by hand, for
 * gcc reads no bit-field in a vector instruction. Prints a line a case: name, best nanoseconds a word, checksum in hex.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef uint64_t u64;
typedef uint32_t u32;
typedef uint8_t u8;

enum { WORDS = 4096, FIELDS = 13 };

union role {
  u32 word;
  struct {
    u32 level : 4, gpte_is_8_bytes : 1, quadrant : 2, direct : 1, access : 3, invalid : 1, efer_nx : 1, cr0_wp : 1,
        smep_andnot_wp : 1, smap_andnot_wp : 1, ad_disabled : 1, guest_mode : 1, : 6, smm : 8;
  };
};

#define FIELD_BITS 0xff03ffffu

static u64 seed;
static u64 next(void) {
  u64 z = seed += 0x9e3779b97f4a7c15ull;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ull;
  z = (z ^ z >> 27) * 0x94d049bb133111ebull;
  return z ^ z >> 31;
}

static union role words[WORDS], others[WORDS], work[WORDS];
static u32 sources[WORDS], accesses[WORDS];
static u8 bytes[WORDS][FIELDS];

static void make_inputs(void) {
  static const u8 widths[FIELDS] = {4, 1, 2, 1, 3, 1, 1, 1, 1, 1, 1, 1, 8};
  static const u8 lowest[FIELDS + 1] = {0, 4, 5, 7, 8, 11, 12, 13, 14, 15, 16, 17, 24, 18};
  seed = 42;
  for (int i = 0; i < WORDS; i++) {
    u64 r = next();
    work[i].word = words[i].word = (u32)r;
    /* Every second word differs in one field, each as often as the others, or in the reserved bits. */
    others[i].word = words[i].word ^ (r >> 63 ? 1u << lowest[(r >> 32 & 0xffff) % 14] : 0);
    r = next();
    sources[i] = (u32)r;
    accesses[i] = r >> 32 & 7;
    r = next();
    for (int f = 0; f < FIELDS; f++) {
      bytes[i][f] = r & ((1 << widths[f]) - 1);
      r = r >> widths[f];
    }
  }
}

#ifndef MASKS

static u64 decode(void) {
  u32 sum = 0;
  for (int i = 0; i < WORDS; i++) {
    union role r = words[i];
    sum += r.level + r.gpte_is_8_bytes + r.quadrant + r.direct + r.access + r.invalid + r.efer_nx + r.cr0_wp +
           r.smep_andnot_wp + r.smap_andnot_wp + r.ad_disabled + r.guest_mode + r.smm;
  }
  return sum;
}

/* From a source in which the fields lie without the gap. */
static u64 encode(void) {
  for (int i = 0; i < WORDS; i++) {
    u32 x = sources[i];
    union role r = {0};
    r.level = x;
    r.gpte_is_8_bytes = x >> 4;
    r.quadrant = x >> 5;
    r.direct = x >> 7;
    r.access = x >> 8;
    r.invalid = x >> 11;
    r.efer_nx = x >> 12;
    r.cr0_wp = x >> 13;
    r.smep_andnot_wp = x >> 14;
    r.smap_andnot_wp = x >> 15;
    r.ad_disabled = x >> 16;
    r.guest_mode = x >> 17;
    r.smm = x >> 18;
    work[i] = r;
  }
  return work[WORDS / 2].word;
}

static u64 set(void) {
  for (int i = 0; i < WORDS; i++)
    work[i].access = accesses[i];
  return work[WORDS / 2].word;
}

static u64 compare(void) {
  u32 equal = 0;
  for (int i = 0; i < WORDS; i++) {
    union role a = words[i], b = others[i];
    equal += a.level == b.level && a.gpte_is_8_bytes == b.gpte_is_8_bytes && a.quadrant == b.quadrant &&
             a.direct == b.direct && a.access == b.access && a.invalid == b.invalid && a.efer_nx == b.efer_nx &&
             a.cr0_wp == b.cr0_wp && a.smep_andnot_wp == b.smep_andnot_wp && a.smap_andnot_wp == b.smap_andnot_wp &&
             a.ad_disabled == b.ad_disabled && a.guest_mode == b.guest_mode && a.smm == b.smm;
  }
  return equal;
}

static u64 flags(void) {
  u32 count = 0;
  for (int i = 0; i < WORDS; i++) {
    union role r = words[i];
    if (r.direct && !r.invalid && r.cr0_wp)
      count++;
  }
  return count;
}

/* C drops what is out of range; checks: as the Java side, which refuses it. */
static inline u8 byte_of(int i, int field, u8 max, bool checks) {
  if (checks && bytes[i][field] > max)
    abort();
  return bytes[i][field];
}

static inline u64 from_bytes(bool checks) {
  for (int i = 0; i < WORDS; i++) {
    union role r = {0};
    r.level = byte_of(i, 0, 15, checks);
    r.gpte_is_8_bytes = byte_of(i, 1, 1, checks);
    r.quadrant = byte_of(i, 2, 3, checks);
    r.direct = byte_of(i, 3, 1, checks);
    r.access = byte_of(i, 4, 7, checks);
    r.invalid = byte_of(i, 5, 1, checks);
    r.efer_nx = byte_of(i, 6, 1, checks);
    r.cr0_wp = byte_of(i, 7, 1, checks);
    r.smep_andnot_wp = byte_of(i, 8, 1, checks);
    r.smap_andnot_wp = byte_of(i, 9, 1, checks);
    r.ad_disabled = byte_of(i, 10, 1, checks);
    r.guest_mode = byte_of(i, 11, 1, checks);
    r.smm = byte_of(i, 12, 255, checks);
    work[i] = r;
  }
  return work[WORDS / 2].word;
}

static u64 encode_bytes(void) { return from_bytes(false); }
static u64 encode_bytes_checked(void) { return from_bytes(true); }

static const struct { const char *name; u64 (*run)(void); bool writes; } cases[] = {
    {"decode", decode}, {"encode", encode, true}, {"set", set, true}, {"compare", compare}, {"flags", flags},
    {"encodeBytes", encode_bytes, true}, {"encodeBytesChecked", encode_bytes_checked, true},
};

#else

static u64 decode(void) {
  u32 sum = 0;
  for (int i = 0; i < WORDS; i++) {
    u32 w = words[i].word;
    sum += (w & 15) + (w >> 4 & 1) + (w >> 5 & 3) + (w >> 7 & 1) + (w >> 8 & 7) + (w >> 11 & 1) + (w >> 12 & 1) +
           (w >> 13 & 1) + (w >> 14 & 1) + (w >> 15 & 1) + (w >> 16 & 1) + (w >> 17 & 1) + (w >> 24);
  }
  return sum;
}

static u64 encode(void) {
  for (int i = 0; i < WORDS; i++) {
    u32 x = sources[i];
    work[i].word = (x & 15) | (x >> 4 & 1) << 4 | (x >> 5 & 3) << 5 | (x >> 7 & 1) << 7 | (x >> 8 & 7) << 8 |
                   (x >> 11 & 1) << 11 | (x >> 12 & 1) << 12 | (x >> 13 & 1) << 13 | (x >> 14 & 1) << 14 |
                   (x >> 15 & 1) << 15 | (x >> 16 & 1) << 16 | (x >> 17 & 1) << 17 | (x >> 18 & 255) << 24;
  }
  return work[WORDS / 2].word;
}

static u64 set(void) {
  for (int i = 0; i < WORDS; i++)
    work[i].word = (work[i].word & ~0x700u) | (accesses[i] & 7) << 8;
  return work[WORDS / 2].word;
}

static u64 compare(void) {
  u32 equal = 0;
  for (int i = 0; i < WORDS; i++)
    equal += ((words[i].word ^ others[i].word) & FIELD_BITS) == 0;
  return equal;
}

static u64 flags(void) {
  u32 count = 0;
  for (int i = 0; i < WORDS; i++)
    count += (words[i].word & 0x2880) == 0x2080;
  return count;
}

static const struct { const char *name; u64 (*run)(void); bool writes; } cases[] = {
    {"decode", decode}, {"encode", encode, true}, {"set", set, true}, {"compare", compare}, {"flags", flags},
};

#endif

/* The checksum of what a case wrote. */
static u64 written(void) {
  u32 hash = 1;
  for (int i = 0; i < WORDS; i++)
    hash = 31 * hash + work[i].word;
  return hash;
}

/* For a caller in the same process. */
void peer_inputs(void) { make_inputs(); }
u64 peer_run(int k) { return cases[k].run(); }

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e9 + t.tv_nsec;
}

int main(int argc, char **argv) {
  double budget = (argc > 1 ? atof(argv[1]) : 300) * 1e6;
  make_inputs();
  for (unsigned k = 0; k < sizeof cases / sizeof *cases; k++) {
    /* Through a volatile pointer, so that no pass over the array is moved out of the loop. */
    u64 (*volatile run)(void) = cases[k].run;
    u64 expected = run(), checksum = cases[k].writes ? written() : expected;
    double best = 1e18, end = now() + budget;
    while (now() < end) {
      double start = now(), spent;
      long runs = 0;
      do {
        for (int i = 0; i < 100; i++)
          if (run() != expected)
            return fprintf(stderr, "%s: the checksum changed\n", cases[k].name), 1;
        runs += 100;
        spent = now() - start;
      } while (spent < 10e6); /* as long as an iteration of the Java side */
      double ns = spent / runs / WORDS;
      if (ns < best)
        best = ns;
    }
    printf("%s %.4f %llx\n", cases[k].name, best, (unsigned long long)checksum);
  }
  return 0;
}
