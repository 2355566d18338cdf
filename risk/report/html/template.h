// Templates filled with values. Text is escaped wherever it stands.
//
//   Values values;
//   values.Set("title", case_id);
//   values.Add("ask").Set("text", "Ask the police");   // {{#ask}}{{text}}{{/ask}}
//   const std::string html = Render("assessment.mustache", values);
//
#ifndef RISK_REPORT_HTML_TEMPLATE_H_
#define RISK_REPORT_HTML_TEMPLATE_H_

#include <list>
#include <map>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"

namespace risk::report::html {

// What a template is filled with. A name that is not set is looked up in the values around it, so
// that each name belongs to one kind of entry.
class Values {
 public:
  // An empty text is as good as none: {{^name}} holds. Control characters, which a page must not
  // have, become U+FFFD.
  Values& Set(const std::string& name, absl::string_view text);
  Values& Set(const std::string& name, int number);
  Values& Flag(const std::string& name, bool holds);
  // Markup that this library made, such as a picture: {{{name}}}.
  Values& SetMarkup(const std::string& name, std::string markup);
  // A further entry of a list.
  Values& Add(const std::string& name);

  const std::map<std::string, std::string>& texts() const { return texts_; }
  const std::map<std::string, bool>& flags() const { return flags_; }
  const std::map<std::string, std::list<Values>>& lists() const { return lists_; }

 private:
  std::map<std::string, std::string> texts_;
  std::map<std::string, bool> flags_;
  std::map<std::string, std::list<Values>> lists_;
};

// Fills the template of a name. Partials are the other templates: {{>citation}} is citation.mustache.
std::string Render(absl::string_view name, const Values& values);

// The text of an embedded file; empty if there is none of that name.
absl::string_view FileText(absl::string_view name);

// For text inside of markup, which templates do not see.
std::string Escaped(absl::string_view text);

}  // namespace risk::report::html

#endif  // RISK_REPORT_HTML_TEMPLATE_H_
