/* Reads a text of page events as C would: one pass over the mapped file, every field of every event decoded. Prints the
 * number of events and the sum of their fields. */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

static const char *number(const char *p, const char *name, uint64_t *value) {
  size_t length = strlen(name);
  if (memcmp(p, name, length) != 0) return NULL;
  p += length;
  uint64_t v = 0;
  while (*p >= '0' && *p <= '9') v = v * 10 + (uint64_t)(*p++ - '0');
  *value = v;
  return *p == ' ' ? p + 1 : p;
}

int main(int argc, char **argv) {
  if (argc != 2) return 2;
  int fd = open(argv[1], O_RDONLY);
  struct stat st;
  if (fd < 0 || fstat(fd, &st) != 0) return 3;
  const char *p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
  if (p == MAP_FAILED) return 3;
  const char *end = p + st.st_size;
  uint64_t events = 0, sum = 0;
  while (p < end) {
    const char *eol = memchr(p, '\n', (size_t)(end - p));
    if (!eol) break;
    const char *f = memmem(p, (size_t)(eol - p), "kvm_mmu_get_page:", 17);
    if (f) {
      uint64_t gen, gfn, role, roots, unsync, created;
      for (f += 17; *f == ' '; f++) {
      }
      if ((f = number(f, "mmu_valid_gen=", &gen)) && (f = number(f, "gfn=", &gfn)) && (f = number(f, "role=", &role)) &&
          (f = number(f, "root_count=", &roots)) && (f = number(f, "unsync=", &unsync)) &&
          number(f, "created=", &created)) {
        events++;
        sum += gfn;
      }
    }
    p = eol + 1;
  }
  printf("%lu %lu\n", (unsigned long)events, (unsigned long)sum);
  return 0;
}
