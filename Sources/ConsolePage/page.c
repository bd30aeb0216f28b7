// SPDX-License-Identifier: Apache-2.0
// Written by scripts/list-page.
#include "ConsolePage.h"

static const unsigned char index_html[] = {
#embed "page/index.html"
};

#define FILE(path, bytes) { path, bytes, sizeof bytes }

static const struct console_page_file files[] = {
    FILE("/index.html", index_html),
};

const struct console_page_file *const console_page_files = files;
const size_t console_page_file_count = sizeof files / sizeof files[0];
