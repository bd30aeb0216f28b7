// SPDX-License-Identifier: Apache-2.0
// glibc's settings of malloc, which Swift's Glibc module leaves out.
#include <malloc.h>
