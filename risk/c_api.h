/* The library for programs in any language: plain C, opaque handles, nothing of C++ crosses it.
 *
 *   risk_edition* edition = NULL;
 *   risk_error* error = NULL;
 *   char* json = NULL;
 *   if (risk_edition_open("england_wales", NULL, &edition, &error) == RISK_OK &&
 *       risk_assess(edition, record, record_size, NULL, &json, NULL, &error) == RISK_OK) {
 *     puts(json);
 *   } else {
 *     fprintf(stderr, "%s: %s\n", risk_error_path(error), risk_error_message(error));
 *   }
 *   risk_free(json);
 *   risk_error_free(error);
 *   risk_edition_free(edition);
 *
 * Every call returns a code and is safe from any thread; an edition is shared by any number of them. Text is UTF-8. What a call
 * gives back ends in a zero byte that its size does not count, and is released with risk_free; a free function takes NULL. Where
 * a result, size or error is not wanted, pass NULL (for a handle or a result that is the point of the call: RISK_BAD_ARGUMENT).
 * A call that fails leaves its results NULL and 0, and sets *error to one that risk_error_free releases.
 * Nothing is ever written to the terminal; no environment, locale or file is read, but for an edition that is given as a path.
 * Missing in a case is never "no" and never zero: every result is a range that narrows as information arrives.
 */
#ifndef RISK_C_API_H_
#define RISK_C_API_H_

#include <stddef.h>

#if defined(__GNUC__)
#define RISK_API __attribute__((visibility("default")))
#else
#define RISK_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* Raised when something is removed or changes its meaning, which changes the name of the library (librisk.so.1) too. */
#define RISK_ABI_VERSION 1

enum {
  RISK_OK = 0,
  RISK_BAD_ARGUMENT = 1, /* NULL where there must be something, or an option that is not understood */
  RISK_BAD_CASE = 2,     /* it cannot be read, or cannot be right: risk_error_problems has all of it */
  RISK_NO_EDITION = 3,   /* not there, cannot be read, not in force on the day, or of another hash */
  RISK_BAD_EDITION = 4,  /* its rule files have errors */
  RISK_LIMIT = 5,        /* too large, too deep, too many entries, too long */
  RISK_CANCELLED = 6,
  RISK_CALLBACK = 7, /* a callback returned something else than 0, or threw */
  RISK_NO_MEMORY = 8,
  RISK_BAD_VERSION = 9, /* the program was compiled for another version of this interface */
  RISK_BUG = 10         /* a mistake of the library; please report it */
};

typedef struct risk_error risk_error;
typedef struct risk_options risk_options;
typedef struct risk_edition risk_edition;
typedef struct risk_cancel risk_cancel;

/* "0.1.0": of the library that is loaded. Never released. */
RISK_API const char* risk_version(void);
/* RISK_OK if the library serves a program compiled for `abi_version`; pass RISK_ABI_VERSION. */
RISK_API int risk_require(int abi_version, risk_error** error);
RISK_API void risk_free(void* result);

/* Errors. The texts live as long as the error; of NULL they are empty and the code is RISK_OK. They quote no value of a case. */
RISK_API int risk_error_code(const risk_error* error);
RISK_API const char* risk_error_message(const risk_error* error);
/* Of the field of the case, or of the rule file, that is meant; empty if none is. */
RISK_API const char* risk_error_path(const risk_error* error);
/* A JSON array of {code, message, path, hint, line, column}; "[]" if there is no more to say than the message. */
RISK_API const char* risk_error_problems(const risk_error* error);
RISK_API void risk_error_free(risk_error* error);
/* "bad-case"; never NULL. */
RISK_API const char* risk_code_name(int code);

/* Options. Not to be changed while a call uses them. NULL in place of options: all as they are unless said otherwise.
 *
 *   when opening an edition
 *     date                  of the editions of an id, the newest in force on that day; otherwise the newest
 *     hash                  the expected hash: RISK_NO_EDITION if it is another
 *     base                  folder of an edition that this one may extend, besides those of the library; may be repeated
 *   when assessing, asking and validating
 *     assessed_on           2021-06-25; otherwise the day of known_on, or that of the case, or today
 *     known_on              replay: use only what was known then
 *     detail                results, missing (unless said otherwise) or explanations; of a note only whether it has these
 *     instrument            an id: only this instrument or published result; may be repeated
 *     format                of the result: json (unless said otherwise), binary (the message), textproto or text (a note)
 *     allow_unknown_fields  true: leave out what the schema does not have; otherwise it is an error
 *     most_bytes            of a case; otherwise 67108864
 *     most_milliseconds     for a case; looked at between the steps of the work, so it may take a little longer
 *     records               risk_batch: json (a record a line, unless said otherwise) or delimited (each message after its size
 *                           as a varint, as protobuf's delimited streams)
 */
