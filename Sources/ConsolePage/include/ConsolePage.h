// SPDX-License-Identifier: Apache-2.0
// The console's page as it is served: the files of page/, which are a part of the program.
#pragma once
#include <stddef.h>

/// A file of the page.
struct console_page_file {
    /// Where it is served, such as "/views/on-air.js".
    const char *path;
    const unsigned char *bytes;
    size_t length;
};

/// Every file.
extern const struct console_page_file *const console_page_files;
extern const size_t console_page_file_count;
