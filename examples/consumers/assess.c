/* Assesses the cases of a file, one a line, and prints a line for each: the levels of the groups, or what is wrong.
 *
 *   assess FILE [EDITION]
 */
#include <risk/c_api.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char* ReadFile(const char* path, size_t* size) {
  FILE* file = fopen(path, "rb");
  char* bytes = NULL;
  *size = 0;
  if (file == NULL) return NULL;
  for (;;) {
    char* larger = (char*)realloc(bytes, *size + 65536);
    size_t count;
    if (larger == NULL) break;
    bytes = larger;
    count = fread(bytes + *size, 1, 65536, file);
    if (count == 0) break;
    *size += count;
  }
  fclose(file);
  return bytes;
}

/* Behind the list that begins at `open`. A program with a JSON reader at hand would use that. */
static const char* EndOfList(const char* open) {
  int depth = 0;
  int in_text = 0;
  for (; *open != '\0'; ++open) {
    if (in_text && *open == '\\') {
      ++open;
    } else if (*open == '"') {
      in_text = !in_text;
    } else if (!in_text && *open == '[') {
      ++depth;
    } else if (!in_text && *open == ']' && --depth == 0) {
      return open + 1;
    }
  }
  return open;
}

static int Print(void* rejected, size_t index, int code, const char* result, size_t size) {
  const char* levels = strstr(result, "\"level\":[");
  (void)size;
  if (code != RISK_OK) {
    ++*(int*)rejected;
    printf("%u: %s: %s\n", (unsigned)index + 1, risk_code_name(code), result);
  } else if (levels == NULL) {
    printf("%u: the edition rates no groups\n", (unsigned)index + 1);
  } else {
    printf("%u: %.*s\n", (unsigned)index + 1, (int)(EndOfList(strchr(levels, '[')) - levels), levels);
  }
  return 0;
}

int main(int argc, char** argv) {
  risk_options* options = NULL;
  risk_edition* edition = NULL;
  risk_error* error = NULL;
  size_t size = 0;
  int rejected = 0;
  char* cases = argc > 1 ? ReadFile(argv[1], &size) : NULL;
  if (cases == NULL) {
    fprintf(stderr, "usage: assess FILE [EDITION]\n");
    return 2;
  }
  if (risk_require(RISK_ABI_VERSION, &error) == RISK_OK && risk_options_new(&options, &error) == RISK_OK &&
      risk_options_set(options, "detail", "results", &error) == RISK_OK &&
      risk_edition_open(argc > 2 ? argv[2] : "", options, &edition, &error) == RISK_OK) {
    fprintf(stderr, "risk %s, %s\n", risk_version(), risk_edition_name(edition));
    risk_batch(edition, cases, size, options, Print, &rejected, &error);
  }
  if (error != NULL) fprintf(stderr, "%s: %s\n", risk_code_name(risk_error_code(error)), risk_error_message(error));
  rejected += error != NULL;
  risk_error_free(error);
  risk_edition_free(edition);
  risk_options_free(options);
  free(cases);
  return rejected == 0 ? 0 : 1;
}
