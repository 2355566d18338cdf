#include "risk/case_batch.h"

#include <algorithm>
#include <climits>
#include <deque>
#include <exception>
#include <map>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "risk/batch/blocks.h"
#include "risk/batch/forms.h"
#include "risk/case_io/byte_stream.h"

namespace risk {
namespace {

using batch::Block;
using batch::Blocks;

constexpr size_t kWaitingPerThread = 2;

// What became of a block.
struct Result {
  std::string lines;
  BatchCount count;
  absl::Status status;       // why no edition could be chosen
  bool has_stopped = false;  // at a record that cannot be assessed, when strict
  std::exception_ptr thrown;  // for want of memory; thrown again by whoever takes the result
};

// A row of a table is made of many fields.
CaseOptions CasesOf(const BatchOptions& options) {
  CaseOptions cases = options.cases;
  cases.fields.clear();
  if (options.form != BatchForm::kTable) cases.fields = options.fields;
  return cases;
}

// Assesses the records of blocks, one thread each.
class Worker {
 public:
  Worker(const BatchOptions& options, std::shared_ptr<EditionChoice> editions)
      : options_(options), assessor_(CasesOf(options), std::move(editions)) {}

  Result Do(const Block& block, const std::string& name) {
    Result result;
    if (block.kind == Block::Kind::kLines) {
      Lines(block, name, result);
    } else if (block.kind == Block::Kind::kRecords) {
      Records(block, name, result);
    } else if (block.kind == Block::Kind::kWhole) {
      for (CaseInput& input : ParseCases(block.text, name, options_.reading)) {
        if (!Take(input, {name, static_cast<uint64_t>(std::max(input.line(), 1))}, result)) break;
      }
    } else {
      const bool is_failed = block.kind == Block::Kind::kFailed;
      Reject({ProblemOf(block)}, {name, is_failed ? 0 : block.first_line}, "", result);
      result.count.unreadable += is_failed;
    }
    return result;
  }

 private:
  InputProblem ProblemOf(const Block& block) const {
    InputProblem problem;
    if (block.kind == Block::Kind::kFailed) {
      problem.code = "cannot-read";
      problem.message = block.text;
    } else {
      problem.code = "too-large";
      problem.message = absl::StrCat("the record has more than ", options_.reading.most_bytes >> 20, " MiB");
    }
    return problem;
  }

  void Records(const Block& block, const std::string& name, Result& result) {
    ReadOptions reading = options_.reading;
    reading.is_delimited = true;
    reading.most_bytes = SIZE_MAX;  // many records, none of them too large
    reading.first_line = static_cast<int>(std::min<uint64_t>(block.first_line, INT_MAX));
    uint64_t number = block.first_line;
    for (CaseInput& input : ParseCases(block.text, name, reading)) {
      if (!Take(input, {name, number++}, result)) return;
    }
  }

  void Lines(const Block& block, const std::string& name, Result& result) {
    uint64_t number = block.first_line;
    for (size_t at = 0; at < block.text.size(); ++number) {
      const size_t end = std::min(block.text.find('\n', at), block.text.size());
      absl::string_view line(block.text.data() + at, end - at);
      at = end + 1;
      if (line.find_first_not_of(" \t\r\xEF\xBB\xBF") == absl::string_view::npos) continue;
      if (!Line(line, {name, number}, result)) return;
    }
  }

  bool Line(absl::string_view line, const batch::Source& source, Result& result) {
    ReadOptions reading = options_.reading;
    reading.first_line = static_cast<int>(std::min<uint64_t>(source.line, INT_MAX));
    std::vector<CaseInput> inputs = ParseCases(line, source.input, reading);
    if (inputs.size() == 1) return Take(inputs[0], source, result);
    InputProblem problem;
    problem.code = "syntax";
    problem.message = "more than one record on a line";
    problem.hint = "begin each on a line of its own";
    return Reject({std::move(problem)}, source, "", result);
  }

  // False if that ends everything.
  bool Take(CaseInput& input, const batch::Source& source, Result& result) {
    AssessedCase assessed = assessor_.Assess(input);
    if (assessed.outcome == AssessedCase::Outcome::kNoEdition) {
      result.status = absl::FailedPreconditionError(ToString(*assessed.edition_problems));
      return false;
    }
    if (!assessed.assessment.has_value()) return Reject(input.problems, source, input.case_id, result);
    ++result.count.assessed;
    batch::Append(*std::move(assessed.assessment), assessed.date_note, source, options_.form, options_.fields,
                  &result.lines);
    return true;
  }

  bool Reject(std::vector<InputProblem> problems, const batch::Source& source,
              const std::string& case_id, Result& result) {
    ++result.count.rejected;
    batch::AppendRejected(std::move(problems), source, case_id, options_.form, &result.lines);
    result.has_stopped = options_.is_strict;
    return !options_.is_strict;
  }

  const BatchOptions& options_;
  CaseAssessor assessor_;
};

// Hands blocks to threads and takes what became of them in the order of the blocks.
class Threads {
 public:
  Threads(const BatchOptions& options, const std::shared_ptr<EditionChoice>& editions,
          const std::string& name)
      : name_(name) {
    for (int i = 0; i < options.threads; ++i) {
      try {
        threads_.emplace_back([this, &options, editions] { Work(options, editions); });
      } catch (const std::system_error&) {  // no more can be had: fewer will do
        if (threads_.empty()) throw;
        break;
      }
    }
  }
  ~Threads() {
    {
      const absl::MutexLock lock(&mutex_);
      is_over_ = true;
      waiting_.clear();
    }
    for (std::thread& thread : threads_) thread.join();
  }

