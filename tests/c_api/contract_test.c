/* What the header promises, and what bad input does: an error, never a crash. */
#include <string.h>

#define TRUE 1 /* as GLib, ODBC and Windows have it */
#define FALSE 0
#include "risk/c_api.h"
#include "tests/c_api/check.h"

static const char kCase[] =
    "{\"case_id\":\"a\",\"assessment_date\":\"2026-06-01\",\"domestic_abuse\":{\"incidents\":[{\"id\":\"i1\",\"happened_on\":\"2026-05-01\"}]}}";

static risk_edition* Open(const char* name) {
  risk_edition* edition = NULL;
  risk_error* error = NULL;
  if (risk_edition_open(name, NULL, &edition, &error) != RISK_OK) fprintf(stderr, "%s\n", risk_error_message(error));
  CHECK(edition != NULL);
  CHECK(error == NULL);
  return edition;
}

static risk_options* Options(const char* json) {
  risk_options* options = NULL;
  risk_error* error = NULL;
  CHECK(risk_options_new(&options, NULL) == RISK_OK);
  if (risk_options_set_json(options, json, strlen(json), &error) != RISK_OK) {
    fprintf(stderr, "%s: %s\n", risk_error_path(error), risk_error_message(error));
    exit(1);
  }
  return options;
}

/* The call fails with `code`, leaves its results empty, and says something. Returns the error. */
static risk_error* Fails(const risk_edition* edition, const char* record, size_t size, const risk_options* options, int code) {
  char* result = (char*)1;
  size_t result_size = 1;
  risk_error* error = NULL;
  const int came = risk_assess(edition, record, size, options, &result, &result_size, &error);
  if (came != code) fprintf(stderr, "code %d: %s\n", came, risk_error_message(error));
  CHECK(came == code);
  CHECK(result == NULL && result_size == 0);
  CHECK(risk_error_code(error) == code && risk_error_message(error)[0] != '\0');
  CHECK(risk_assess(edition, record, size, options, &result, NULL, NULL) == code);
  return error;
}

static void VersionAndErrors(void) {
  risk_error* error = NULL;
  CHECK(strcmp(risk_version(), "0.1.0") == 0);
  CHECK(risk_require(RISK_ABI_VERSION, &error) == RISK_OK && error == NULL);
  CHECK(risk_require(RISK_ABI_VERSION + 1, &error) == RISK_BAD_VERSION);
  CHECK(strstr(risk_error_message(error), "version 2") != NULL);
  risk_error_free(error);
  CHECK(risk_error_code(NULL) == RISK_OK && risk_error_message(NULL)[0] == '\0');
  CHECK(strcmp(risk_error_problems(NULL), "[]") == 0 && risk_error_path(NULL)[0] == '\0');
  CHECK(strcmp(risk_code_name(RISK_BAD_CASE), "bad-case") == 0 && strcmp(risk_code_name(-1), "unknown") == 0);
  risk_error_free(NULL);
  risk_free(NULL);
  risk_edition_free(NULL);
  risk_options_free(NULL);
  risk_cancel_free(NULL);
  risk_cancel_request(NULL);
}

static void OptionsAreChecked(void) {
  static const char* const kBad[][2] = {
      {"assessd_on", "2021-06-25"}, {"assessed_on", "2021-02-30"}, {"assessed_on", ""},       {"detail", "all"},
      {"format", "xml"},            {"most_bytes", "0"},           {"most_bytes", "-1"},      {"most_bytes", "99999999999999999999"},
      {"most_milliseconds", "1s"},  {"hash", "abc"},               {"instrument", ""},        {"allow_unknown_fields", "yes"},
      {"", ""},                     {"\xff\xfe", "x"},             {"records", "csv"},        {"known_on", "yesterday"},
  };
  risk_options* options = NULL;
  risk_error* error = NULL;
  size_t i;
  CHECK(risk_options_new(NULL, &error) == RISK_BAD_ARGUMENT);
  risk_error_free(error);
  CHECK(risk_options_new(&options, &error) == RISK_OK && error == NULL);
  for (i = 0; i < sizeof(kBad) / sizeof(kBad[0]); ++i) {
    CHECK(risk_options_set(options, kBad[i][0], kBad[i][1], &error) == RISK_BAD_ARGUMENT);
    CHECK(risk_error_message(error)[0] != '\0');
    risk_error_free(error);
  }
  CHECK(risk_options_set(options, "assessd_on", "2021-06-25", &error) == RISK_BAD_ARGUMENT);
  CHECK(strstr(risk_error_message(error), "did you mean \"assessed_on\"?") != NULL);
  risk_error_free(error);
  CHECK(risk_options_set(NULL, "detail", "missing", NULL) == RISK_BAD_ARGUMENT);
  CHECK(risk_options_set(options, NULL, NULL, NULL) == RISK_BAD_ARGUMENT);
  CHECK(risk_options_set_json(options, "[]", 2, NULL) == RISK_BAD_ARGUMENT);
  CHECK(risk_options_set_json(options, "{\"detail\":{}}", 13, NULL) == RISK_BAD_ARGUMENT);
  CHECK(risk_options_set_json(options, "{\"detail\":null}", 15, NULL) == RISK_BAD_ARGUMENT);
  CHECK(risk_options_set_json(options, NULL, 0, NULL) == RISK_BAD_ARGUMENT);
  risk_options_free(options);
}

