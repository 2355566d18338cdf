// The public headers beside what other headers define, and what the smallest of them costs.
#include "risk/assessor.h"

// Including it must stay cheap: these two are most of the vocabulary, some seconds of compiling.
#if defined(GOOGLE_PROTOBUF_INCLUDED_risk_2fv1_2fcase_2eproto) || \
    defined(GOOGLE_PROTOBUF_INCLUDED_risk_2fv1_2fassessment_2eproto)
#error "risk/assessor.h includes all messages"
#endif

// As GLib, ODBC and Windows have them.
#define TRUE 1
#define FALSE 0

#include <gtest/gtest.h>

#include "risk/as_known_at.h"
#include "risk/case_assessor.h"
#include "risk/case_auditor.h"
#include "risk/case_reader.h"
#include "risk/case_stream.h"
#include "risk/edition/editions.h"
#include "risk/html_report.h"
#include "risk/inspection_comparison.h"
#include "risk/inspection_report.h"
#include "risk/inspector.h"
#include "risk/messages.h"
#include "risk/next.h"
#include "risk/oversight.h"
#include "risk/oversight_report.h"
#include "risk/replay.h"
#include "risk/replay_report.h"
#include "risk/report.h"
#include "risk/rule_testing.h"
#include "risk/validation.h"

namespace risk {
namespace {

TEST(HostMacrosTest, HeadersLeaveThemAsTheyWere) {
  EXPECT_EQ(TRUE, 1);
  EXPECT_EQ(FALSE, 0);
}

TEST(HostMacrosTest, OutcomesCanBeNamed) {
  EXPECT_EQ(v1::Outcome_Name(kOutcomeTrue), "TRUE");
  EXPECT_EQ(v1::Outcome_Name(kOutcomeUnknown), "UNKNOWN");
  EXPECT_EQ(v1::Outcome_Name(kOutcomeFalse), "FALSE");
}

TEST(HostMacrosTest, AProgramAssesses) {
  CaseOptions options;
  options.edition = "england_wales";
  CaseAssessor assessor(options);
  v1::Case record;
  record.set_case_id("a");
  EXPECT_TRUE(assessor.Assess(record).assessment.has_value());
}

}  // namespace
}  // namespace risk
