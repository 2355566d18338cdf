#include "risk/edition/edition_builder.h"

namespace risk::edition {

EditionBuilder::EditionBuilder(const EditionLimits& limits_in,
                               const google::protobuf::Descriptor* context)
    : limits(limits_in),
      reporter(limits_in.problems),
      finished(std::make_unique<EditionData>(context)),
      edition(*finished) {}

}  // namespace risk::edition
