// The missing pieces of one case: each place of the record that would have to be known, once.
//
// Results name pieces by number, so that no path is written or compared twice.
#ifndef RISK_ASSESSMENT_PIECES_H_
#define RISK_ASSESSMENT_PIECES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "risk/evaluation/program/tracer.h"
#include "risk/evaluation/value/support.h"
#include "risk/expression/checker.h"
#include "risk/v1/assessment.pb.h"

namespace risk::assessment {

// A place of the record that is not known: its fields from the record down, without the elements.
struct MissingField {
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  bool is_open_list = false;

  bool operator<(const MissingField& other) const { return fields < other.fields; }
};

struct Piece {
  std::string path;    // "domestic_abuse.incidents[2].strangulation"
  MissingField field;  // no fields for a name that is no place of the record
  // The outermost element that it lies in: the number of fields that lead to its list, and its
  // index; -1 for a piece outside all lists.
  size_t list_depth = 0;
  int element = -1;

  // Whether it lies in an element of this list.
  bool IsInElementOf(const expression::FieldPath& list) const;
  // Whether it is this field or lies in it.
  bool IsBelow(const expression::FieldPath& path) const;
};

class Pieces {
 public:
  // The number of what a part of a value's support speaks of; -1 for the record as a whole.
  int IdOf(const evaluation::Support& part);
  int IdOf(const evaluation::RecordPlace& place);
  // Of a variable whose own support is not known.
  int IdOf(absl::string_view name);

  int size() const { return static_cast<int>(pieces_.size()); }
  const Piece& at(int id) const { return pieces_[static_cast<size_t>(id)]; }
  std::vector<std::string> Paths(const std::vector<int>& ids) const;

  // Adds references to an explanation: numbers in Assessment.piece.
  void Refer(const std::vector<int>& ids, v1::Explanation& explanation);
  // Everything that was referred to, in the order of the numbers.
  void ListReferred(v1::Assessment& result) const;
  const std::string& ReferredPath(int number) const { return at(referred_[number]).path; }

 private:
  using Field = google::protobuf::FieldDescriptor;
  int NodeOf(int parent, const Field* field, int index);
  int Add(Piece piece);

  // A message by its holder, or a part of a message: field, index, and whether the end of an open
  // list is meant.
  absl::flat_hash_map<std::tuple<int, const Field*, int>, int> nodes_;
  absl::flat_hash_map<std::tuple<int, const Field*, int, bool>, int> ids_;
  absl::flat_hash_map<std::string, int> names_;
  std::vector<Piece> pieces_;
  std::vector<int> numbers_;   // by id: the number in Assessment.piece; -1 if nothing refers to it
  std::vector<int> referred_;  // ids by that number
};

}  // namespace risk::assessment

#endif  // RISK_ASSESSMENT_PIECES_H_
