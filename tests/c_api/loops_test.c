/* Opening, assessing, failing and closing again and again keeps no memory: after some rounds the heap has what it had. Under the
 * address sanitizer, which has a heap of its own, its leak check says the same at the end. */
#include <malloc.h>
#include <string.h>
#include <unistd.h>

#include "risk/c_api.h"
#include "tests/c_api/check.h"

static const char kCase[] =
    "{\"case_id\":\"a\",\"assessment_date\":\"2026-06-01\",\"domestic_abuse\":{\"incidents\":[{\"id\":\"i1\",\"happened_on\":\"2026-05-01\"}]}}";
static const char kArea[] = "id: \"my_area\" version: \"1\" title: \"My area\" extends: \"england_wales@2026.1\"\n";
static const char* const kDetails[] = {"results", "missing", "explanations"};

static int Ignore(void* context, size_t index, int code, const char* result, size_t size) {
  (void)context, (void)code, (void)result, (void)size;
  return index == 1; /* is not called again */
}

/* Everything that gives something to be freed, and each kind of error. */
static void Round(void) {
  risk_edition* edition = NULL;
  risk_edition* other = NULL;
  risk_options* options = NULL;
  risk_cancel* cancel = NULL;
  risk_error* error = NULL;
  risk_file file;
  char* text = NULL;
  size_t size = 0;
  size_t i;
  CHECK(risk_edition_open("england_wales", NULL, &edition, &error) == RISK_OK);
  CHECK(risk_edition_share(edition, &other, &error) == RISK_OK);
  CHECK(risk_options_new(&options, &error) == RISK_OK && risk_cancel_new(&cancel, &error) == RISK_OK);
  CHECK(risk_options_set_cancel(options, cancel, &error) == RISK_OK);
  for (i = 0; i < sizeof(kDetails) / sizeof(kDetails[0]); ++i) {
    CHECK(risk_options_set(options, "detail", kDetails[i], &error) == RISK_OK);
    CHECK(risk_assess(edition, kCase, strlen(kCase), options, &text, &size, &error) == RISK_OK);
    risk_free(text);
  }
  CHECK(risk_next(other, kCase, strlen(kCase), options, &text, &size, &error) == RISK_OK);
  risk_free(text);
  CHECK(risk_validate("{", 1, options, &text, &size, &error) == RISK_OK);
  risk_free(text);
  CHECK(risk_edition_describe(edition, &text, &size, &error) == RISK_OK);
  risk_free(text);
  CHECK(risk_batch(edition, "{}\n{}\n{}\n", 9, options, Ignore, NULL, &error) == RISK_CALLBACK);
  risk_error_free(error);
  CHECK(risk_assess(edition, "{", 1, options, &text, &size, &error) == RISK_BAD_CASE);
  risk_error_free(error);
  CHECK(risk_options_set(options, "detial", "", &error) == RISK_BAD_ARGUMENT);
  risk_error_free(error);
  file.path = "edition.textproto";
  file.text = kArea;
  file.size = 20;
  risk_edition_free(other);
  CHECK(risk_edition_open_files(&file, 1, NULL, &other, &error) == RISK_BAD_EDITION && other == NULL);
  risk_error_free(error);
  file.size = strlen(kArea);
  error = NULL;
  CHECK(risk_edition_open_files(&file, 1, NULL, &other, &error) == RISK_OK);
  risk_edition_free(other);
  CHECK(risk_edition_open("nowhere", NULL, &other, &error) == RISK_NO_EDITION);
  risk_error_free(error);
  risk_cancel_request(cancel);
  CHECK(risk_assess(edition, kCase, strlen(kCase), options, &text, &size, &error) == RISK_CANCELLED);
  risk_error_free(error);
  risk_options_free(options);
  risk_cancel_free(cancel);
  risk_edition_free(edition);
}

static size_t InUse(void) {
  const struct mallinfo2 heap = mallinfo2();
  return heap.uordblks + heap.hblkhd;
}

int main(int argc, char** argv) {
  size_t before;
  size_t after;
  int i;
  (void)argc;
  /* What malloc puts by for a thread counts as in use, and differs from round to round. */
  if (getenv("GLIBC_TUNABLES") == NULL) {
    CHECK(setenv("GLIBC_TUNABLES", "glibc.malloc.tcache_count=0", 1) == 0);
    execv("/proc/self/exe", argv);
  }
  for (i = 0; i < 3; ++i) Round();
  before = InUse();
  for (i = 0; i < 10; ++i) Round();
  after = InUse();
  printf("%zu bytes in use after 3 rounds, %zu after 13\n", before, after);
  CHECK(after <= before);
  puts("1 passed, 0 failed");
  return 0;
}