static void EditionsOpen(void) {
  risk_edition* edition = Open("england_wales");
  risk_edition* other = NULL;
  risk_options* options = NULL;
  risk_error* error = NULL;
  char* json = NULL;
  size_t size = 0;
  CHECK(strncmp(risk_edition_name(edition), "england_wales@", 14) == 0 && strlen(risk_edition_hash(edition)) == 64);
  CHECK(risk_edition_describe(edition, &json, &size, NULL) == RISK_OK && strlen(json) == size);
  CHECK(strstr(json, "\"rules\":[{\"kind\":") != NULL && strstr(json, risk_edition_hash(edition)) != NULL);
  risk_free(json);
  CHECK(risk_options_new(&options, NULL) == RISK_OK);
  CHECK(risk_options_set(options, "hash", risk_edition_hash(edition), NULL) == RISK_OK);
  CHECK(risk_edition_open(risk_edition_name(edition), options, &other, NULL) == RISK_OK);
  risk_edition_free(other);
  CHECK(risk_edition_open("official_instruments", options, &other, &error) == RISK_NO_EDITION && other == NULL);
  CHECK(strstr(risk_error_message(error), "not the one expected") != NULL);
  risk_error_free(error);
  risk_options_free(options);
  CHECK(risk_edition_open("england_wales@1999.1", NULL, &other, &error) == RISK_NO_EDITION);
  CHECK(strstr(risk_error_message(error), "there is no edition of this name") != NULL);
  CHECK(strstr(risk_error_problems(error), "unknown-edition") != NULL);
  risk_error_free(error);
  CHECK(risk_edition_open("./no/such/folder", NULL, &other, &error) == RISK_NO_EDITION && other == NULL);
  risk_error_free(error);
  CHECK(risk_edition_open("\xff/\xfe", NULL, &other, &error) == RISK_NO_EDITION);
  CHECK(strstr(risk_error_problems(error), "\xff") == NULL);
  risk_error_free(error);
  CHECK(risk_edition_open(NULL, NULL, &other, NULL) == RISK_BAD_ARGUMENT);
  CHECK(risk_edition_open("england_wales", NULL, NULL, NULL) == RISK_BAD_ARGUMENT);
  CHECK(risk_edition_name(NULL)[0] == '\0' && risk_edition_hash(NULL)[0] == '\0');
  CHECK(risk_edition_share(edition, &other, NULL) == RISK_OK);
  risk_edition_free(edition);
  CHECK(risk_assess(other, kCase, strlen(kCase), NULL, &json, &size, NULL) == RISK_OK);
  risk_free(json);
  risk_edition_free(other);
  CHECK(risk_describe(&json, &size, NULL) == RISK_OK && strstr(json, "\"official_instruments@") != NULL);
  risk_free(json);
  CHECK(risk_schema("input", &json, &size, NULL) == RISK_OK && strstr(json, "\"domestic_abuse\"") != NULL);
  risk_free(json);
  CHECK(risk_schema("cases", &json, &size, NULL) == RISK_BAD_ARGUMENT && json == NULL);
  CHECK(risk_schema(NULL, NULL, NULL, NULL) == RISK_BAD_ARGUMENT);
}

