#include "risk/edition/draft.h"

namespace risk::edition {

Draft::Draft(const EditionLimits& limits_in, const google::protobuf::Descriptor* context)
    : limits(limits_in),
      reporter(limits_in.problems),
      finished(std::make_unique<Parts>(context)),
      parts(*finished) {}

}  // namespace risk::edition
