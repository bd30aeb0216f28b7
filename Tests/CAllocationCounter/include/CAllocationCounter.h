// SPDX-License-Identifier: Apache-2.0
#pragma once

/// What a thread has done so far that an audio thread must not do.
struct storecast_counts {
    /// Calls of malloc, calloc, realloc, the aligned forms, and free.
    long allocations;
    /// Retains and releases of Swift objects.
    long references;
};

/// Has Swift's retains and releases counted from now on. Before other threads start.
void storecast_count_references(void);

/// What this thread has done so far.
struct storecast_counts storecast_counted(void);
