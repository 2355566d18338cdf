#include "tests/fuzz/message_mutator.h"

#include <set>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "tests/made_up_record.pb.h"

namespace risk::test {
namespace {

void AddFields(const google::protobuf::Message& message, int depth, std::set<std::string>& seen) {
  ASSERT_LE(depth, MessageMutator::kDeepest + 1);
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  for (const auto* field : fields) {
    seen.insert(field->full_name());
    if (field->message_type() == nullptr) continue;
    const int count = field->is_repeated() ? message.GetReflection()->FieldSize(message, field) : 1;
    for (int i = 0; i < count; ++i) {
      AddFields(field->is_repeated() ? message.GetReflection()->GetRepeatedMessage(message, field, i)
                                     : message.GetReflection()->GetMessage(message, field),
                depth + 1, seen);
    }
  }
}

TEST(MessageMutatorTest, ReachesEveryFieldAndStaysSmall) {
  std::set<std::string> seen;
  for (uint32_t seed = 0; seed < 200; ++seed) {
    Record record;
    for (uint32_t step = 0; step < 100; ++step) MessageMutator(seed * 1000 + step, {"word"}).Mutate(record);
    AddFields(record, 0, seen);
    EXPECT_LT(record.ByteSizeLong(), 1u << 20);
  }
  const auto& file = *Record::descriptor()->file();
  for (int i = 0; i < file.message_type_count(); ++i) {
    for (int k = 0; k < file.message_type(i)->field_count(); ++k) {
      EXPECT_EQ(seen.count(file.message_type(i)->field(k)->full_name()), 1u) << file.message_type(i)->field(k)->full_name();
    }
  }
}

TEST(MessageMutatorTest, SameSeedSameChange) {
  Record a, b;
  for (uint32_t step = 0; step < 300; ++step) {
    MessageMutator(step, {"word"}).Mutate(a);
    MessageMutator(step, {"word"}).Mutate(b);
  }
  EXPECT_EQ(a.DebugString(), b.DebugString());
}

}  // namespace
}  // namespace risk::test
