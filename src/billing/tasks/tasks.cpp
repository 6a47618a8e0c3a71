// See tasks.hpp.
#include "billing/tasks/tasks.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "billing/change.hpp"
#include "billing/priced_twice.hpp"
#include "billing/tasks/missing_usage.hpp"
#include "store/changed.hpp"

namespace porto::internal {
namespace {

Task usage_task(TaskKind what, const MonthUsage& usage) {
  return {.what = what,
          .month = usage.month,
          .company = usage.company,
          .meter = usage.meter,
          .quantity = usage.amount(),
          .events = usage.events};
}

void add_unbilled(std::vector<Task>& tasks, Biller& biller, TaskKind what, Month month,
                  const std::optional<std::string>& company) {
  for (const MonthUsage& usage : biller.unbilled(month, company))
    tasks.push_back(usage_task(what, usage));
}

// Usage of domains that are nobody's, in the months that `wanted` accepts.
template <class IsWanted>
void add_unassigned(std::vector<Task>& tasks, Store& store, Month month, IsWanted&& wanted) {
  try {
    for (const UnassignedUsage& usage : store.unassigned())
      if (wanted(usage.month))
        tasks.push_back({.what = TaskKind::unassigned,
                         .month = usage.month,
                         .domain = usage.domain,
                         .meter = usage.meter,
                         .quantity = usage.amount(),
                         .events = usage.events});
  } catch (const Error& error) {
    if (!cannot_be_rated(error)) throw;
    tasks.push_back({.what = TaskKind::unassigned,
                     .month = month,
                     .error = error.code(),
                     .reason = error.what()});
  }
}

void add_priced_twice(std::vector<Task>& tasks, Biller& biller, Month month,
                      const std::optional<std::string>& company) {
  for (const PricedTwice& twice : priced_twice(biller.subscriptions(), biller.catalogue(), month)) {
    if (company && twice.company != *company) continue;
    std::string tariffs;
    for (const std::string& tariff : twice.tariffs)
      tariffs += (tariffs.empty() ? "" : ", ") + tariff;
    tasks.push_back({.what = TaskKind::priced_twice,
                     .month = month,
                     .company = twice.company,
                     .meter = twice.meter,
                     .tariff = std::move(tariffs)});
  }
}

// Whom the close of a month left out, and what became of it.
void add_excepted(std::vector<Task>& tasks, Store& store, Month month,
                  const std::optional<std::string>& company) {
  for (const Change& change : left_out_of(store, month, company))
    tasks.push_back({.what = TaskKind::excepted,
                     .month = month,
                     .company = change.company,
                     .reason = (is_changed(store, {month, change.company})
                                    ? "the next close bills what is due of "
                                    : "a later close has billed what was due of ") +
                               month.to_string()});
}

// What the month would settle, and nobody is billed for.
void add_late(std::vector<Task>& tasks, Store& store, Biller& biller,
              const std::optional<std::string>& company) {
  for (const CompanyMonth& changed : store.changed(company))
    add_unbilled(tasks, biller, TaskKind::late_unbilled, changed.month, changed.company);
}

// By kind; what is of one kind stays in order.
void sort_tasks(std::vector<Task>& tasks) { std::ranges::stable_sort(tasks, {}, &Task::what); }

}  // namespace

std::vector<Task> tasks_of_month(Store& store, Biller& biller, Month month,
                                 const std::optional<std::string>& company) {
  std::vector<Task> tasks;
  const bool closed = biller.is_closed(month);
  if (closed)
    add_excepted(tasks, store, month, company);
  else
    add_missing_usage(tasks, store, biller, month, company);
  add_unbilled(tasks, biller, TaskKind::unbilled, month, company);
  std::set<Month> months{month};
  if (biller.settles(month)) {
    add_late(tasks, store, biller, company);
    for (const Month changed : store.changed_domains()) months.insert(changed);
  }
  if (!company) add_unassigned(tasks, store, month, [&](Month of) { return months.contains(of); });
  if (!closed) add_priced_twice(tasks, biller, month, company);
  sort_tasks(tasks);
  return tasks;
}

std::vector<Task> tasks_of(Store& store, const std::vector<Unrated>& unrated) {
  std::vector<Task> tasks;
  for (const Unrated& one : unrated) {
    Task task{.what = TaskKind::unrated,
              .month = one.month,
              .company = one.company,
              .meter = one.meter,
              .tariff = one.tariff,
              .error = one.error,
              .reason = one.reason};
    if (one.event) {
      task.quantity = Decimal::from_scaled(one.event->quantity, decimals_of(store, one.meter));
      task.source = one.event->source;
      task.event_id = one.event->event_id;
      task.occurred_at = one.event->occurred_at;
    }
    tasks.push_back(std::move(task));
  }
  return tasks;
}

std::vector<Task> open_tasks(Store& store, const Zone& zone, Biller& biller, Instant now,
                             const std::optional<std::string>& company) {
  std::vector<Task> tasks;
  const Month running = zone.month_of(now);
  // Closed months' usage stays unbilled until a subscription covers it.
  const std::vector<CompanyMonth> changed = store.changed(company);
  const auto is_late = [&](const MonthUsage& usage) {
    return std::ranges::binary_search(changed, CompanyMonth{usage.month, usage.company});
  };
  for (Month month = store.first_usage_month().value_or(running); month <= running;
       month = month.next())
    for (const MonthUsage& usage : biller.unbilled(month, company))
      tasks.push_back(
          usage_task(is_late(usage) ? TaskKind::late_unbilled : TaskKind::unbilled, usage));
  add_unassigned(tasks, store, running, [&](Month) { return !company; });
  for (const CompanyMonth& of : changed)
    tasks.push_back({.what = TaskKind::to_settle, .month = of.month, .company = of.company});

  for (Month month = biller.next_to_close().value_or(running); month <= running;
       month = month.next()) {
    if (zone.end(month) <= now) {
      tasks.push_back({.what = TaskKind::ready_to_close, .month = month});
      add_missing_usage(tasks, store, biller, month, company);
    }
    add_priced_twice(tasks, biller, month, company);
    std::ranges::move(tasks_of(store, biller.preview(month, company).unrated),
                      std::back_inserter(tasks));
  }
  sort_tasks(tasks);
  return tasks;
}

}  // namespace porto::internal
