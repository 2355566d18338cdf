// Access to the fields of shapes.proto without reflection; generated at build time.
#ifndef TESTS_EVALUATION_SHAPES_ACCESS_H_
#define TESTS_EVALUATION_SHAPES_ACCESS_H_

#include "risk/evaluation/input/field_access.h"

namespace risk {

evaluation::FieldAccessTable ShapesAccess();

}  // namespace risk

#endif  // TESTS_EVALUATION_SHAPES_ACCESS_H_
