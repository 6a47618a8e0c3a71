// Tasks on standard error: each kind once, with how many there are and the first of them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "session.hpp"

namespace porto_cli {

/// The most of one kind that are named; `porto status --tasks` lists all.
inline constexpr std::size_t kTasksNamed = 3;

/// Tells the rows of tasks, from the first to the last, as warnings about `where`, but for unbilled
/// usage, which bills tell by themselves, and other kinds that are told elsewhere. A company that
/// cannot be rated makes the exit status 3.
void tell_tasks(Session& session, const std::string& where, const Rows& tasks,
                const std::vector<std::string>& told_elsewhere = {});

/// The same of companies that cannot be rated alone; `only`: of this one, or empty.
void tell_unrated(Session& session, const Rows& tasks, const std::string& only = {});

}  // namespace porto_cli
