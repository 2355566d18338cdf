#include "risk/edition/rule_loaders.h"

#include "risk/edition/checks.h"
#include "risk/edition/classes.h"
#include "risk/edition/facts.h"
#include "risk/edition/implications.h"
#include "risk/edition/instruments.h"
#include "risk/edition/obligations.h"
#include "risk/edition/published.h"
#include "risk/edition/schemes.h"
#include "risk/edition/sources.h"
#include "risk/edition/standards.h"
#include "risk/edition/values.h"
#include "risk/edition/views.h"

namespace risk::edition {

const std::vector<const RuleLoader*>& RuleLoaders() {
  static const std::vector<const RuleLoader*>& loaders = *new std::vector<const RuleLoader*>{
      &Catalogue(), &Parameters(),  &Tables(), &Calendars(), &Classes(),    &Facts(), &Closures(),
      &Implications(), &Views(), &Factors(), &Instruments(), &Checks(), &Findings(),
      &Refusals(), &Validations(), &PublishedResults(), &Obligations(),
      &Standards(), &Prompts(), &Selections(), &Matrices(), &Tallies(), &Recommendations(), &Schemes(),
  };
  return loaders;
}

const RuleLoader& LoaderOf(RuleKind kind) { return *RuleLoaders()[static_cast<size_t>(kind)]; }

}  // namespace risk::edition
