// Tasks on standard error: each kind once, with how many there are and the first of them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "session.hpp"

namespace porto_cli {

/// The most of one kind that are named in one line; `porto status --tasks` lists all. Companies
/// that cannot be rated or are left out are all named, as each is money that no invoice has.
inline constexpr std::size_t kTasksNamed = 3;

/// Tells the rows of tasks, from the first to the last, as warnings about `where`, but for unbilled
/// usage, which bills tell by themselves, and other kinds that are told elsewhere. A company that
/// cannot be rated makes the exit status 3; `unrated_advice` is what can be done about it.
void tell_tasks(Session& session, const std::string& where, const Rows& tasks,
                const std::string& unrated_advice,
                const std::vector<std::string>& told_elsewhere = {});

/// The same of companies that cannot be rated alone; `only`: of this one, or empty.
void tell_unrated(Session& session, const Rows& tasks, const std::string& only = {});

}  // namespace porto_cli
