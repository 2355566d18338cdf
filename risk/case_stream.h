// Reads the cases of a file a few at a time, so that any number of them takes little memory.
//
//   risk::CaseStream stream("cases.ndjson");
//   for (std::vector<risk::CaseInput> some = stream.Next(); !some.empty(); some = stream.Next()) …
//
#ifndef RISK_CASE_STREAM_H_
#define RISK_CASE_STREAM_H_

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "risk/case_reader.h"

namespace risk {

class CaseStream {
 public:
  // Reads a file, or standard input for "-". Nothing is opened before Next.
  explicit CaseStream(std::string path, ReadOptions options = {});
  CaseStream(CaseStream&&) noexcept;
  ~CaseStream();

  // The next cases, in order; none at the end. gzip and Zstandard are unpacked on the way. What
  // ReadCases would give, with the same positions, but for a limit: `most_bytes` and the number of cases are those of what is read at a time, so
  // that a file of JSON records may be of any size. Errors: as ReadCases; one that keeps the rest
  // from being read ends the stream. Cost: keeps about `kBlock` bytes and the cases in them. Text
  // and wire format hold one case, and are read whole; so are JSON records that do not each begin
  // on a line.
  std::vector<CaseInput> Next();

  static constexpr size_t kBlock = size_t{1} << 20;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace risk

#endif  // RISK_CASE_STREAM_H_
