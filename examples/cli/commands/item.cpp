// porto item: one-time lines that were agreed with a company.
#include <charconv>

#include "arguments.hpp"
#include "changes.hpp"
#include "commands.hpp"

namespace porto_cli {
namespace {

struct ItemOptions {
  std::string company;
  std::string month;
  std::string amount;
  std::string text;
  std::string item;
  ChangeArguments change;
};

const char* const kItemPages =
    R"(An item is a line of one month's invoice that was agreed with a company: a credit, whose
amount is below 0, or a charge. It needs no usage and no subscription.

Exit status: 0 done; 1 failed, nothing changed; 2 wrong usage.)";

const char* const kItemAddPages =
    R"(Adds an item to the invoice of a month that is not closed yet, and gives it a number. The
amount is in the ledger's currency, excluding VAT. Who agreed on it and why is kept, and stands in
the statement. The same again, with company, month, amount and text, changes nothing.

Example:
  $ porto item add bolag-17 --month 2026-03 --amount -100.00 --text "Kompensation driftstopp" \
      --reason "agreed on the phone with Eva"
  porto: bolag-17: item 4: -100.00 SEK on the invoice of 2026-03

Exit status: 0 done, also if it was there already; 1 failed, nothing changed; 2 wrong usage.)";

const char* const kItemRemovePages =
    R"(Removes an item as if it had never been, until its month is closed; after that, add the
opposite to a month that is open. That there was one stays in `porto change list`.

Example:
  $ porto item remove 4 --reason "agreed with another company"
  porto: item 4: removed; it was -100.00 SEK of bolag-17 on the invoice of 2026-03

Exit status: 0 done; 1 failed, nothing changed; 2 wrong usage.)";

const char* const kItemListPages =
    R"(Lists the items, sorted by month and company: columns item (its number), month, company,
amount, currency, text, at, actor, reason.

Example:
  $ porto item list --month 2026-03 --output csv
  item,month,company,amount,currency,text,at,actor,reason
  4,2026-03,bolag-17,-100.00,SEK,Kompensation driftstopp,2026-03-05T09:00:00Z,anna,agreed on ...

Exit status: 0 done; 1 failed; 2 wrong usage.)";

const char* const kSeeItems = "porto item list";

std::string told(const Rows& item) {
  return std::string(text(item, "amount")) + " " + std::string(text(item, "currency"));
}

void run_item_add(Session& session, const ItemOptions& options) {
  porto_item item = PORTO_ITEM_INIT;
  item.month_yyyymm = parse_month("--month", options.month);
  const Ledger ledger = session.open_ledger();
  require_company(ledger.get(), options.company);
  item.company = options.company.c_str();
  item.amount = options.amount.c_str();
  item.text = options.text.c_str();
  ChangeMade change(options.change);
  change.plan(session, options.company + " has the item on the invoice of " + options.month,
              kSeeItems);
  porto_rows* added = nullptr;
  const std::int32_t outcome =
      call(porto_item_add, ledger.get(), static_cast<const porto_item*>(&item), std::size_t{1},
           change.options(), &added);
  session.deed.done(outcome);
  const Rows rows(added);
  next(rows);
  const std::string what = "item " + std::string(text(rows, "item")) + ": " + told(rows) +
                           " on the invoice of " + options.month;
  session.notice(options.company,
                 what + (outcome == PORTO_EXISTS ? " already, nothing changed" : ""));
  if (options.change.dry_run) session.notice({}, "dry run: nothing was changed");
}

std::int64_t number_of_item(const std::string& item) {
  std::int64_t number = 0;
  const char* const end = item.data() + item.size();
  const auto [stop, error] = std::from_chars(item.data(), end, number);
  if (error != std::errc() || stop != end || number < 1)
    throw wrong_usage("ITEM",
                      "\"" + item + "\" is no number of an item; `porto item list` has them");
  return number;
}

/// What an item says; nothing if there is none, which the library says then.
std::string said_of(porto_ledger* ledger, std::int64_t number) {
  const Rows items = fetch(porto_item_list, ledger, nullptr);
  while (next(items))
    if (integer(items, "item") == number)
      return "; it was " + told(items) + " of " + std::string(text(items, "company")) +
             " on the invoice of " + std::string(text(items, "month"));
  return {};
}

void run_item_remove(Session& session, const ItemOptions& options) {
  const std::int64_t number = number_of_item(options.item);
  const Ledger ledger = session.open_ledger();
  const std::string name = "item " + std::to_string(number);
  const std::string was = said_of(ledger.get(), number);
  ChangeMade change(options.change);
  change.plan(session, name + " is removed", kSeeItems);
  session.deed.done(call(porto_item_remove, ledger.get(), number, change.options()));
  session.notice(name, "removed" + was);
  if (options.change.dry_run) session.notice({}, "dry run: nothing was changed");
}

void run_item_list(Session& session, const ItemOptions& options) {
  const std::int32_t month = parse_optional_month("--month", options.month);
  const Ledger ledger = session.open_to_read();
  if (!options.company.empty()) require_company(ledger.get(), options.company);
  porto_item_filter filter = PORTO_ITEM_FILTER_INIT;
  filter.month_yyyymm = month;
  filter.company = given(options.company);
  session.out.rows(fetch(porto_item_list, ledger.get(), &filter), session.format());
}

}  // namespace

void add_item(Command app, Session& session) {
  Command item = app.add_command("item", "One-time lines: credits and charges", kItemPages);
  item.require_command();
  const auto options = std::make_shared<ItemOptions>();

  Command add = item.add_command("add", "Add a credit or a charge to an invoice", kItemAddPages);
  add.add_argument("COMPANY", options->company, "Id of the company");
  add.add_text("--month", options->month, "The month whose invoice has it: 2026-03", "MONTH")
      .required();
  add.add_text("--amount", options->amount, "Excluding VAT: -100.00 is a credit", "NUMBER")
      .required();
  add.add_text("--text", options->text, "What the line says", "TEXT").required();
  add_removal_arguments(add, options->change);
  add.add_flag("--far", options->change.far, "A month is meant that is more than two years away");
  add.runs([&session, options] { run_item_add(session, *options); });

  Command remove = item.add_command("remove", "Remove an item of an open month", kItemRemovePages);
  remove.add_argument("ITEM", options->item, "Number of the item");
  add_removal_arguments(remove, options->change);
  remove.runs([&session, options] { run_item_remove(session, *options); });

  Command list = item.add_command("list", "List the items", kItemListPages);
  list.add_text("--month", options->month, "Of a month [all]", "MONTH");
  list.add_text("--company", options->company, "Of a company [all]", "ID");
  list.runs([&session, options] { run_item_list(session, *options); });
}

}  // namespace porto_cli