static void EditionFromTexts(void) {
  static const char kHeader[] =
      "id: \"my_area\" version: \"1\" title: \"My area\" extends: \"england_wales@2026.1\"\n";
  risk_file files[1];
  risk_edition* edition = NULL;
  risk_error* error = NULL;
  files[0].path = "edition.textproto";
  files[0].text = kHeader;
  files[0].size = strlen(kHeader);
  if (risk_edition_open_files(files, 1, NULL, &edition, &error) != RISK_OK) fprintf(stderr, "%s\n", risk_error_problems(error));
  CHECK(edition != NULL && strcmp(risk_edition_name(edition), "my_area@1") == 0);
  risk_edition_free(edition);
  files[0].size = 20;
  CHECK(risk_edition_open_files(files, 1, NULL, &edition, &error) == RISK_BAD_EDITION && edition == NULL);
  CHECK(strcmp(risk_error_path(error), "edition.textproto") == 0);
  risk_error_free(error);
  files[0].text = NULL;
  CHECK(risk_edition_open_files(files, 1, NULL, &edition, NULL) == RISK_BAD_ARGUMENT);
  CHECK(risk_edition_open_files(NULL, 1, NULL, &edition, NULL) == RISK_BAD_ARGUMENT);
}

static void CasesAreAssessed(const risk_edition* edition) {
  risk_options* options = Options("{\"detail\":\"results\",\"assessed_on\":\"2026-06-02\"}");
  risk_options* binary = Options("{\"format\":\"binary\"}");
  risk_options* text = Options("{\"format\":\"text\",\"known_on\":\"2026-05-31\"}");
  char* json = NULL;
  char* again = NULL;
  size_t size = 0;
  size_t again_size = 0;
  CHECK(risk_assess(edition, kCase, strlen(kCase), options, &json, &size, NULL) == RISK_OK && strlen(json) == size);
  CHECK(strstr(json, "\"level\":[") != NULL && strchr(json, '\n') == NULL);
  CHECK(risk_assess(edition, kCase, strlen(kCase), options, &again, &again_size, NULL) == RISK_OK);
  CHECK(size == again_size && memcmp(json, again, size) == 0);
  risk_free(json);
  risk_free(again);
  CHECK(risk_assess(edition, kCase, strlen(kCase), binary, &json, &size, NULL) == RISK_OK && size > 100 && json[0] == 0x0a);
  risk_free(json);
  CHECK(risk_assess(edition, kCase, strlen(kCase), text, &json, NULL, NULL) == RISK_OK);
  CHECK(strstr(json, "Replayed with only what was known on 31 May 2026") != NULL);
  CHECK(strstr(json, "more (detail: explanations)") != NULL && strstr(json, " --") == NULL && strstr(json, "(--") == NULL);
  CHECK(strstr(json, ": ;") == NULL && strstr(json, "; ;") == NULL); /* titles are there */
  risk_free(json);
  CHECK(risk_next(edition, kCase, strlen(kCase), options, &json, &size, NULL) == RISK_OK && strstr(json, "\"ask\":[{") != NULL);
  risk_free(json);
  CHECK(risk_validate(kCase, strlen(kCase), NULL, &json, &size, NULL) == RISK_OK && strcmp(json, "[]") == 0);
  risk_free(json);
  CHECK(risk_validate("{\"case_id\":1", 12, NULL, &json, &size, NULL) == RISK_OK && strstr(json, "\"code\":") != NULL);
  risk_free(json);
  /* What would not be assessed is not valid either. */
  {
    static const char kMonth[] = "{\"case_id\":\"m\",\"assessment_date\":\"2026-06\"}";
    CHECK(risk_assess(edition, kMonth, strlen(kMonth), NULL, &json, &size, NULL) == RISK_BAD_CASE);
    CHECK(risk_validate(kMonth, strlen(kMonth), NULL, &json, &size, NULL) == RISK_OK && strstr(json, "bad-assessment-date") != NULL);
    CHECK(strstr(json, "or choose one with assessed_on\"") != NULL);
    risk_free(json);
  }
  risk_options_free(options);
  risk_options_free(binary);
  risk_options_free(text);
}

