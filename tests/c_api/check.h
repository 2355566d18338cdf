/* For test programs in C: CHECK says what failed and where, and the program ends with 1. */
#ifndef RISK_TESTS_C_API_CHECK_H_
#define RISK_TESTS_C_API_CHECK_H_

#include <stdio.h>
#include <stdlib.h>

#define CHECK(condition)                                                        \
  do {                                                                          \
    if (!(condition)) {                                                         \
      fprintf(stderr, "%s:%d: not true: %s\n", __FILE__, __LINE__, #condition); \
      exit(1);                                                                  \
    }                                                                           \
  } while (0)

#endif /* RISK_TESTS_C_API_CHECK_H_ */
