// Assesses one record again and again in C++; what the surfaces are measured against. See table.py.
//
//   cpp RECORD DETAIL      then a line with a number: so many times; prints the processor time of one, in µs
#include <ctime>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "risk/case_assessor.h"
#include "risk/edition/editions.h"
#include "risk/edition_choice.h"
#include "risk/report.h"

namespace {

double ProcessorTime() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  std::ifstream file(argv[1]);
  const std::string record((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  const risk::EditionChoice::Chosen chosen =
      risk::EditionChoice::From(risk::Editions::Load("england_wales"));
  if (!chosen.assessor.has_value()) return 1;
  risk::CaseOptions options;
  options.detail = std::map<std::string, risk::Detail>{
      {"results", risk::Detail::kResults},
      {"missing", risk::Detail::kMissing},
      {"explanations", risk::Detail::kExplanations}}[argv[2]];
  int times = 0;
  while (std::cin >> times) {
    size_t written = 0;
    const double begin = ProcessorTime();
    for (int i = 0; i < times; ++i) {
      std::vector<risk::CaseInput> inputs = risk::ParseCases(record, "case");
      const risk::AssessedCase result = risk::AssessCase(*chosen.assessor, options, inputs.front());
      if (!result.assessment.has_value()) return 1;
      written += risk::JsonReport(*result.assessment).size();
    }
    std::cout << (ProcessorTime() - begin) / times << " " << written / static_cast<size_t>(times) << std::endl;
  }
  return 0;
}
