#include "risk/evaluation/input/wire_decoder.h"

#include <cstring>

#include "risk/evaluation/input/date_slot.h"
#include "risk/evaluation/input/sourced_answer.h"
#include "risk/evaluation/input/wire_reader.h"
#include "risk/expression/utf8.h"
#include "risk/v1/answer.pb.h"
#include "risk/v1/date.pb.h"
#include "risk/v1/provenance.pb.h"

namespace risk::evaluation {
namespace {

constexpr uint32_t VarintTag(int number) { return static_cast<uint32_t>(number) << 3; }
constexpr uint32_t DelimitedTag(int number) { return static_cast<uint32_t>(number) << 3 | 2; }

constexpr uint32_t kSourceTag = VarintTag(v1::Provenance::kSourceFieldNumber);
constexpr uint32_t kAnswerProvenanceTag = DelimitedTag(v1::Answer::kProvenanceFieldNumber);
constexpr uint32_t kAnswerValueTag = VarintTag(v1::Answer::kValueFieldNumber);
static_assert(v1::Date::kYearFieldNumber == 1 && v1::Date::kMonthFieldNumber == 2 &&
                  v1::Date::kDayFieldNumber == 3,
              "DateValue numbers the parts of a date");

// Which singular messages of one message have been seen.
class Seen {
 public:
  // True the first time.
  bool Mark(int ordinal) {
    uint64_t& word = bits_[ordinal >> 6];
    const uint64_t bit = uint64_t{1} << (ordinal & 63);
    const bool is_first = (word & bit) == 0;
    word |= bit;
    return is_first;
  }

 private:
  uint64_t bits_[2] = {0, 0};
};

// Functions return false once `result` says why.
class Decoder {
 public:
  Decoder(const Layout& layout, SlotRecord& record) : layout_(layout), record_(record) {}

  // `source` is the one inherited; 0 for none.
  bool Message(WireReader in, const MessageLayout& message, Slot* frame, int source);
  DecodeResult result() const { return result_; }

 private:
  bool Fail(DecodeResult why) {
    result_ = why;
    return false;
  }
  bool Malformed() { return Fail(DecodeResult::kMalformed); }

  bool Delimited(WireReader in, const FieldRead& field, Slot* frame, int source);
  bool Submessage(WireReader in, const FieldRead& field, Slot* frame, int source);
  bool Element(WireReader in, const FieldRead& field, Slot* frame, int source);
  bool Packed(WireReader in, const FieldRead& field, Slot* frame);
  bool Scalar(WireReader& in, const FieldRead& field, Slot* slot);
  bool Text(WireReader in, const FieldRead& field, Slot* slot);
  bool Answer(WireReader in, int source, SourcedAnswer* stated);
  bool Date(WireReader in, Slot* slot);
  bool Source(WireReader in, int* source);
  Slot* AddRow(const FieldRead& field, Slot* frame);

