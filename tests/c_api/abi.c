/* Prints what a compiled program relies on, besides the symbols: sizes, places and numbers. */
#include <stddef.h>
#include <stdio.h>

#include "risk/c_api.h"

#define NUMBER(name) printf(#name " %d\n", (int)(name))
#define PLACE(type, field) printf("offsetof " #type "." #field " %u\n", (unsigned)offsetof(type, field))

int main(void) {
  NUMBER(RISK_ABI_VERSION);
  NUMBER(RISK_OK);
  NUMBER(RISK_BAD_ARGUMENT);
  NUMBER(RISK_BAD_CASE);
  NUMBER(RISK_NO_EDITION);
  NUMBER(RISK_BAD_EDITION);
  NUMBER(RISK_LIMIT);
  NUMBER(RISK_CANCELLED);
  NUMBER(RISK_CALLBACK);
  NUMBER(RISK_NO_MEMORY);
  NUMBER(RISK_BAD_VERSION);
  NUMBER(RISK_BUG);
  printf("sizeof risk_file %u\n", (unsigned)sizeof(risk_file));
  PLACE(risk_file, path);
  PLACE(risk_file, text);
  PLACE(risk_file, size);
  printf("sizeof risk_batch_callback %u\n", (unsigned)sizeof(risk_batch_callback));
  return 0;
}
