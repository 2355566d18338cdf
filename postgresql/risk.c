/* The C interface as functions of PostgreSQL. Nothing of C++ crosses it, and no call of it is left by a longjmp: what it gives back is
 * copied and released before an error is raised. Editions are opened once a server process. */
#include "postgres.h"

#include "fmgr.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/guc.h"
#include "utils/memutils.h"

#include <risk/c_api.h>

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(risk_call);
PG_FUNCTION_INFO_V1(risk_version_text);

void _PG_init(void);

static char *default_edition = NULL;

/* The edition that was used last under a name. */
#define MOST_EDITIONS 16
static struct {
  char *name;
  risk_edition *edition;
} opened[MOST_EDITIONS];

static int SqlState(int code) {
  switch (code) {
    case RISK_BAD_ARGUMENT:
      return ERRCODE_INVALID_PARAMETER_VALUE;
    case RISK_BAD_CASE:
      return ERRCODE_DATA_EXCEPTION;
    case RISK_NO_EDITION:
      return ERRCODE_UNDEFINED_OBJECT;
    case RISK_LIMIT:
      return ERRCODE_PROGRAM_LIMIT_EXCEEDED;
    case RISK_CANCELLED:
      return ERRCODE_QUERY_CANCELED;
    case RISK_NO_MEMORY:
      return ERRCODE_OUT_OF_MEMORY;
    default:
      return ERRCODE_INTERNAL_ERROR;
  }
}

/* The library speaks UTF-8, the server whatever the database was made with. A character that is not in it is an error of SQL. */
static char *FromUtf8(const char *text, size_t size) { return pg_any_to_server(text, (int)size, PG_UTF8); }
static char *ToUtf8(char *text) { return pg_server_to_any(text, (int)strlen(text), PG_UTF8); }

/* Copies as much of a text for an error as fits, whole characters only; one that a database of another encoding may not have is "?"
 * there, as the error would otherwise be about that character. What the C interface calls risk_batch is called as it is done here. */
static void Keep(char *kept, size_t most, const char *text) {
  static const char theirs[] = "risk_batch";
  static const char ours[] = "a query over rows";
  size_t size = 0;
  while (*text != '\0') {
    const bool is_theirs = strncmp(text, theirs, sizeof(theirs) - 1) == 0;
    const size_t step = is_theirs ? sizeof(theirs) - 1 : strnlen(text, (size_t)pg_utf_mblen((const unsigned char *)text));
    const bool is_lost = step > 1 && !is_theirs && GetDatabaseEncoding() != PG_UTF8;
    const char *from = is_theirs ? ours : is_lost ? "?" : text;
    const size_t length = is_theirs ? sizeof(ours) - 1 : is_lost ? 1 : step;
    if (size + length + 1 > most) break;
    memcpy(kept + size, from, length);
    size += length;
    text += step;
  }
  kept[size] = '\0';
}

/* Raises an error of SQL; `options` is released first. */
static void Raise(risk_error *error, risk_options *options) {
  const int code = risk_error_code(error);
  /* Without palloc, which may itself not return. */
  static char message[1024];
  static char detail[8192];
  Keep(message, sizeof(message), risk_error_message(error));
  Keep(detail, sizeof(detail), risk_error_problems(error));
  risk_error_free(error);
  risk_options_free(options);
  ereport(ERROR, (errcode(SqlState(code)), errmsg("%s", message), strcmp(detail, "[]") == 0 ? 0 : errdetail("%s", detail)));
}

void _PG_init(void) {
  risk_error *error = NULL;
  if (risk_require(RISK_ABI_VERSION, &error) != RISK_OK) Raise(error, NULL);
  DefineCustomStringVariable("risk.edition", "The edition of rules, unless the options name one.", NULL, &default_edition,
                             "england_wales", PGC_USERSET, 0, NULL, NULL, NULL);
}

