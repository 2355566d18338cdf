#include "risk/edition/rule_reader.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "risk/expression/utf8.h"
#include "risk/textproto/fill.h"
#include "risk/textproto/scanner.h"

namespace risk::edition {
namespace {

constexpr int kDeepest = 16;

// Rule files have had names of their own for some problems; `wrong-type` is one of expressions.
absl::string_view CodeOf(const textproto::Flaw& flaw) {
  if (flaw.code == "wrong-type" || flaw.code == "out-of-range") return "wrong-value";
  if (flaw.code == "duplicate-field") return "repeated-field";
  return flaw.code == "bad-text" ? "bad-utf8" : absl::string_view(flaw.code);
}

}  // namespace

bool ReadRules(SourceText& file, google::protobuf::Message& message, Reporter& reporter) {
  if (const size_t bad = expression::FirstNotUtf8(file.text); bad != absl::string_view::npos) {
    Place place = file.PlaceOf(bad, 1);
    place.excerpt.clear();
    reporter.Error(std::move(place), "bad-utf8", "the file is not UTF-8 text",
                   "save it with the encoding UTF-8");
    return false;
  }
  std::vector<textproto::Flaw> flaws;
  const bool is_whole = textproto::Scan(file.text, kDeepest, file.root, flaws);
  textproto::FillOptions options;
  options.may_quote = true;
  textproto::Fill(file.text, file.root, options, message, flaws);
  for (textproto::Flaw& flaw : flaws) {
    Problem& problem = reporter.Error(file.PlaceOf(flaw.begin, flaw.length), CodeOf(flaw),
                                      std::move(flaw.message), std::move(flaw.hint));
    if (flaw.other_length == 0) continue;
    problem.other.push_back(file.PlaceOf(flaw.other_begin, flaw.other_length));
  }
  return is_whole;
}

}  // namespace risk::edition
