#include "risk/case_io/record_reader.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "risk/case_io/binary.h"
#include "risk/case_io/input_kind.h"
#include "risk/expression/utf8.h"
#include "risk/textproto/fill.h"
#include "risk/textproto/json_scanner.h"
#include "risk/textproto/locate.h"
#include "risk/textproto/scanner.h"

namespace risk::case_io {
namespace {

using google::protobuf::Message;
using textproto::Flaw;
using textproto::Form;
using textproto::Node;

// The messages of a stream in which each stands behind its length; none if the lengths do not fit.
std::vector<absl::string_view> DelimitedParts(absl::string_view bytes) {
  std::vector<absl::string_view> parts;
  while (!bytes.empty()) {
    absl::string_view part;
    if (!TakeDelimited(&bytes, &part) || part.empty()) return {};
    parts.push_back(part);
  }
  return parts;
}

// What stands between JSON records: white space, the record separators of JSON text sequences, and
// the byte order marks of files put together.
size_t BlankBefore(absl::string_view rest) {
  const size_t size = rest.size();
  while (!rest.empty()) {
    if (absl::ascii_isspace(static_cast<unsigned char>(rest[0])) || rest[0] == '\x1e') {
      rest.remove_prefix(1);
    } else if (!absl::ConsumePrefix(&rest, "\xef\xbb\xbf")) {
      break;
    }
  }
  return size - rest.size();
}

// Where a record that is broken at `broken` ends: before the next brace that starts a line and
// stands where no value can, else at the end of the input. A brace that was expected to be the next
// element of a list may be one, its comma forgotten.
size_t EndOfBroken(absl::string_view input, size_t broken, bool is_in_list) {
  size_t at = broken > 0 ? broken - 1 : 0;
  if (input.substr(at, 2) == "\n{") {
    if (is_in_list) return input.size();
    // Behind a comma of an object comes a name, never a brace: the line before was cut off.
    const absl::string_view before = absl::StripTrailingAsciiWhitespace(input.substr(0, at));
    if (absl::EndsWith(before, ",")) return at;
  }
  for (; (at = input.find("\n{", at)) != kNowhere; ++at) {
    const absl::string_view before = absl::StripTrailingAsciiWhitespace(input.substr(0, at));
    const bool may_be_value =
        before.empty() || absl::string_view("{[,:").find(before.back()) != absl::string_view::npos;
    if (!may_be_value) return at;
  }
  return input.size();
}

// Takes what was left out from among the flaws.
void TakeLeftOut(std::vector<Flaw>& flaws, std::vector<std::string>* left_out) {
  const auto is_flaw = [](const Flaw& flaw) { return flaw.code != "left-out"; };
  const auto others = std::stable_partition(flaws.begin(), flaws.end(), is_flaw);
  for (auto flaw = others; flaw != flaws.end(); ++flaw) left_out->push_back(std::move(flaw->path));
  flaws.erase(others, flaws.end());
}

// Adds flaws of a text that stands at `start` of the input, in the order of
// their places.
void AddFlaws(absl::string_view text, Position start, std::vector<Flaw> flaws, Problems* problems) {
  std::stable_sort(flaws.begin(), flaws.end(),
                   [](const Flaw& a, const Flaw& b) { return a.begin < b.begin; });
  size_t offset = 0;
  for (Flaw& flaw : flaws) {
    const size_t next = std::min(flaw.begin, text.size());
    start = Locate(text.substr(offset, next - offset), next - offset, start);
    offset = next;
    problems->Add(start, std::move(flaw.path), std::move(flaw.code), std::move(flaw.message),
                  std::move(flaw.hint));
  }
}

class RecordReader {
 public:
  RecordReader(absl::string_view bytes, const std::string& file, const Message& prototype,
               const RecordOptions& options)
      : bytes_(bytes), file_(file), prototype_(prototype), options_(options) {}