  bool is_full() const { return in_flight_ >= threads_.size() * (1 + kWaitingPerThread); }
  bool is_idle() const { return in_flight_ == 0; }

  void Give(Block block) {
    const absl::MutexLock lock(&mutex_);
    waiting_.emplace_back(given_++, std::move(block));
    ++in_flight_;
  }

  Result Take() {
    const absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(
        +[](Threads* self) { return self->done_.count(self->taken_) > 0; }, this));
    Result result = std::move(done_[taken_]);
    done_.erase(taken_++);
    --in_flight_;
    if (result.thrown != nullptr) std::rethrow_exception(result.thrown);
    return result;
  }

 private:
  void Work(const BatchOptions& options, const std::shared_ptr<EditionChoice>& editions) {
    Worker worker(options, editions);
    while (true) {
      std::pair<uint64_t, Block> next;
      {
        const absl::MutexLock lock(&mutex_);
        mutex_.Await(absl::Condition(
            +[](Threads* self) { return self->is_over_ || !self->waiting_.empty(); }, this));
        if (is_over_) return;
        next = std::move(waiting_.front());
        waiting_.pop_front();
      }
      Result result;
      try {
        result = worker.Do(next.second, name_);
      } catch (...) {
        result = Result();
        result.thrown = std::current_exception();
      }
      const absl::MutexLock lock(&mutex_);
      done_[next.first] = std::move(result);
    }
  }

  const std::string& name_;
  absl::Mutex mutex_;
  std::deque<std::pair<uint64_t, Block>> waiting_;
  std::map<uint64_t, Result> done_;
  uint64_t given_ = 0, taken_ = 0;
  size_t in_flight_ = 0;  // of the thread that gives and takes
  bool is_over_ = false;
  std::vector<std::thread> threads_;
};

bool IsNamedDelimited(absl::string_view path) {
  return absl::EndsWith(path, ".pbs") || absl::EndsWith(path, ".pbs.gz") ||
         absl::EndsWith(path, ".pbs.zst");
}

void Add(const BatchCount& more, BatchCount* count) {
  count->assessed += more.assessed;
  count->rejected += more.rejected;
  count->unreadable += more.unreadable;
}

}  // namespace

struct CaseBatch::State {
  BatchOptions options;
  std::shared_ptr<EditionChoice> editions;
  BatchCount count;

  // False if that ends everything.
  bool Finish(const Result& result, absl::FunctionRef<bool(absl::string_view)> write,
              absl::FunctionRef<void(const BatchCount&)> progress, absl::Status* status) {
    Add(result.count, &count);
    const bool is_written = result.lines.empty() || write(result.lines);
    progress(count);
    *status = result.status;
    return is_written && result.status.ok() && !result.has_stopped;
  }
};

CaseBatch::CaseBatch(BatchOptions options) : state_(std::make_unique<State>()) {
  options.threads = std::max(options.threads, 1);
  state_->editions = std::make_shared<EditionChoice>(options.cases.bases);
  state_->options = std::move(options);
}
CaseBatch::~CaseBatch() = default;

std::vector<std::string> CaseBatch::UnknownFields(const std::vector<std::string>& fields) {
  return batch::UnknownFields(fields);
}

std::string CaseBatch::Heading() const { return batch::Heading(state_->options.form); }

const BatchCount& CaseBatch::count() const { return state_->count; }

absl::Status CaseBatch::Run(const std::string& path, absl::FunctionRef<bool(absl::string_view)> write,
                            absl::FunctionRef<void(const BatchCount&)> progress) {
  const std::string name = path == "-" ? "stdin" : path;
  State& state = *state_;
  absl::Status status;
  Worker worker(state.options, state.editions);
  absl::StatusOr<case_io::ByteStream> stream = case_io::ByteStream::Open(path);
  if (!stream.ok()) {
    Block failed;
    failed.kind = Block::Kind::kFailed;
    failed.text = std::string(stream.status().message());
    state.Finish(worker.Do(failed, name), write, progress, &status);
    return status;
  }
  Blocks blocks(*std::move(stream), state.options.is_delimited || IsNamedDelimited(path),
                state.options.reading.most_bytes,
                static_cast<uint64_t>(std::max(state.options.reading.first_line, 1)));
  std::optional<Threads> threads;
  if (state.options.threads > 1) threads.emplace(state.options, state.editions, name);
  state.count.bytes_in_all = blocks.stream().file_size();
  bool goes_on = true;
  while (std::optional<Block> block = blocks.Next()) {
    state.count.bytes = blocks.stream().file_read();
    if (!threads.has_value()) {
      goes_on = state.Finish(worker.Do(*block, name), write, progress, &status);
    } else {
      if (threads->is_full()) goes_on = state.Finish(threads->Take(), write, progress, &status);
      if (goes_on) threads->Give(*std::move(block));
    }
    if (!goes_on) return status;
  }
  while (threads.has_value() && !threads->is_idle() && goes_on) {
    goes_on = state.Finish(threads->Take(), write, progress, &status);
  }
  return status;
}

}  // namespace risk
