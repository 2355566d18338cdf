// Of librisk.so only: its own Protobuf stays silent, as its messages quote what it reads.
#include "google/protobuf/stubs/logging.h"

namespace {

__attribute__((constructor)) void Silence() { google::protobuf::SetLogHandler(nullptr); }

}  // namespace