  std::vector<InputMessage> Read() {
    if (bytes_.size() > options_.most_bytes) {
      Refuse("too-large",
             absl::StrCat("the input has more than ", options_.most_bytes >> 20, " MiB"),
             "put fewer records into one file");
    } else if (options_.is_delimited) {
      ReadDelimited();
    } else if (absl::StripAsciiWhitespace(bytes_).empty()) {
      Refuse("empty", "the input is empty", "a record has at least one field");
    } else if (absl::StartsWith(bytes_, "\xff\xfe") || absl::StartsWith(bytes_, "\xfe\xff")) {
      Refuse("bad-encoding", "the input is UTF-16 text", "save it as UTF-8");
    } else if (const char* plain = PlainJson(bytes_); plain != nullptr) {
      Refuse("wrong-type", absl::StrCat("expected a record in braces, got ", plain), "", start_);
    } else if (const char* kind = OtherKind(bytes_); kind != nullptr) {
      Refuse("bad-encoding", absl::StrCat("the input is ", kind, ", not a record"),
             "a record is written in text format, JSON or wire format");
    } else if (!ReadText() && !ReadBinary()) {
      RefuseBoth();
    }
    return std::move(records_);
  }

 private:
  std::unique_ptr<Message> NewMessage() const { return std::unique_ptr<Message>(prototype_.New()); }

  void Refuse(std::string code, std::string message, std::string hint, Position at = {}) {
    Problems problems(file_);
    problems.Add(at, "", std::move(code), std::move(message), std::move(hint));
    records_.push_back({nullptr, problems.Take(), {}, Encoding::kText, bytes_, {}});
  }

  void Add(Encoding encoding, std::unique_ptr<Message> message, Problems* problems,
           absl::string_view part, Position start, std::vector<std::string> left_out = {}) {
    // A file of another kind, and an answer of a program that says what failed, must not pass for a
    // case of which nothing is known.
    if (problems->empty() && message->ByteSizeLong() == 0) {
      problems->Add(encoding == Encoding::kBinary ? Position{} : start, "", "empty",
                    left_out.empty() ? "a record without any field"
                                     : "a record without any field that this version knows",
                    "a record has at least one field");
    }
    if (!problems->empty()) message = nullptr;
    records_.push_back({std::move(message), problems->Take(), std::move(left_out), encoding, part, start});
  }

  // False if this is no text. Text with mistakes is still text, unless it happens to be valid
  // binary.
  bool ReadText() {
    const absl::string_view begun = bytes_.substr(BlankBefore(bytes_));
    const bool is_sequence = absl::StartsWith(bytes_, "\x1e") && BeginsLikeJson(begun);
    if (!BeginsLikeText(is_sequence ? begun : bytes_) ||
        (FirstControl(bytes_) != kNowhere && !is_sequence) ||
        expression::FirstNotUtf8(bytes_) != kNowhere) {
      return false;
    }
    if (BeginsLikeJson(begun)) {
      ReadJsonValues();
      return true;
    }
    Problems problems(file_);
    std::unique_ptr<Message> message = NewMessage();
    Node root;
    std::vector<Flaw> flaws;
    textproto::Scan(bytes_, options_.deepest, root, flaws);
    std::vector<std::string> left_out;
    textproto::Fill(bytes_, root, Options(Form::kText, problems), *message, flaws);
    TakeLeftOut(flaws, &left_out);
    AddFlaws(bytes_, start_, std::move(flaws), &problems);
    if (!problems.empty() && ReadBinary()) return true;
    Add(Encoding::kText, std::move(message), &problems, bytes_, start_, std::move(left_out));
    return true;
  }

  textproto::FillOptions Options(Form form, const Problems& problems) const {
    textproto::FillOptions options;
    options.form = form;
    options.allow_unknown_fields = options_.allow_unknown_fields;
    // What is left out is named among the flaws, and must not end the reading.
    options.most_flaws = options_.allow_unknown_fields ? SIZE_MAX : problems.room();
    return options;
  }

  void ReadJsonValues() {
    absl::string_view rest = bytes_;
    Position start = start_;
    size_t problem_count = 0;
    while (true) {
      const size_t blank = BlankBefore(rest);
      start = Locate(rest, blank, start);
      rest.remove_prefix(blank);
      if (rest.empty()) return;
      if (records_.size() == options_.most_records) {
        Refuse("too-large", absl::StrCat("more than ", options_.most_records, " records"),
               "put fewer records into one file", start);
        return;
      }
      Problems problems(file_, problem_count < options_.most_problems ? 100 : 1);
      std::unique_ptr<Message> message = NewMessage();
      std::vector<std::string> left_out;
      const absl::string_view value = ReadJson(rest, start, message.get(), &problems, &left_out);
      Add(Encoding::kJson, std::move(message), &problems, value, start, std::move(left_out));
      problem_count += records_.back().problems.size();
      start = Locate(value, value.size(), start);
      rest.remove_prefix(value.size());
    }
  }

