// See changes.hpp.
#include "changes.hpp"

#include <pwd.h>
#include <unistd.h>

#include <set>
#include <utility>

#include "arguments.hpp"
#include "counted.hpp"

namespace porto_cli {
namespace {

/// "12.00 SEK more", of a difference.
std::string more_or_less(std::string_view difference, std::string_view currency) {
  if (difference.find_first_not_of("0.") == std::string_view::npos) return "the same";
  const bool less = difference.front() == '-';
  if (less) difference.remove_prefix(1);
  return std::string(difference) + " " + std::string(currency) + (less ? " less" : " more");
}

/// What the rows of an effect say in sum.
struct EffectSum {
  std::size_t months = 0;
  std::set<std::string> companies{};
  std::set<std::string> unrated{};  // can be billed no longer
  std::string first{};
  std::string last{};
  std::string next{};
  std::string difference{};
  std::string currency{};

  void add(const Rows& row) {
    const std::string month(text(row, "month"));
    if (text(row, "entry") == "total") {
      next = month;
      difference = text(row, "difference");
      currency = text(row, "currency");
      return;
    }
    ++months;
    if (text(row, "after").empty()) unrated.insert(std::string(text(row, "company")));
    companies.insert(std::string(text(row, "company")));
    if (first.empty() || month < first) first = month;
    if (month > last) last = month;
  }

  std::string told() const {
    const std::string when = first == last ? first : first + " to " + last;
    return counted(months, "closed month", "closed months") + " of " +
           counted(companies.size(), "company", "companies") +
           (months == 1 ? " changes, " : " change, ") + when + ": the close of " + next +
           (unrated.empty()
                ? " bills " + more_or_less(difference, currency)
                : " is refused, or leaves out " + counted(unrated.size(), "company", "companies") +
                      " that cannot be rated");
  }
};

std::string& usual_actor() {
  static std::string actor;
  return actor;
}

void add_words(Command command, ChangeArguments& arguments) {
  command.add_text("--actor", arguments.actor, "Who does it [the user of this process]", "NAME");
}

void add_rest(Command command, ChangeArguments& arguments) {
  command.add_text("--as-of", arguments.as_of,
                   "The time that counts as now, such as 2024-03-01T08:00:00+01:00 [the clock]",
                   "TIME");
  add_dry_run(command, arguments.dry_run);
}

}  // namespace

std::string user_name() {
  if (!usual_actor().empty()) return usual_actor();
  const passwd* user = getpwuid(getuid());
  return user == nullptr || user->pw_name == nullptr ? std::string() : user->pw_name;
}

void set_usual_actor(const std::string& actor) { usual_actor() = actor; }

void add_dry_run(Command command, bool& dry_run) {
  command.add_flag("--dry-run", dry_run, "Say the same, and change nothing");
}

void add_change_arguments(Command command, ChangeArguments& arguments) {
  add_words(command, arguments);
  command.add_text("--reason", arguments.reason, "Why", "TEXT");
  add_rest(command, arguments);
  command.add_flag("--far", arguments.far,
                   "Months are meant that are years away: more than two, for an end ten");
}

void add_removal_arguments(Command command, ChangeArguments& arguments) {
  add_words(command, arguments);
  command.add_text("--reason", arguments.reason, "Why", "TEXT").required();
  add_rest(command, arguments);
}

void add_settle(Command command, ChangeArguments& arguments) {
  command.add_flag("--settle", arguments.settle,
                   "Also if closed months used it: the next close credits what was invoiced");
}

ChangeMade::ChangeMade(const ChangeArguments& arguments) : arguments_(arguments) {
  if (arguments_.actor.empty()) arguments_.actor = user_name();
  options_.actor = given(arguments_.actor);
  options_.reason = given(arguments_.reason);
  options_.at_unix_us = parse_time_or_now("--as-of", arguments_.as_of);
  options_.dry_run = arguments_.dry_run ? 1 : 0;
  options_.allow_far = arguments_.far ? 1 : 0;
  options_.settle = arguments_.settle ? 1 : 0;
}

ChangeMade::ChangeMade(bool dry_run) {
  arguments_.dry_run = dry_run;
  options_.dry_run = dry_run ? 1 : 0;
}

void ChangeMade::plan(Session& session, std::string what, std::string see) const {
  if (!arguments_.dry_run) session.deed.plan(std::move(what), std::move(see));
}

void ChangeMade::tell(Session& session, const std::string& where) {
  const Rows effect(effect_);
  effect_ = nullptr;
  tell_effect(session, where, effect);
  if (arguments_.dry_run) session.notice({}, "dry run: nothing was changed");
}

void tell_effect(Session& session, const std::string& where, const Rows& effect) {
  EffectSum sum;
  std::vector<std::string> notices;
  while (next(effect)) {
    if (text(effect, "entry") == "notice")
      notices.emplace_back(text(effect, "notice"));
    else
      sum.add(effect);
  }
  if (sum.months != 0) session.warning(where, sum.told());
  for (const std::string& notice : notices) session.warning(where, notice);
}

}  // namespace porto_cli
