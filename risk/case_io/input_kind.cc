#include "risk/case_io/input_kind.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"

namespace risk::case_io {
namespace {

// Whether the first line holds names between commas, semicolons or tabs, and another follows it.
bool IsTable(absl::string_view text) {
  const size_t end = text.find('\n');
  if (end == kNowhere) return false;
  const absl::string_view line = absl::StripAsciiWhitespace(text.substr(0, end));
  const auto is_of_names = [&](char separator) {
    if (line.find(separator) == kNowhere) return false;
    for (const char c : line) {
      const bool is_name = absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_' || c == ' ' ||
                           c == '"' || c == '.' || c == '-';
      if (!is_name && c != separator) return false;
    }
    return true;
  };
  return is_of_names(',') || is_of_names(';') || is_of_names('\t');
}

}  // namespace

size_t FirstControl(absl::string_view bytes) {
  for (size_t i = 0; i < bytes.size(); ++i) {
    const unsigned char c = bytes[i];
    if (c < 0x20 && !absl::ascii_isspace(c)) return i;
  }
  return kNowhere;
}

const char* OtherKind(absl::string_view bytes) {
  constexpr std::pair<absl::string_view, const char*> kKinds[] = {
      {"%PDF-", "a PDF document"},
      {"PK\x03\x04", "a zip archive or an office document"},
      {"\x1f\x8b\x08", "compressed with gzip"},
      {"\x28\xb5\x2f\xfd", "compressed with Zstandard"},
      {"BZh", "compressed with bzip2"},
      {"\xfd" "7zXZ", "compressed with xz"},
      {"7z\xbc\xaf", "a 7-Zip archive"},
      {"Rar!", "a RAR archive"},
      {"\xd0\xcf\x11\xe0", "an office document or a mail of Outlook"},
      {"{\\rtf", "an RTF document"},
      {"%!PS", "a PostScript document"},
      {"\x89PNG", "a picture"},
      {"\xff\xd8\xff", "a picture"},
      {"GIF8", "a picture"},
      {"SQLite format 3", "a database"},
      {"PAR1", "a table (Parquet)"},
      {"\x7f" "ELF", "a program"},
      {"HTTP/1.", "an answer of a web server with its header"},
      {"---\n", "YAML"},
      {"---\r\n", "YAML"},
      {"%YAML", "YAML"},
      {"<", "HTML or XML"},
  };
  const absl::string_view begin = absl::StripLeadingAsciiWhitespace(bytes);
  for (const auto& [start, kind] : kKinds) {
    if (absl::StartsWith(begin, start)) return kind;
  }
  if (IsTable(begin)) return "a table (CSV)";
  return nullptr;
}

const char* PlainJson(absl::string_view bytes) {
  const absl::string_view text = absl::StripAsciiWhitespace(bytes);
  if (text == "null" || text == "true" || text == "false") return "null, true or false";
  if (text.size() > 1 && text.front() == '"' && text.back() == '"') return "text in quotes";
  const bool is_number = !text.empty() && text.find_first_not_of("0123456789+-.eE") == kNowhere &&
                         (absl::ascii_isdigit(static_cast<unsigned char>(text[0])) || text[0] == '-');
  return is_number ? "a number" : nullptr;
}

bool BeginsLikeText(absl::string_view text) {
  const absl::string_view begin = absl::StripLeadingAsciiWhitespace(text);
  return !begin.empty() && (absl::ascii_isalpha(begin[0]) || begin[0] == '_' || begin[0] == '#' ||
                            begin[0] == '{' || begin[0] == '[');
}

bool BeginsLikeJson(absl::string_view text) {
  const absl::string_view begin = absl::StripLeadingAsciiWhitespace(text);
  return !begin.empty() && (begin[0] == '{' || begin[0] == '[');
}

}  // namespace risk::case_io
