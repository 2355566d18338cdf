/* Two copies of the library in one process, closed and opened again, beside each other.
 *
 *   two_copies COPY COPY
 */
#include <dlfcn.h>
#include <string.h>

#include "risk/c_api.h"
#include "tests/c_api/check.h"

typedef int (*OpenEdition)(const char*, const risk_options*, risk_edition**, risk_error**);
typedef void (*FreeEdition)(risk_edition*);
typedef int (*Assess)(const risk_edition*, const char*, size_t, const risk_options*, char**, size_t*, risk_error**);
typedef void (*Free)(void*);

static void* Load(const char* path) {
  void* library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) fprintf(stderr, "%s\n", dlerror());
  CHECK(library != NULL);
  return library;
}

/* An assessment by this copy; to be freed by it. */
static char* AssessWith(void* library) {
  static const char kCase[] = "{\"case_id\":\"a\",\"assessment_date\":\"2026-06-01\"}";
  risk_edition* edition = NULL;
  char* json = NULL;
  CHECK(((OpenEdition)dlsym(library, "risk_edition_open"))("england_wales", NULL, &edition, NULL) == RISK_OK);
  CHECK(((Assess)dlsym(library, "risk_assess"))(edition, kCase, strlen(kCase), NULL, &json, NULL, NULL) == RISK_OK);
  ((FreeEdition)dlsym(library, "risk_edition_free"))(edition);
  return json;
}

int main(int argc, char** argv) {
  void* first;
  void* second;
  char* one;
  char* other;
  int i;
  CHECK(argc == 3);
  first = Load(argv[1]);
  second = Load(argv[2]);
  CHECK(dlsym(first, "risk_version") != dlsym(second, "risk_version"));
  one = AssessWith(first);
  other = AssessWith(second);
  CHECK(strcmp(one, other) == 0);
  ((Free)dlsym(first, "risk_free"))(one);
  ((Free)dlsym(second, "risk_free"))(other);
  CHECK(dlclose(first) == 0);
  other = AssessWith(second);
  for (i = 0; i < 3; ++i) {
    first = Load(argv[1]);
    one = AssessWith(first);
    CHECK(strcmp(one, other) == 0);
    ((Free)dlsym(first, "risk_free"))(one);
    CHECK(dlclose(first) == 0);
  }
  ((Free)dlsym(second, "risk_free"))(other);
  CHECK(dlclose(second) == 0);
  puts("1 passed, 0 failed");
  return 0;
}
