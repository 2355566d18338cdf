#include "risk/report/html/template.h"

#include <kainjow/mustache.hpp>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "risk/report/html/embedded.h"

namespace risk::report::html {
namespace {

using kainjow::mustache::data;

std::string WithoutControls(absl::string_view text) {
  std::string clean;
  for (const char c : text) {
    const bool is_control = (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7f;
    if (is_control) {
      clean += "\xEF\xBF\xBD";
    } else {
      clean += c;
    }
  }
  return clean;
}

data DataOf(const Values& values) {
  data all;
  for (const auto& [name, text] : values.texts()) {
    if (text.empty()) {
      all.set(name, data(false));
    } else {
      all.set(name, data(text));
    }
  }
  for (const auto& [name, holds] : values.flags()) all.set(name, data(holds));
  for (const auto& [name, entries] : values.lists()) {
    data list(data::type::list);
    for (const Values& entry : entries) list.push_back(DataOf(entry));
    all.set(name, list);
  }
  return all;
}

}  // namespace

Values& Values::Set(const std::string& name, absl::string_view text) {
  texts_[name] = WithoutControls(text);
  return *this;
}

Values& Values::Set(const std::string& name, int number) {
  texts_[name] = absl::StrCat(number);
  return *this;
}

Values& Values::Flag(const std::string& name, bool holds) {
  flags_[name] = holds;
  return *this;
}

Values& Values::SetMarkup(const std::string& name, std::string markup) {
  texts_[name] = std::move(markup);
  return *this;
}

Values& Values::Add(const std::string& name) { return lists_[name].emplace_back(); }

absl::string_view FileText(absl::string_view name) {
  for (const EmbeddedFile& file : EmbeddedFiles()) {
    if (name == file.path) return absl::string_view(file.text, file.size);
  }
  return "";
}

std::string Escaped(absl::string_view text) {
  return kainjow::mustache::html_escape(WithoutControls(text));
}

std::string Render(absl::string_view name, const Values& values) {
  data all = DataOf(values);
  for (const EmbeddedFile& file : EmbeddedFiles()) {
    constexpr absl::string_view kEnding = ".mustache";
    const absl::string_view path = file.path;
    if (!absl::EndsWith(path, kEnding)) continue;
    const std::string partial(path.substr(0, path.size() - kEnding.size()));
    // Partials and values share their names: what the page says goes first.
    if (all.get(partial) != nullptr) continue;
    const std::string text(file.text, file.size);
    all.set(partial, data(kainjow::mustache::partial([text] { return text; })));
  }
  return kainjow::mustache::mustache(std::string(FileText(name))).render(all);
}

}  // namespace risk::report::html