static risk_edition *Edition(const char *name) {
  static int next = 0;
  risk_error *error = NULL;
  risk_edition *edition = NULL;
  char *kept;
  /* Also where another role of this process opened it before. */
  if (strchr(name, '/') != NULL && !superuser()) {
    ereport(ERROR, (errcode(ERRCODE_INSUFFICIENT_PRIVILEGE), errmsg("only a superuser may name a folder of rules")));
  }
  for (int i = 0; i < MOST_EDITIONS; ++i) {
    if (opened[i].name != NULL && strcmp(opened[i].name, name) == 0) return opened[i].edition;
  }
  kept = MemoryContextStrdup(TopMemoryContext, name);
  if (risk_edition_open(name, NULL, &edition, &error) != RISK_OK) {
    pfree(kept);
    Raise(error, NULL);
  }
  risk_edition_free(opened[next].edition);
  if (opened[next].name != NULL) pfree(opened[next].name);
  opened[next].name = kept;
  opened[next].edition = edition;
  next = (next + 1) % MOST_EDITIONS;
  return edition;
}

static risk_options *Options(const char *json, const char *assessed_on) {
  risk_error *error = NULL;
  risk_options *options = NULL;
  if (risk_options_new(&options, &error) != RISK_OK || risk_options_set_json(options, json, strlen(json), &error) != RISK_OK ||
      risk_options_set(options, "format", "json", &error) != RISK_OK ||
      (assessed_on != NULL && risk_options_set(options, "assessed_on", assessed_on, &error) != RISK_OK)) {
    Raise(error, options);
  }
  return options;
}

Datum risk_call(PG_FUNCTION_ARGS) {
  const char *question;
  const char *options_json;
  const char *assessed_on = NULL;
  bytea *record;
  risk_edition *edition;
  risk_options *options;
  risk_error *error = NULL;
  char *result = NULL;
  size_t size = 0;
  text *answer;
  int code;
  if (PG_ARGISNULL(0) || PG_ARGISNULL(1)) PG_RETURN_NULL();
  question = text_to_cstring(PG_GETARG_TEXT_PP(0)); /* set by risk--0.1.sql */
  record = PG_GETARG_BYTEA_PP(1);
  options_json = PG_ARGISNULL(4) ? "{}" : ToUtf8(text_to_cstring(PG_GETARG_TEXT_PP(4)));
  if (!PG_ARGISNULL(3)) {
    DateADT date = PG_GETARG_DATEADT(3);
    int year, month, day;
    if (DATE_NOT_FINITE(date)) ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("assessed_on is not a day")));
    j2date(date + POSTGRES_EPOCH_JDATE, &year, &month, &day);
    assessed_on = psprintf("%04d-%02d-%02d", year, month, day);
  }
  edition = Edition(ToUtf8(PG_ARGISNULL(2) ? default_edition : text_to_cstring(PG_GETARG_TEXT_PP(2))));
  options = Options(options_json, assessed_on);
  if (strcmp(question, "next") == 0) {
    code = risk_next(edition, VARDATA_ANY(record), VARSIZE_ANY_EXHDR(record), options, &result, &size, &error);
  } else if (strcmp(question, "validate") == 0) {
    code = risk_validate(VARDATA_ANY(record), VARSIZE_ANY_EXHDR(record), options, &result, &size, &error);
  } else {
    code = risk_assess(edition, VARDATA_ANY(record), VARSIZE_ANY_EXHDR(record), options, &result, &size, &error);
  }
  if (code != RISK_OK) Raise(error, options);
  risk_options_free(options);
  PG_TRY();
  {
    char *own = FromUtf8(result, size);
    answer = own == result ? cstring_to_text_with_len(result, (int)size) : cstring_to_text(own);
  }
  PG_FINALLY();
  { risk_free(result); }
  PG_END_TRY();
  PG_RETURN_TEXT_P(answer);
}

Datum risk_version_text(PG_FUNCTION_ARGS) { PG_RETURN_TEXT_P(cstring_to_text(risk_version())); }
