// A cursor over wire format that never reads past its end. Every function returns false for
// malformed bytes, after which the cursor must not be used.
#ifndef RISK_EVALUATION_INPUT_WIRE_READER_H_
#define RISK_EVALUATION_INPUT_WIRE_READER_H_

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace risk::evaluation {

class WireReader {
 public:
  WireReader() = default;
  WireReader(const uint8_t* begin, const uint8_t* end) : p_(begin), end_(end) {}

  bool AtEnd() const { return p_ >= end_; }
  const uint8_t* position() const { return p_; }
  size_t remaining() const { return static_cast<size_t>(end_ - p_); }

  bool Varint(uint64_t* value) {
    if (p_ < end_ && *p_ < 0x80) {
      *value = *p_++;
      return true;
    }
    return LongVarint(value);
  }
  // Field number × 8 + wire type; never a field number of 0. At most five bytes, of which, as
  // protobuf does, the lower 32 bits count.
  bool Tag(uint32_t* tag) {
    const uint8_t* const begin = p_;
    uint64_t value;
    if (!Varint(&value) || p_ - begin > 5) return false;
    *tag = static_cast<uint32_t>(value);
    return *tag >= 8;
  }
  bool Fixed32(uint64_t* value) { return Fixed<uint32_t>(value); }
  bool Fixed64(uint64_t* value) { return Fixed<uint64_t>(value); }
  // The content of a length-delimited field.
  bool Delimited(WireReader* content) {
    uint64_t size;
    if (!Varint(&size) || size > remaining()) return false;
    *content = WireReader(p_, p_ + size);
    p_ += size;
    return true;
  }
  // Passes over the value that follows `tag`, a whole group included.
  bool Skip(uint32_t tag) {
    uint64_t ignored;
    WireReader content;
    switch (tag & 7) {
      case 0:
        return Varint(&ignored);
      case 1:
        return Fixed64(&ignored);
      case 2:
        return Delimited(&content);
      case 3:
        return SkipGroup(tag >> 3);
      case 5:
        return Fixed32(&ignored);
      default:
        return false;
    }
  }

 private:
  static constexpr int kMaxGroups = 100;  // one inside another

  template <typename T>
  bool Fixed(uint64_t* value) {
    if (remaining() < sizeof(T)) return false;
    T bits;
    std::memcpy(&bits, p_, sizeof bits);
    *value = bits;
    p_ += sizeof bits;
    return true;
  }

  bool LongVarint(uint64_t* value) {
    uint64_t result = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      if (p_ >= end_) return false;
      const uint64_t byte = *p_++;
      result |= (byte & 0x7f) << shift;
      if (byte < 0x80) {
        *value = result;
        return true;
      }
    }
    return false;
  }

  bool SkipGroup(uint32_t number) {
    uint32_t open[kMaxGroups];
    int depth = 0;
    open[depth++] = number;
    while (depth > 0) {
      uint32_t tag;
      if (!Tag(&tag)) return false;
      if ((tag & 7) == 3) {
        if (depth == kMaxGroups) return false;
        open[depth++] = tag >> 3;
      } else if ((tag & 7) == 4) {
        if (open[--depth] != tag >> 3) return false;
      } else if (!Skip(tag)) {
        return false;
      }
    }
    return true;
  }

  const uint8_t* p_ = nullptr;
  const uint8_t* end_ = nullptr;
};

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_INPUT_WIRE_READER_H_
