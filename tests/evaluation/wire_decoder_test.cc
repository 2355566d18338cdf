// Records as bytes: whatever the bytes are, there is no crash, and what protobuf reads is read
// alike.
#include "risk/evaluation/input/wire_decoder.h"

#include <memory>
#include <random>
#include <string>

#include "gtest/gtest.h"
#include "tests/evaluation/random_record.h"
#include "tests/evaluation/shapes_plan.h"

namespace risk::evaluation {
namespace {

std::string Bytes(std::initializer_list<int> values) {
  std::string bytes;
  for (int value : values) bytes.push_back(static_cast<char>(value));
  return bytes;
}

TEST(WireDecoder, RefusesMalformedBytes) {
  const std::unique_ptr<const Plan> plan = ShapesPlan();
  ASSERT_NE(plan, nullptr);
  const std::string cases[] = {
      Bytes({0x00}),        // field number 0
      Bytes({0x18}),        // a number without its value
      Bytes({0x18, 0x80}),  // that stops in the middle
      Bytes({0x18, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01}),  // too long
      Bytes({0x12, 0x05, 'a'}),         // a text longer than the record
      Bytes({0x12, 0x01, 0xff}),        // not UTF-8
      Bytes({0x12, 0x02, 0xc0, 0x80}),  // overlong
      Bytes({0x3a, 0x02, 0x10}),        // an Answer cut off
      Bytes({0x3a, 0x01, 0x10}),        // an Answer whose value is missing
      Bytes({0x4a, 0x01, 0x08}),        // a Date likewise
      Bytes({0x6a, 0x02, 0x22, 0x05}),  // an element of a list whose part is too long
      Bytes({0xa2, 0x01, 0x01, 0x80}),  // packed numbers that stop in the middle
      Bytes({0x29, 0x00}),              // a double cut off
      Bytes({0x1c}),                    // the end of a group that never began
      Bytes({0x9b, 0x06}),              // a group that never ends
      Bytes({0x9b, 0x06, 0xa4, 0x06}),  // the end of another group
      Bytes({0x98, 0x80, 0x80, 0x80, 0x80, 0x00, 0x05}),  // a tag of six bytes
      Bytes({0x1e, 0x00}),                                // wire type 6
  };
  PlanRun scratch;
  for (const std::string& bytes : cases) {
    EXPECT_FALSE(plan->Run(bytes, kShapesAssessedOn, scratch).ok())
        << ::testing::PrintToString(bytes);
  }
}

TEST(WireDecoder, ReadsUnusualFormsAsProtobufDoes) {
  const std::unique_ptr<const Plan> plan = ShapesPlan();
  const std::string cases[] = {
      "",
      Bytes({0x18, 0x05, 0x18, 0x07}),                          // the last value counts
      Bytes({0x18, 0xff, 0xff, 0xff, 0xff, 0x1f}),              // beyond 32 bits
      Bytes({0x1d, 1, 2, 3, 4, 0x18, 0x05}),                    // another wire type is skipped
      Bytes({0x9b, 0x06, 0x08, 0x01, 0x9c, 0x06, 0x18, 0x05}),  // an unknown group
      Bytes({0xa0, 0x01, 0x03, 0xa2, 0x01, 0x02, 0x05, 0x07}),  // numbers packed and not
      Bytes({0x82, 0x01, 0x02, 0x01, 0x04, 0x80, 0x01, 0x02}),  // enums likewise
      Bytes({0x50, 0x02, 0x50, 0x04}),                          // a known color, then not known
      Bytes({0x3a, 0x02, 0x10, 0x02, 0x3a, 0x04, 0x0a, 0x02, 0x08, 0x0d}),  // an Answer in pieces
      Bytes({0x3a, 0x02, 0x10, 0x02, 0x0a, 0x02, 0x08, 0x0d}),              // provenance last
      Bytes({0x4a, 0x02, 0x08, 0x00}),                                      // the year 0
      Bytes({0x98, 0x80, 0x80, 0x80, 0x10, 0x05}),  // a tag whose upper bits do not count
      Bytes({0xd0, 0x01, 0x00}),                    // the default of an implicit field
  };
  for (const std::string& bytes : cases) {
    EXPECT_EQ(DifferenceOn(bytes, *plan), "") << ::testing::PrintToString(bytes);
  }
}

TEST(WireDecoder, ReadsEveryPrefixAndDamagedRecordAsProtobufDoes) {
  const std::unique_ptr<const Plan> plan = ShapesPlan();
  std::mt19937 random(7);
  for (int round = 0; round < 60; ++round) {
    shapes::Root record;
    FillAtRandom(record, 0.4, random);
    const std::string bytes = record.SerializeAsString().substr(0, 2000);
    for (int n = 0; n < 40 && !bytes.empty(); ++n) {
      std::string damaged = bytes;
      if (n % 4 == 0) {
        damaged.resize(random() % bytes.size());
      } else {
        for (unsigned k = 1 + random() % 3; k > 0; --k) {
          damaged[random() % bytes.size()] = static_cast<char>(random());
        }
      }
      ASSERT_EQ(DifferenceOn(damaged, *plan), "") << ::testing::PrintToString(damaged);
    }
  }
}

TEST(WireDecoder, LimitsTheMemoryOfLists) {
  const std::unique_ptr<const Plan> plan = ShapesPlan();
  std::string bytes;
  for (int i = 0; i < 4'000'000; ++i) bytes += Bytes({0x6a, 0x00});
  PlanRun scratch;
  EXPECT_FALSE(plan->Run(bytes, kShapesAssessedOn, scratch).ok());
}

}  // namespace
}  // namespace risk::evaluation
