#include "risk/case_io/record_reader.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "risk/case_io/binary.h"
#include "risk/case_io/json.h"
#include "risk/case_io/text.h"
#include "risk/expression/utf8.h"

namespace risk::case_io {
namespace {

using google::protobuf::Message;

constexpr size_t kNowhere = absl::string_view::npos;

// First byte that text does not contain: a control character other than white space.
size_t FirstControl(absl::string_view bytes) {
  for (size_t i = 0; i < bytes.size(); ++i) {
    const unsigned char c = bytes[i];
    if (c < 0x20 && !absl::ascii_isspace(c)) return i;
  }
  return kNowhere;
}

// Whether text format could begin so: with a name, a comment or a bracket.
bool BeginsLikeText(absl::string_view text) {
  const absl::string_view begin = absl::StripLeadingAsciiWhitespace(text);
  return !begin.empty() && (absl::ascii_isalpha(begin[0]) || begin[0] == '_' || begin[0] == '#' ||
                            begin[0] == '{' || begin[0] == '[');
}

bool BeginsLikeJson(absl::string_view text) {
  const absl::string_view begin = absl::StripLeadingAsciiWhitespace(text);
  return !begin.empty() && (begin[0] == '{' || begin[0] == '[');
}

class RecordReader {
 public:
  RecordReader(absl::string_view bytes, const std::string& file, const Message& prototype,
               const RecordOptions& options)
      : bytes_(bytes), file_(file), prototype_(prototype), options_(options) {
    walk_.allow_unknown_fields = options.allow_unknown_fields;
    walk_.deepest = options.deepest;
  }

  std::vector<Record> Read() {
    if (bytes_.size() > options_.most_bytes) {
      Refuse("too-large",
             absl::StrCat("the input has more than ", options_.most_bytes >> 20, " MiB"),
             "put fewer records into one file");
    } else if (absl::StripAsciiWhitespace(bytes_).empty()) {
      Refuse("empty", "the input is empty", "a record has at least one field");
    } else if (absl::StartsWith(bytes_, "\xff\xfe") || absl::StartsWith(bytes_, "\xfe\xff")) {
      Refuse("bad-encoding", "the input is UTF-16 text", "save it as UTF-8");
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
    records_.push_back({nullptr, problems.Take(), Encoding::kText, bytes_, {}});
  }

  void Add(Encoding encoding, std::unique_ptr<Message> message, Problems* problems) {
    if (!problems->empty()) message = nullptr;
    records_.push_back({std::move(message), problems->Take(), encoding, bytes_, {1, 1}});
  }

  // False if this is no text. Text with mistakes is still text, unless it happens to be valid
  // binary.
  bool ReadText() {
    if (!BeginsLikeText(bytes_) || FirstControl(bytes_) != kNowhere ||
        expression::FirstNotUtf8(bytes_) != kNowhere) {
      return false;
    }
    if (BeginsLikeJson(bytes_)) {
      ReadJsonValues();
      return true;
    }
    Problems problems(file_);
    std::unique_ptr<Message> message = NewMessage();
    case_io::ReadText(bytes_, walk_, message.get(), &problems);
    if (!problems.empty() && ReadBinary()) return true;
    Add(Encoding::kText, std::move(message), &problems);
    return true;
  }

  void ReadJsonValues() {
    absl::string_view rest = bytes_;
    Position start{1, 1};
    size_t problem_count = 0;
    while (true) {
      const char* before = rest.data();
      const absl::string_view value = TakeJson(&rest);
      if (value.empty()) return;
      start =
          Locate(absl::string_view(before, value.data() - before), value.data() - before, start);
      if (records_.size() == options_.most_records) {
        Refuse("too-large", absl::StrCat("more than ", options_.most_records, " records"),
               "put fewer records into one file", start);
        return;
      }
      Problems problems(file_, problem_count < options_.most_problems ? 100 : 1);
      std::unique_ptr<Message> message = NewMessage();
      ReadJson(value, start, walk_, message.get(), &problems);
      if (!problems.empty()) message = nullptr;
      records_.push_back({std::move(message), problems.Take(), Encoding::kJson, value, start});
      problem_count += records_.back().problems.size();
      start = Locate(value, value.size(), start);
    }
  }

  // False, with nothing added, if this is no valid binary record.
  bool ReadBinary() {
    Problems problems(file_);
    std::unique_ptr<Message> message = NewMessage();
    case_io::ReadBinary(bytes_, walk_, message.get(), &problems);
    if (!problems.empty()) {
      if (binary_problems_.empty()) binary_problems_ = problems.Take();
      return false;
    }
    Add(Encoding::kBinary, std::move(message), &problems);
    return true;
  }

  // Says what keeps the input from being text if it looks like text, else from being binary.
  void RefuseBoth() {
    const size_t control = FirstControl(bytes_);
    const size_t not_utf8 = expression::FirstNotUtf8(bytes_);
    if (BeginsLikeText(bytes_) && control == kNowhere && not_utf8 != kNowhere) {
      Refuse("bad-encoding", "the text is not UTF-8 from here on",
             "save the file as UTF-8 (it may be in Latin-1 or Windows-1252)",
             Locate(bytes_, not_utf8));
    } else if (BeginsLikeText(bytes_) && control != kNowhere && not_utf8 == kNowhere) {
      Refuse("bad-encoding", "a control character, which text does not contain",
             "remove it; as a binary record the file cannot be read either",
             Locate(bytes_, control));
    } else {
      records_.push_back({nullptr, std::move(binary_problems_), Encoding::kBinary, bytes_, {}});
    }
  }

  absl::string_view bytes_;
  const std::string& file_;
  const Message& prototype_;
  RecordOptions options_;
  WalkOptions walk_;
  std::vector<Record> records_;
  std::vector<InputProblem> binary_problems_;
};

}  // namespace

std::vector<Record> ReadRecords(absl::string_view bytes, const std::string& file,
                                const Message& prototype, const RecordOptions& options) {
  return RecordReader(absl::StripPrefix(bytes, "\xef\xbb\xbf"), file, prototype, options).Read();
}

void LocateFields(const Record& record, const google::protobuf::Descriptor* type,
                  Locations* locations) {
  WalkOptions options;
  options.allow_unknown_fields = true;
  options.locations = locations;
  Problems unheard("");
  if (record.encoding == Encoding::kText) CheckText(record.part, type, options, &unheard);
  if (record.encoding == Encoding::kJson) {
    CheckJson(record.part, record.start, type, options, &unheard);
  }
}

}  // namespace risk::case_io
