// Memory that is not to be had: the N-th allocation of the process fails, or that one and all after
// it. Everything that porto and its libraries allocate is counted: malloc is that of this program.
// Under sanitizers, which have a malloc of their own, it is what C++ and SQLite allocate.
#pragma once

namespace porto::testing::memory {

/// Before anything else in a program.
void prepare();
/// The allocation number `nth` from now fails, from 1; and all after it.
void fail(long nth, bool from_then_on);
/// None fails any more. Returns how many there were since `fail`.
long work();
/// How many failed since `fail`.
long failed();
/// How many blocks are allocated; under sanitizers, which find leaks themselves, always 0.
long in_use();

}  // namespace porto::testing::memory
