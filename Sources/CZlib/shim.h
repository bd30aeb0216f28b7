// SPDX-License-Identifier: Apache-2.0
#pragma once
// What is packed is only read.
#define ZLIB_CONST
#include <zlib.h>
