#include "risk/schema/names.h"

#include <algorithm>
#include <tuple>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace risk::schema {
namespace {

constexpr size_t kLongestName = 64;

// Edits (insert, delete, replace, swap of neighbours) that turn `a` into `b`; gives up above
// `limit`.
size_t EditDistance(absl::string_view a, absl::string_view b, size_t limit) {
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > limit) return limit + 1;
  std::vector<size_t> before(b.size() + 1), last(b.size() + 1), current(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      size_t replace = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      current[j] = std::min({replace, last[j] + 1, current[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        current[j] = std::min(current[j], before[j - 2] + 1);
      }
    }
    before.swap(last);
    last.swap(current);
  }
  return last[b.size()];
}

// The letters alone, whatever the style.
std::string Plain(absl::string_view name) {
  std::string plain;
  for (char c : name) {
    if (c != '_' && c != '-' && c != ' ') plain += absl::ascii_tolower(c);
  }
  return plain;
}

}  // namespace

std::vector<std::string> FieldNames(const google::protobuf::Descriptor& type) {
  std::vector<std::string> names;
  for (int i = 0; i < type.field_count(); ++i) names.push_back(type.field(i)->name());
  return names;
}

std::vector<std::string> ValueNames(const google::protobuf::EnumDescriptor& type) {
  std::vector<std::string> names;
  for (int i = 0; i < type.value_count(); ++i) {
    if (type.value(i)->number() != 0) names.push_back(type.value(i)->name());
  }
  return names;
}

std::string QuoteName(absl::string_view name) {
  const bool is_name = !name.empty() && name.size() <= kLongestName &&
                       !absl::ascii_isdigit(static_cast<unsigned char>(name[0])) &&
                       std::all_of(name.begin(), name.end(), [](char c) {
                         return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_';
                       });
  return is_name ? absl::StrCat("\"", name, "\"") : "with a name that no field can have";
}

std::string Nearest(absl::string_view name, const std::vector<std::string>& candidates) {
  if (name.empty() || name.size() > kLongestName) return "";
  const std::string plain = Plain(name);
  const size_t limit = std::max<size_t>(1, plain.size() / 3);
  std::tuple<size_t, size_t> best = {limit + 1, 0};
  const std::string* nearest = nullptr;
  for (const std::string& candidate : candidates) {
    const size_t distance = EditDistance(plain, Plain(candidate), limit);
    if (distance > std::get<0>(best) || distance > limit) continue;
    // Of several that have the same letters, the one in the same style.
    const std::tuple<size_t, size_t> cost = {distance, EditDistance(name, candidate, kLongestName)};
    if (cost >= best) continue;
    best = cost;
    nearest = &candidate;
  }
  return nearest == nullptr ? "" : *nearest;
}

std::string DidYouMean(absl::string_view name, const std::vector<std::string>& candidates) {
  const std::string nearest = Nearest(name, candidates);
  return nearest.empty() ? "" : absl::StrCat("did you mean \"", nearest, "\"?");
}

}  // namespace risk::schema