  // Reads the record that `rest` begins with; returns how far it goes.
  absl::string_view ReadJson(absl::string_view rest, Position start, Message* message,
                             Problems* problems, std::vector<std::string>* left_out) {
    Node root;
    std::vector<Flaw> flaws;
    bool is_in_list = false;
    const bool is_whole = textproto::ScanJson(rest, options_.deepest, root, flaws, &is_in_list);
    textproto::Fill(rest, root, Options(Form::kJson, *problems), *message, flaws);
    TakeLeftOut(flaws, left_out);
    if (!is_whole) root.end = EndOf(rest, root.end, is_in_list, flaws);
    const absl::string_view value = rest.substr(0, root.end);
    AddFlaws(value, start, std::move(flaws), problems);
    return value;
  }

  // Where the record that is broken at `broken` ends. Its first flaw is the one that broke it.
  size_t EndOf(absl::string_view rest, size_t broken, bool is_in_list,
               std::vector<Flaw>& flaws) const {
    const size_t next = is_in_list ? SwallowedRecord(rest, flaws) : kNowhere;
    if (next != kNowhere) {
      flaws.erase(std::remove_if(flaws.begin(), flaws.end(),
                                 [next](const Flaw& flaw) { return flaw.begin >= next; }),
                  flaws.end());
      Flaw& flaw = flaws.emplace_back();
      flaw.begin = next;
      flaw.code = "syntax";
      flaw.message = "the record ends in the middle of a list";
      return next;
    }
    const size_t end = EndOfBroken(rest, broken, is_in_list);
    const size_t line_end = std::min(rest.find('\n', broken), rest.size());
    if (end == rest.size() && !absl::StripAsciiWhitespace(rest.substr(line_end)).empty()) {
      std::string& hint = flaws.front().hint;
      absl::StrAppend(&hint, hint.empty() ? "" : "; ", "the rest of the input was not read");
    }
    return end;
  }

  // Where the first line begins that was read as an element of a list that is not closed, and that
  // begins with a field which records have and elements of the list have not.
  size_t SwallowedRecord(absl::string_view rest, const std::vector<Flaw>& flaws) const {
    size_t first = kNowhere;
    for (const Flaw& flaw : flaws) {
      const size_t line = rest.rfind('\n', flaw.begin);
      if (flaw.code != "unknown-field" || line == kNowhere) continue;
      const absl::string_view name = rest.substr(flaw.begin + 1, flaw.length);
      const bool is_of_record =
          textproto::FieldNamed(*prototype_.GetDescriptor(), name, Form::kJson) != nullptr;
      const absl::string_view before = rest.substr(line + 1, flaw.begin - line - 1);
      if (is_of_record && absl::StripAsciiWhitespace(before) == "{") first = std::min(first, line);
    }
    return first;
  }

  // False, with nothing added, if this is no valid binary record or stream of them.
  bool ReadBinary() {
    Problems problems(file_);
    std::unique_ptr<Message> message = NewMessage();
    std::vector<std::string> left_out;
    case_io::ReadBinary(bytes_, options_, message.get(), &problems, &left_out);
    const bool is_one = problems.empty();
    const std::vector<absl::string_view> parts = DelimitedParts(bytes_);
    const size_t valid = ValidParts(parts);
    if (is_one && !parts.empty() && valid == parts.size()) {
      Refuse("bad-encoding", "can be read as one record and as several behind their lengths",
             "write it in JSON or text format");
      return true;
    }
    if (is_one) {
      Add(Encoding::kBinary, std::move(message), &problems, bytes_, {1, 1}, std::move(left_out));
      return true;
    }
    if (valid > 0) {
      for (const absl::string_view part : parts) AddPart(part);
      return true;
    }
    if (binary_problems_.empty()) binary_problems_ = problems.Take();
    return false;
  }

  // How many of the parts are records without a problem.
  size_t ValidParts(const std::vector<absl::string_view>& parts) const {
    size_t valid = 0;
    for (const absl::string_view part : parts) {
      Problems problems(file_, 1);
      CheckBinary(part, prototype_.GetDescriptor(), options_, &problems);
      valid += problems.empty();
    }
    return valid;
  }

