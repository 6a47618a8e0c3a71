// Names of kinds of tasks.
#include "names/table.hpp"
#include "porto/tasks.hpp"

namespace porto {

using namespace internal;

namespace {

constexpr Name<TaskKind> task_kinds[] = {
    {TaskKind::ready_to_close, "ready_to_close"},
    {TaskKind::unrated, "unrated"},
    {TaskKind::excepted, "excepted"},
    {TaskKind::no_usage, "no_usage"},
    {TaskKind::usage_missing, "usage_missing"},
    {TaskKind::to_settle, "to_settle"},
    {TaskKind::unbilled, "unbilled"},
    {TaskKind::late_unbilled, "late_unbilled"},
    {TaskKind::unassigned, "unassigned"},
    {TaskKind::priced_twice, "priced_twice"},
};

}  // namespace

const char* to_string(TaskKind kind) noexcept { return name_of(kind, task_kinds); }

}  // namespace porto