static void BadCases(const risk_edition* edition) {
  static const char* const kBad[] = {
      "", " ", "{", "[]", "{} {}", "nonsense", "{\"case_id\":\"\xff\"}", "{\"no_such_field\":1}", "\x0a\x05" "ab", "\xff\xfe\x00",
      "{\"assessment_date\":\"2026-02-30\"}", "{\"domestic_abuse\":{\"incidents\":[{\"happened_on\":\"2031-01-01\"}]}}",
  };
  risk_options* early = Options("{\"assessed_on\":\"1950-01-01\"}");
  risk_options* twisted = Options("{\"assessed_on\":\"2021-01-01\",\"known_on\":\"2022-01-01\"}");
  risk_options* instrument = Options("{\"instrument\":[\"no_such_thing\"]}");
  risk_error* error;
  char* result = NULL;
  char* large;
  size_t i;
  for (i = 0; i < sizeof(kBad) / sizeof(kBad[0]); ++i) {
    error = Fails(edition, kBad[i], strlen(kBad[i]), NULL, RISK_BAD_CASE);
    CHECK(strstr(risk_error_problems(error), "\"code\":") != NULL);
    risk_error_free(error);
  }
  for (i = 1; i + 1 < strlen(kCase); ++i) risk_error_free(Fails(edition, kCase, i, NULL, RISK_BAD_CASE));
  error = Fails(edition, "{\"domestic_abuse\":{\"incidnets\":[]}}", 35, NULL, RISK_BAD_CASE);
  CHECK(strstr(risk_error_problems(error), "did you mean") != NULL);
  risk_error_free(error);
  error = Fails(edition, "{} {}", 5, NULL, RISK_BAD_CASE);
  CHECK(strstr(risk_error_problems(error), "\"risk_batch takes many\"") != NULL);
  risk_error_free(error);
  risk_error_free(Fails(edition, NULL, 0, NULL, RISK_BAD_ARGUMENT));
  risk_error_free(Fails(NULL, kCase, strlen(kCase), NULL, RISK_BAD_ARGUMENT));
  risk_error_free(Fails(edition, "{\"case_id\":\"x\"}", 15, early, RISK_NO_EDITION));
  risk_error_free(Fails(edition, kCase, strlen(kCase), twisted, RISK_BAD_ARGUMENT));
  risk_error_free(Fails(edition, kCase, strlen(kCase), instrument, RISK_BAD_CASE));
  CHECK(risk_assess(edition, kCase, strlen(kCase), NULL, NULL, NULL, NULL) == RISK_BAD_ARGUMENT);
  CHECK(risk_validate(NULL, 0, NULL, &result, NULL, NULL) == RISK_BAD_ARGUMENT);
  CHECK(risk_next(NULL, kCase, 1, NULL, &result, NULL, NULL) == RISK_BAD_ARGUMENT);
  large = (char*)malloc(100u << 20);
  CHECK(large != NULL);
  memset(large, ' ', 100u << 20);
  memcpy(large, "{\"case_id\":\"", 12);
  risk_error_free(Fails(edition, large, 100u << 20, NULL, RISK_LIMIT));
  memset(large, '[', 1u << 20);
  risk_error_free(Fails(edition, large, 1u << 20, NULL, RISK_BAD_CASE));
  free(large);
  risk_options_free(early);
  risk_options_free(twisted);
  risk_options_free(instrument);
}

struct Seen {
  size_t count;
  int codes[8];
  size_t stop_at;
};

static int See(void* context, size_t index, int code, const char* result, size_t size) {
  struct Seen* seen = (struct Seen*)context;
  CHECK(index == seen->count && index < 8 && result[size] == '\0' && strlen(result) == size);
  CHECK((code == RISK_OK) == (strstr(result, "{\"error\":{\"code\":\"") != result));
  seen->codes[seen->count++] = code;
  return seen->count == seen->stop_at;
}

static int SeeSeveral(void* context, size_t index, int code, const char* result, size_t size) {
  (void)size;
  CHECK(index == 0 && code == RISK_BAD_CASE && strstr(result, "\"each record is one case\"") != NULL);
  ++*(int*)context;
  return 0;
}

