// Which edition a case is assessed with.
//
//   risk::EditionChoice editions;
//   const risk::EditionChoice::Chosen& chosen = editions.For("england_wales", date);
//   if (!chosen.assessor.has_value()) std::cerr << ToString(chosen.problems);
//
#ifndef RISK_EDITION_CHOICE_H_
#define RISK_EDITION_CHOICE_H_

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "risk/assessor.h"
#include "risk/edition/edition.h"
#include "risk/textproto/problem.h"
#include "risk/v1/date.pb.h"

namespace risk {

// Loads editions as they are needed and keeps them. Any number of threads may use one.
class EditionChoice {
 public:
  // `bases` are folders of editions that a chosen one may extend, besides those of the library.
  explicit EditionChoice(std::vector<std::string> bases = {}) : bases_(std::move(bases)) {}

  struct Chosen {
    std::optional<Assessor> assessor;  // none if the edition cannot be used
    std::vector<Problem> problems;     // of the edition; without an error it can be used
  };

  // The edition that `name` stands for on a full date: an id@version, an id (the newest version in
  // force on that day, or the newest of all if none is), the path of a folder (it has a slash in
  // it), or nothing (the only id whose editions extend no other).
  // Errors: those of Editions::Open, and `unknown-edition` if there is more than one to choose
  // from. The reference is valid as long as the EditionChoice.
  const Chosen& For(const std::string& name, const risk::v1::Date& date);

  // What `loaded` gives to assess with: the edition, and beside it the one that its `corrected_by` names.
  static Chosen From(EditionResult loaded);

 private:
  Chosen Load(const std::string& name) const;

  const std::vector<std::string> bases_;
  std::mutex mutex_;
  std::map<std::string, Chosen> chosen_;  // by full name or path
};

}  // namespace risk

#endif  // RISK_EDITION_CHOICE_H_
