// Wire format to slots, by projection: only the fields that a layout names are decoded, without
// objects.
//
//   SlotRecord record;
//   switch (Decode(bytes, layout, record)) { … }
//
// Reads what protobuf would read from the same bytes: the last of several values counts, numbers
// may come packed or not, fields of another wire type are skipped as unknown. Two rare forms, which
// serializers do not write, are left to the caller: see kNotCanonical.
//
// An Answer counts only if its source allows it: an answer that reassures and comes from
// self-report alone is unknown. The source is inherited from the messages that hold the answer.
#ifndef RISK_EVALUATION_INPUT_WIRE_DECODER_H_
#define RISK_EVALUATION_INPUT_WIRE_DECODER_H_

#include <cstdint>

#include "absl/strings/string_view.h"
#include "risk/evaluation/input/layout.h"
#include "risk/evaluation/input/slot_record.h"

namespace risk::evaluation {

enum class DecodeResult : uint8_t {
  kOk,
  kMalformed,     // not a well-formed message, a text that is not UTF-8, groups nested too deeply
  kTooLarge,      // more list elements than kMaxRowSlots has room for
  kNotCanonical,  // a singular message in several pieces, or a late provenance: parse and serialize
                  // anew
};

// Memory for list elements of one record, in slots of 16 bytes.
constexpr int64_t kMaxRowSlots = int64_t{1} << 24;

// Texts in `record` point into `bytes`. Bounds are always checked; any bytes may be given.
// Cost: about 3 ns a field that is decoded, 1 ns a field that is skipped; no allocation once
// `record` has grown.
DecodeResult Decode(absl::string_view bytes, const Layout& layout, SlotRecord& record);

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_INPUT_WIRE_DECODER_H_
