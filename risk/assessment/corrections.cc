#include "risk/assessment/corrections.h"

#include <algorithm>
#include <utility>

#include "absl/status/statusor.h"
#include "google/protobuf/util/message_differencer.h"
#include "risk/assessment/published.h"
#include "risk/edition/readers.h"

namespace risk::assessment {
namespace {

using google::protobuf::util::MessageDifferencer;

std::string BecauseOf(const google::protobuf::Message& rule) {
  const google::protobuf::FieldDescriptor* field = rule.GetDescriptor()->FindFieldByName("because");
  return field == nullptr ? "" : rule.GetReflection()->GetString(rule, field);
}

template <typename Part>
bool IsSame(const google::protobuf::RepeatedPtrField<Part>& a,
            const google::protobuf::RepeatedPtrField<Part>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Part& x, const Part& y) {
    return MessageDifferencer::Equals(x, y);
  });
}

}  // namespace

Corrections::Corrections(std::shared_ptr<const Edition> corrected) : edition_(std::move(corrected)) {
  const Readers readers(*edition_);
  for (const auto& [step, rule] : edition_->written()) {
    if (step.kind == edition::RuleKind::kSource || edition_->LayerOf(rule.at).empty()) continue;
    const std::map<std::string, int> reached = readers.DistancesFrom(rule.id);
    for (const edition::Published& published : edition_->published()) {
      const std::string& id = published.text->id();
      if (reached.count(id) > 0) because_[id].push_back(BecauseOf(*rule.text));
    }
  }
}

absl::Status Corrections::Add(const v1::Case& record, int64_t day,
                              std::vector<v1::PublishedResult>& published,
                              std::vector<v1::RuleError>& errors) const {
  if (because_.empty() || published.empty()) return absl::OkStatus();
  absl::StatusOr<std::vector<v1::PublishedResult>> corrected =
      MakePublished(*edition_, record, day, false, errors);
  if (!corrected.ok()) return corrected.status();
  for (v1::PublishedResult& result : *corrected) {
    const auto because = because_.find(result.id());
    if (because == because_.end()) continue;
    for (v1::PublishedResult& as_published : published) {
      if (as_published.id() != result.id()) continue;
      if (IsSame(as_published.value(), result.value()) &&
          IsSame(as_published.error(), result.error())) {
        continue;
      }
      v1::PublishedResult::Corrected& its = *as_published.mutable_corrected();
      its.set_edition(edition_->name());
      its.mutable_error()->Swap(result.mutable_error());
      its.mutable_value()->Swap(result.mutable_value());
      for (const std::string& text : because->second) its.add_because(text);
    }
  }
  return absl::OkStatus();
}

}  // namespace risk::assessment