  // Ends at what is no length, or longer than what is left.
  void ReadDelimited() {
    absl::string_view rest = bytes_, part;
    while (records_.size() < options_.most_records && TakeDelimited(&rest, &part)) AddPart(part);
    if (rest.empty() && !bytes_.empty()) return;
    const bool is_full = records_.size() == options_.most_records;
    const Position at{NextNumber(), 0};
    if (bytes_.empty()) {
      Refuse("empty", "the input is empty", "a record has at least one field", at);
    } else if (is_full) {
      Refuse("too-large", absl::StrCat("more than ", options_.most_records, " records"),
             "put fewer records into one file", at);
    } else {
      Refuse("syntax", "no record behind its length here; the rest of the input was not read",
             "is the file whole, and a stream of length-delimited records?", at);
    }
  }

  int NextNumber() const { return static_cast<int>(records_.size()) + start_.line; }

  // Streams have no lines: records are counted instead.
  void AddPart(absl::string_view part) {
    if (records_.size() == options_.most_records) return;
    const int number = NextNumber();
    Problems problems(absl::StrCat(file_, ":", number));
    std::unique_ptr<Message> message = NewMessage();
    std::vector<std::string> left_out;
    case_io::ReadBinary(part, options_, message.get(), &problems, &left_out);
    Add(Encoding::kBinary, std::move(message), &problems, part, {number, 1}, std::move(left_out));
  }

  // Says what keeps the input from being text if it looks like text, else from
  // being binary.
  void RefuseBoth() {
    const size_t control = FirstControl(bytes_);
    const size_t not_utf8 = expression::FirstNotUtf8(bytes_);
    if (BeginsLikeText(bytes_) && control == kNowhere && not_utf8 != kNowhere) {
      Refuse("bad-encoding", "the text is not UTF-8 from here on",
             "save the file as UTF-8 (it may be in Latin-1 or Windows-1252)",
             Locate(bytes_, not_utf8, start_));
    } else if (BeginsLikeText(bytes_) && control != kNowhere && not_utf8 == kNowhere) {
      Refuse("bad-encoding", "a control character, which text does not contain",
             "remove it; as a binary record the file cannot be read either",
             Locate(bytes_, control, start_));
    } else {
      records_.push_back({nullptr, std::move(binary_problems_), {}, Encoding::kBinary, bytes_, {}});
    }
  }

  absl::string_view bytes_;
  const std::string& file_;
  const Message& prototype_;
  RecordOptions options_;
  const Position start_{options_.first_line, 1};
  std::vector<InputMessage> records_;
  std::vector<InputProblem> binary_problems_;
};

}  // namespace

std::vector<InputMessage> ReadRecords(absl::string_view bytes, const std::string& file,
                                      const Message& prototype, const RecordOptions& options) {
  return RecordReader(absl::StripPrefix(bytes, "\xef\xbb\xbf"), file, prototype, options).Read();
}

void LocateFields(const InputMessage& record, const google::protobuf::Descriptor* type,
                  std::map<std::string, Position>* locations) {
  if (record.encoding == Encoding::kBinary) return;
  const Form form = record.encoding == Encoding::kText ? Form::kText : Form::kJson;
  Node root;
  std::vector<Flaw> unheard;
  constexpr int kDeepEnough = 1000;  // it has been read before
  if (form == Form::kText) {
    textproto::Scan(record.part, kDeepEnough, root, unheard);
  } else {
    textproto::ScanJson(record.part, kDeepEnough, root, unheard);
  }
  textproto::Offsets offsets;
  for (const auto& [path, at] : *locations) offsets[path] = kNowhere;
  textproto::Locate(root, *type, form, offsets);
  std::vector<std::pair<size_t, Position*>> found;
  for (auto& [path, at] : *locations) {
    if (offsets[path] != kNowhere) found.emplace_back(offsets[path], &at);
  }
  std::sort(found.begin(), found.end());
  Position at = record.start;
  size_t before = 0;
  for (const auto& [offset, position] : found) {
    at = Locate(record.part.substr(before), offset - before, at);
    before = offset;
    *position = at;
  }
}

}  // namespace risk::case_io