  const Layout& layout_;
  SlotRecord& record_;
  int64_t row_slots_ = 0;
  int32_t number_ = 0;  // of the enum decoded last
  DecodeResult result_ = DecodeResult::kOk;
};

bool Decoder::Message(WireReader in, const MessageLayout& message, Slot* frame, int source) {
  for (int slot : message.closed_if_present) frame[slot].hi |= 1;
  const uint32_t provenance_tag = message.needs_source ? DelimitedTag(message.provenance) : 0;
  const FieldRead* const fields = message.fields.data();
  const size_t field_count = message.fields.size();
  bool is_first = true;
  Seen seen;
  while (!in.AtEnd()) {
    uint32_t tag;
    if (!in.Tag(&tag)) return Malformed();
    if (tag == provenance_tag) {
      if (!is_first) return Fail(DecodeResult::kNotCanonical);
      WireReader ahead = in, content;
      if (!ahead.Delimited(&content)) return Malformed();
      if (!Source(content, &source)) return false;
    }
    is_first = false;
    const uint32_t number = tag >> 3;
    if (number >= field_count || fields[number].load == Load::kSkip) {
      if (!in.Skip(tag)) return Malformed();
      continue;
    }
    const FieldRead& field = fields[number];
    if ((tag & 7) == 2) {
      WireReader content;
      if (!in.Delimited(&content)) return Malformed();
      if (field.ordinal >= 0 && !seen.Mark(field.ordinal)) {
        return Fail(DecodeResult::kNotCanonical);
      }
      if (!Delimited(content, field, frame, source)) return false;
    } else if ((tag & 7) != field.wire_type) {
      if (!in.Skip(tag)) return Malformed();
    } else if (field.is_repeated) {
      Slot* row = AddRow(field, frame);
      if (row == nullptr || !Scalar(in, field, row)) return false;
    } else {
      Slot ignored;
      if (!Scalar(in, field, field.value >= 0 ? &frame[field.value] : &ignored)) return false;
      if (field.presence >= 0) frame[field.presence] = {1, 1};
      if (field.recorded >= 0) frame[field.recorded] = number_ != 0 ? Slot{1, 1} : Slot{0, 0};
    }
  }
  return true;
}

bool Decoder::Delimited(WireReader in, const FieldRead& field, Slot* frame, int source) {
  if (field.wire_type != 2) return field.is_repeated ? Packed(in, field, frame) : true;
  if (field.is_repeated) return Element(in, field, frame, source);
  if (field.load != Load::kText) return Submessage(in, field, frame, source);
  if (field.presence >= 0) frame[field.presence] = {1, 1};
  Slot ignored;
  return Text(in, field, field.value >= 0 ? &frame[field.value] : &ignored);
}

bool Decoder::Submessage(WireReader in, const FieldRead& field, Slot* frame, int source) {
  if (field.presence >= 0) frame[field.presence] = {1, 1};
  if (field.load == Load::kAnswer && (field.value >= 0 || !field.closes.empty())) {
    SourcedAnswer stated;
    if (!Answer(in, source, &stated)) return false;
    if (field.value >= 0) frame[field.value] = stated.Read(field.reassuring);
    if (!field.closes.empty() && stated.Read(v1::Answer::YES).lo == 1) {
      for (int list : field.closes) frame[list].hi |= 1;
    }
  }
  if (field.load == Load::kDate && field.value >= 0 && !Date(in, &frame[field.value])) return false;
  return field.node < 0 || Message(in, layout_.node(field.node), frame, source);
}

bool Decoder::Element(WireReader in, const FieldRead& field, Slot* frame, int source) {
  Slot* row = AddRow(field, frame);
  if (row == nullptr) return false;
  switch (field.load) {
    case Load::kText:
      return Text(in, field, row);
    case Load::kDate:
      return Date(in, row);
    case Load::kAnswer: {
      SourcedAnswer stated;
      if (!Answer(in, source, &stated)) return false;
      *row = stated.Read(field.reassuring);
      return true;
    }
    default:
      return Message(in, layout_.node(layout_.list(field.list).node), row, source);
  }
}

bool Decoder::Packed(WireReader in, const FieldRead& field, Slot* frame) {
  while (!in.AtEnd()) {
    Slot* row = AddRow(field, frame);
    if (row == nullptr || !Scalar(in, field, row)) return false;
  }
  return true;
}

bool Decoder::Scalar(WireReader& in, const FieldRead& field, Slot* slot) {
  uint64_t bits = 0;
  const bool is_read = field.wire_type == 0   ? in.Varint(&bits)
                       : field.wire_type == 1 ? in.Fixed64(&bits)
                                              : in.Fixed32(&bits);
  if (!is_read) return Malformed();
  int64_t value = static_cast<int64_t>(bits);
  switch (field.load) {
    case Load::kSint:
      value = static_cast<int64_t>(bits >> 1) ^ -static_cast<int64_t>(bits & 1);
      break;
    case Load::kBool:
      value = bits != 0;
      break;
    case Load::kFloat: {
      float number;
      const uint32_t low = static_cast<uint32_t>(bits);
      std::memcpy(&number, &low, sizeof number);
      value = DoubleBits(number);
      break;
    }
    case Load::kEnum:
      value = number_ = static_cast<int32_t>(bits);
      *slot = field.known_values->Contains(value) ? Slot{value, value} : field.missing;
      return true;
    default:
      break;
  }
  if (field.is_narrow) value = static_cast<int32_t>(value);
  *slot = value == 0 && !field.has_presence ? field.missing : Slot{value, value};
  return true;
}

bool Decoder::Text(WireReader in, const FieldRead& field, Slot* slot) {
  const absl::string_view text(reinterpret_cast<const char*>(in.position()), in.remaining());
  if (!expression::IsUtf8(text)) return Malformed();
  if (in.AtEnd() && !field.has_presence) {
    *slot = kUnknownText;
  } else {
    *slot = {reinterpret_cast<intptr_t>(in.position()), static_cast<int64_t>(in.remaining())};
  }
  return true;
}

bool Decoder::Answer(WireReader in, int source, SourcedAnswer* stated) {
  stated->source = source;
  bool has_provenance = false;
  while (!in.AtEnd()) {
    uint32_t tag;
    if (!in.Tag(&tag)) return Malformed();
    if (tag == kAnswerValueTag) {
      uint64_t number;
      if (!in.Varint(&number)) return Malformed();
      stated->value = static_cast<int32_t>(number);
    } else if (tag == kAnswerProvenanceTag) {
      WireReader content;
      if (!in.Delimited(&content)) return Malformed();
      if (has_provenance) return Fail(DecodeResult::kNotCanonical);
      has_provenance = true;
      if (!Source(content, &stated->source)) return false;
    } else if (!in.Skip(tag)) {
      return Malformed();
    }
  }
  return true;
}

bool Decoder::Date(WireReader in, Slot* slot) {
  DateParts parts;
  while (!in.AtEnd()) {
    uint32_t tag;
    if (!in.Tag(&tag)) return Malformed();
    const uint32_t number = tag >> 3;
    if ((tag & 7) == 0 && number <= 3) {
      uint64_t value;
      if (!in.Varint(&value)) return Malformed();
      (number == 1   ? parts.year
       : number == 2 ? parts.month
                     : parts.day) = static_cast<int32_t>(value);
      parts.present |= 1u << (number - 1);
    } else if (!in.Skip(tag)) {
      return Malformed();
    }
  }
  *slot = SlotOf(parts);
  return true;
}

// Replaces `source` by the one that a Provenance states, if it states one.
bool Decoder::Source(WireReader in, int* source) {
  int stated = v1::Provenance::SOURCE_UNSPECIFIED;
  while (!in.AtEnd()) {
    uint32_t tag;
    if (!in.Tag(&tag)) return Malformed();
    if (tag == kSourceTag) {
      uint64_t value;
      if (!in.Varint(&value)) return Malformed();
      stated = static_cast<int32_t>(value);
    } else if (!in.Skip(tag)) {
      return Malformed();
    }
  }
  if (stated != v1::Provenance::SOURCE_UNSPECIFIED) *source = stated;
  return true;
}

// A new row at the end of the list that `field` is. Rows of one list lie together: a list is
// decoded while the one message that holds it is.
Slot* Decoder::AddRow(const FieldRead& field, Slot* frame) {
  Rows& rows = record_.lists[field.list];
  row_slots_ += layout_.list(field.list).stride;
  if (row_slots_ > kMaxRowSlots) {
    Fail(DecodeResult::kTooLarge);
    return nullptr;
  }
  Slot& list = frame[field.value];
  if (list.hi < 2) list.lo = static_cast<int64_t>(rows.size());
  list.hi += 2;
  return rows.Add(layout_.initial(field.list + 1));
}

}  // namespace

DecodeResult Decode(absl::string_view bytes, const Layout& layout, SlotRecord& record) {
  record.Reset(layout);
  Decoder decoder(layout, record);
  const uint8_t* begin = reinterpret_cast<const uint8_t*>(bytes.data());
  decoder.Message(WireReader(begin, begin + bytes.size()), layout.node(layout.root()),
                  record.root.data(), 0);
  return decoder.result();
}

}  // namespace risk::evaluation
