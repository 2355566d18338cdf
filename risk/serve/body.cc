#include "risk/serve/body.h"

#include "absl/strings/str_cat.h"

namespace risk::serve {
namespace {

constexpr size_t kMostThrownAway = size_t{1} << 30;

}  // namespace

bool Body::Take(absl::string_view piece) {
  is_late_ = std::chrono::steady_clock::now() > until_;
  if (is_late_) return false;
  taken_ += piece.size();
  if (taken_ <= most_bytes_) {
    text_.append(piece.data(), piece.size());
    return true;
  }
  std::string().swap(text_);
  return taken_ <= most_bytes_ + kMostThrownAway;
}

std::optional<Reply> Body::Refusal(bool is_read) const {
  std::optional<Reply> refusal;
  if (taken_ > most_bytes_) {
    refusal = Refuse(413, "limit", absl::StrCat("a request may have ", most_bytes_, " bytes"));
  } else if (is_late_) {
    refusal = Refuse(408, "too-slow", "the request takes too long to arrive");
  } else if (!is_read) {
    refusal = Refuse(400, "bad-body", "the body ends early, or is not what its headers say");
  }
  if (refusal.has_value()) refusal->has_rest = !is_read;
  return refusal;
}

}  // namespace risk::serve
