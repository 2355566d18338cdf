/* The same through the C interface: c RECORD DETAIL. See table.py. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "risk/c_api.h"

static double processor_time(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static void need(int code) {
  if (code != RISK_OK) exit(1);
}

int main(int argc, char** argv) {
  static char record[1 << 20];
  risk_edition* edition = NULL;
  risk_options* options = NULL;
  FILE* file;
  size_t size;
  int times;
  if (argc != 3) return 2;
  file = fopen(argv[1], "rb");
  if (file == NULL) return 3;
  size = fread(record, 1, sizeof(record), file);
  fclose(file);
  need(risk_edition_open("england_wales", NULL, &edition, NULL));
  need(risk_options_new(&options, NULL));
  need(risk_options_set(options, "detail", argv[2], NULL));
  while (scanf("%d", &times) == 1) {
    size_t written = 0;
    const double begin = processor_time();
    for (int i = 0; i < times; ++i) {
      char* json = NULL;
      size_t json_size = 0;
      need(risk_assess(edition, record, size, options, &json, &json_size, NULL));
      written += json_size;
      risk_free(json);
    }
    printf("%f %zu\n", (processor_time() - begin) / times, written / (size_t)times);
    fflush(stdout);
  }
  risk_options_free(options);
  risk_edition_free(edition);
  return 0;
}
