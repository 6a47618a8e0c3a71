// See task_notes.hpp.
#include "task_notes.hpp"

#include <algorithm>
#include <string_view>

namespace porto_cli {
namespace {

std::string cell_of(const Rows& row, std::string_view column) {
  return std::string(text(row, column));
}

std::string usage_of(const Rows& row) {
  return cell_of(row, "meter") + " " + cell_of(row, "quantity") + " of " + cell_of(row, "month");
}

std::string company_usage(const Rows& row) {
  return cell_of(row, "company") + ": " + usage_of(row);
}

std::string company_of(const Rows& row) { return cell_of(row, "company"); }

std::string domain_usage(const Rows& row) {
  const std::string reason = cell_of(row, "reason");
  return reason.empty() ? cell_of(row, "domain") + ": " + usage_of(row) : reason;
}

std::string priced_by(const Rows& row) {
  return company_of(row) + ": " + cell_of(row, "meter") + " by " + cell_of(row, "tariff");
}

std::string why_unrated(const Rows& row) {
  std::string why = cell_of(row, "reason");
  const std::string event = cell_of(row, "event_id");
  if (!event.empty())
    why += "; it may be event \"" + event + "\" of source \"" + cell_of(row, "source") + "\", of " +
           shown(row, "occurred_at") + ", quantity " + cell_of(row, "quantity");
  return why;
}

std::string why_left_out(const Rows& row) {
  return company_of(row) + ": " + cell_of(row, "reason");
}

std::string no_name(const Rows&) { return {}; }

/// How a kind of task is told: what begins the line, what names one of them, and what ends it.
struct Manner {
  const char* what;
  const char* begin;
  std::string (*name)(const Rows& row);
  const char* advice;
  bool a_line_each;  ///< what names one is a sentence
};

constexpr Manner manners[] = {
    {"unrated", "CANNOT BE RATED: ", why_unrated, "", true},
    {"excepted", "LEFT OUT: ", why_left_out, "", true},
    {"no_usage", "NO USAGE of any company", no_name, "; is a file still to be imported?", false},
    {"usage_missing", "NO USAGE of companies that had some in the month before: ", company_of,
     "; is a file still to be imported?", false},
    {"late_unbilled", "UNBILLED, of closed months that changed: ", company_usage,
     "; no subscription prices it, so no invoice bills it: `porto subscription add --help`", false},
    {"unassigned", "UNASSIGNED: ", domain_usage,
     "; the domain belongs to no company: `porto domain add --help`", false},
    {"priced_twice", "PRICED TWICE: ", priced_by,
     "; if that is not meant, end one of the subscriptions", false},
};

const Manner* manner_of(std::string_view what) {
  const auto found = std::find_if(std::begin(manners), std::end(manners),
                                  [&](const Manner& one) { return what == one.what; });
  return found == std::end(manners) ? nullptr : found;
}

/// The names of a kind, and how many there are.
struct OfOneKind {
  const Manner* manner;
  std::size_t count = 0;
  std::vector<std::string> names{};
};

std::string in_a_line(const OfOneKind& kind) {
  std::string line = kind.manner->begin;
  for (const std::string& name : kind.names)
    line += (&name == &kind.names.front() ? "" : ", ") + name;
  const std::size_t more = kind.count - kind.names.size();
  if (more != 0) line += ", and " + std::to_string(more) + " more";
  return line + kind.manner->advice;
}

void tell(Session& session, const std::string& where, const OfOneKind& kind) {
  if (!kind.manner->a_line_each) return session.warning(where, in_a_line(kind));
  for (const std::string& name : kind.names) session.warning(where, kind.manner->begin + name);
}

/// The kinds of the rows that `wanted` accepts.
template <class IsWanted>
std::vector<OfOneKind> kinds_of(Session& session, const Rows& tasks, IsWanted&& wanted) {
  std::vector<OfOneKind> kinds;
  while (next(tasks)) {
    const std::string_view what = text(tasks, "what");
    const Manner* manner = manner_of(what);
    if (!manner || !wanted(what)) continue;
    if (kinds.empty() || kinds.back().manner != manner) kinds.push_back({manner});
    if (++kinds.back().count <= kTasksNamed || manner->a_line_each)
      kinds.back().names.push_back(manner->name(tasks));
    if (what == "unrated") session.status = Session::attention;
  }
  return kinds;
}

}  // namespace

void tell_tasks(Session& session, const std::string& where, const Rows& tasks,
                const std::string& unrated_advice, const std::vector<std::string>& told_elsewhere) {
  const auto wanted = [&](std::string_view what) {
    return std::find(told_elsewhere.begin(), told_elsewhere.end(), what) == told_elsewhere.end();
  };
  for (const OfOneKind& kind : kinds_of(session, tasks, wanted)) {
    tell(session, where, kind);
    if (kind.manner->what == std::string_view("unrated")) session.warning(where, unrated_advice);
  }
}

void tell_unrated(Session& session, const Rows& tasks, const std::string& only) {
  const auto wanted = [&](std::string_view what) {
    return what == "unrated" && (only.empty() || only == text(tasks, "company"));
  };
  for (const OfOneKind& kind : kinds_of(session, tasks, wanted)) tell(session, {}, kind);
}

}  // namespace porto_cli