RISK_API int risk_options_new(risk_options** options, risk_error** error);
RISK_API int risk_options_set(risk_options* options, const char* name, const char* value, risk_error** error);
/* All members of a JSON object: texts, numbers, true and false; an array for what may be repeated. All or none are taken. */
RISK_API int risk_options_set_json(risk_options* options, const char* json, size_t size, risk_error** error);
/* Calls with these options end early once `cancel` is asked for. It must live as long as the options; NULL: none. */
RISK_API int risk_options_set_cancel(risk_options* options, const risk_cancel* cancel, risk_error** error);
RISK_API void risk_options_free(risk_options* options);

/* A wish to stop, from any thread, seen by every call whose options have it. It does not go away. */
RISK_API int risk_cancel_new(risk_cancel** cancel, risk_error** error);
RISK_API void risk_cancel_request(risk_cancel* cancel);
RISK_API void risk_cancel_free(risk_cancel* cancel);

/* Editions. `name`: an id@version, an id, or the path of a folder of rule files (it has a slash in it), which may extend an
 * edition of the library and lies over it. Costs some tenths of a second and 20 MB: open once and keep it. */
RISK_API int risk_edition_open(const char* name, const risk_options* options, risk_edition** edition, risk_error** error);

typedef struct risk_file {
  const char* path; /* as in messages; one is "…/edition.textproto" or "edition.textproto" */
  const char* text;
  size_t size;
} risk_file;

/* The same from memory: the rule files of one edition. */
RISK_API int risk_edition_open_files(const risk_file* files, size_t count, const risk_options* options, risk_edition** edition,
                                     risk_error** error);
/* Another handle of the same edition, to be freed by itself: a call in another thread may go on while a program changes over. */
RISK_API int risk_edition_share(const risk_edition* edition, risk_edition** shared, risk_error** error);
RISK_API void risk_edition_free(risk_edition* edition);
/* "england_wales@2026.1", and the hash of its rules. They live as long as the handle; NULL gives "". */
RISK_API const char* risk_edition_name(const risk_edition* edition);
RISK_API const char* risk_edition_hash(const risk_edition* edition);
/* JSON: name, hash, title, jurisdiction, published, in_force, layers, warnings, and every rule with kind, id, file, line, layer. */
RISK_API int risk_edition_describe(const risk_edition* edition, char** json, size_t* size, risk_error** error);
/* JSON: {"library_version", "abi_version", "editions": [those that are part of the library]}. */
RISK_API int risk_describe(char** json, size_t* size, risk_error** error);
/* JSON Schema of a case ("input"), of an assessment ("output"). */
RISK_API int risk_schema(const char* which, char** json, size_t* size, risk_error** error);

/* Cases. `record` is one case as JSON, text format or binary message, told apart by content. */

/* What the rules say of a case: a risk.v1.Assessment. A case that cannot be right is not assessed: RISK_BAD_CASE. */
RISK_API int risk_assess(const risk_edition* edition, const char* record, size_t size, const risk_options* options, char** result,
                         size_t* result_size, risk_error** error);
/* What to ask whom, so that the levels settle: a risk.v1.Asks. */
RISK_API int risk_next(const risk_edition* edition, const char* record, size_t size, const risk_options* options, char** result,
                       size_t* result_size, risk_error** error);
/* What cannot be right in a case, as in risk_error_problems: "[]" if nothing. RISK_OK in either case; only a call that is wrong
 * itself, or is ended early, fails. */
RISK_API int risk_validate(const char* record, size_t size, const risk_options* options, char** problems, size_t* problems_size,
                           risk_error** error);

/* Is given record `index`, from 0: with RISK_OK its assessment, otherwise {"error": {code, message, path, problems}} as JSON.
 * The result lives until the callback returns. Something else than 0 ends the batch. May throw C++ exceptions: they end the
 * batch with RISK_CALLBACK and go no further. Must not longjmp. */
typedef int (*risk_batch_callback)(void* context, size_t index, int code, const char* result, size_t size);

/* Assesses one record after the other in the calling thread. A bad record goes to the callback and the batch goes on; the call is
 * RISK_OK when it reached the end. Empty lines are skipped and do not count. */
RISK_API int risk_batch(const risk_edition* edition, const char* records, size_t size, const risk_options* options,
                        risk_batch_callback callback, void* context, risk_error** error);

/* Is told what happens: an edition opened, a warning about one, a mistake of the library. Levels: 0 information, 1 warning, 2
 * error. No value of a case. Called from any thread, never two at a time; must not call the library. NULL: nobody is told, as at
 * first. When this returns, the former one is not called any more. */
typedef void (*risk_log_callback)(void* context, int level, const char* message);
RISK_API void risk_set_log(risk_log_callback callback, void* context);

#ifdef __cplusplus
}
#endif

#endif /* RISK_C_API_H_ */
