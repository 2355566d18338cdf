#include "risk/expression/environment.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace risk::expression {
namespace {

int Find(const std::map<std::string, int, std::less<>>& index, absl::string_view name) {
  auto it = index.find(name);
  return it == index.end() ? -1 : it->second;
}

// Calls `find` with each full name that `name` can mean in `container`, innermost first, until it
// returns something.
template <typename Find>
auto Resolve(absl::string_view name, std::string container, Find find) -> decltype(find("")) {
  if (absl::ConsumePrefix(&name, ".")) return find(std::string(name));
  while (true) {
    auto found = find(container.empty() ? std::string(name) : absl::StrCat(container, ".", name));
    if (found != nullptr || container.empty()) return found;
    size_t dot = container.rfind('.');
    container.resize(dot == std::string::npos ? 0 : dot);
  }
}

}  // namespace

Environment::Environment(const google::protobuf::Descriptor* context, absl::string_view container,
                         const google::protobuf::DescriptorPool* pool)
    : context_(context), pool_(pool), container_(container) {
  if (pool_ == nullptr) {
    pool_ =
        context_ ? context_->file()->pool() : google::protobuf::DescriptorPool::generated_pool();
  }
}

int Environment::DeclareVariable(Variable variable) {
  int index = static_cast<int>(variables_.size());
  if (!variable_index_.emplace(variable.name, index).second) return -1;
  variables_.push_back(std::move(variable));
  return index;
}

int Environment::DeclareFunction(Function function) {
  int index = static_cast<int>(functions_.size());
  if (!function_index_.emplace(function.name, index).second) return -1;
  functions_.push_back(std::move(function));
  return index;
}

int Environment::DeclareTable(absl::string_view name, Type key, Type value) {
  int index = static_cast<int>(tables_.size());
  if (!table_index_.emplace(std::string(name), index).second) return -1;
  tables_.push_back(Table{std::string(name), std::move(key), std::move(value)});
  return index;
}

int Environment::DeclareClass(EnumClass enum_class) {
  int index = static_cast<int>(classes_.size());
  if (!class_index_.emplace(enum_class.name, index).second) return -1;
  classes_.push_back(std::move(enum_class));
  return index;
}

int Environment::FindVariable(absl::string_view name) const { return Find(variable_index_, name); }

int Environment::FindFunction(absl::string_view name) const { return Find(function_index_, name); }

int Environment::FindTable(absl::string_view name) const { return Find(table_index_, name); }

int Environment::FindClass(absl::string_view name) const { return Find(class_index_, name); }

const google::protobuf::Descriptor* Environment::FindMessage(absl::string_view name) const {
  return Resolve(name, container_, [this](const std::string& full_name) {
    return pool_->FindMessageTypeByName(full_name);
  });
}

const google::protobuf::EnumDescriptor* Environment::FindEnum(absl::string_view name) const {
  return Resolve(name, container_, [this](const std::string& full_name) {
    return pool_->FindEnumTypeByName(full_name);
  });
}

}  // namespace risk::expression