static void Batches(const risk_edition* edition) {
  static const char kRecords[] =
      "{\"case_id\":\"1\"}\n\n{\"case_id\":2}\r\n  \nnonsense\n{\"case_id\":\"\xff\"}\n{\"case_id\":\"5\"}";
  static const char kDelimited[] = "\x03\x12\x01" "a" "\x03\x12\x01" "b";
  risk_options* delimited = Options("{\"records\":\"delimited\",\"detail\":\"results\"}");
  struct Seen seen;
  risk_error* error = NULL;
  memset(&seen, 0, sizeof seen);
  CHECK(risk_batch(edition, kRecords, strlen(kRecords), NULL, See, &seen, NULL) == RISK_OK);
  CHECK(seen.count == 5 && seen.codes[0] == RISK_OK && seen.codes[1] == RISK_BAD_CASE && seen.codes[2] == RISK_BAD_CASE);
  CHECK(seen.codes[3] == RISK_BAD_CASE && seen.codes[4] == RISK_OK);
  memset(&seen, 0, sizeof seen);
  seen.stop_at = 2;
  CHECK(risk_batch(edition, kRecords, strlen(kRecords), NULL, See, &seen, &error) == RISK_CALLBACK && seen.count == 2);
  risk_error_free(error);
  memset(&seen, 0, sizeof seen);
  CHECK(risk_batch(edition, kDelimited, 8, delimited, See, &seen, NULL) == RISK_OK && seen.count == 2);
  CHECK(seen.codes[0] == RISK_OK && seen.codes[1] == RISK_OK);
  CHECK(risk_batch(edition, kDelimited, 7, delimited, See, memset(&seen, 0, sizeof seen), NULL) == RISK_BAD_CASE && seen.count == 1);
  CHECK(risk_batch(edition, "\xff\xff\xff\xff\xff\xff\xff\xff", 8, delimited, See, &seen, NULL) == RISK_BAD_CASE);
  CHECK(risk_batch(edition, "", 0, NULL, See, memset(&seen, 0, sizeof seen), NULL) == RISK_OK && seen.count == 0);
  CHECK(risk_batch(NULL, "", 0, NULL, See, NULL, NULL) == RISK_BAD_ARGUMENT);
  CHECK(risk_batch(edition, NULL, 0, NULL, See, NULL, NULL) == RISK_BAD_ARGUMENT);
  CHECK(risk_batch(edition, "", 0, NULL, NULL, NULL, NULL) == RISK_BAD_ARGUMENT);
  {
    int told = 0;
    CHECK(risk_batch(edition, "{} {}\n", 6, NULL, SeeSeveral, &told, NULL) == RISK_OK && told == 1);
  }
  risk_options_free(delimited);
}

static void Cancelling(const risk_edition* edition) {
  risk_options* options = Options("{}");
  risk_cancel* cancel = NULL;
  struct Seen seen;
  CHECK(risk_cancel_new(NULL, NULL) == RISK_BAD_ARGUMENT);
  CHECK(risk_cancel_new(&cancel, NULL) == RISK_OK && risk_options_set_cancel(options, cancel, NULL) == RISK_OK);
  memset(&seen, 0, sizeof seen);
  CHECK(risk_batch(edition, kCase, strlen(kCase), options, See, &seen, NULL) == RISK_OK && seen.count == 1);
  risk_cancel_request(cancel);
  risk_error_free(Fails(edition, kCase, strlen(kCase), options, RISK_CANCELLED));
  CHECK(risk_batch(edition, kCase, strlen(kCase), options, See, memset(&seen, 0, sizeof seen), NULL) == RISK_CANCELLED);
  CHECK(seen.count == 0);
  risk_options_free(options);
  risk_cancel_free(cancel);
}

static void Count(void* context, int level, const char* message) {
  CHECK(level >= 0 && level <= 2 && message[0] != '\0');
  ++*(int*)context;
}

int main(void) {
  risk_edition* edition;
  int told = 0;
  risk_set_log(Count, &told);
  edition = Open("england_wales");
  CHECK(told > 0);
  risk_set_log(NULL, NULL);
  VersionAndErrors();
  OptionsAreChecked();
  EditionsOpen();
  EditionFromTexts();
  CasesAreAssessed(edition);
  BadCases(edition);
  Batches(edition);
  Cancelling(edition);
  risk_edition_free(edition);
  puts("1 passed, 0 failed");
  return 0;
}
