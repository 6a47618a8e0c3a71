// See companies.hpp.
#include "billing/companies.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "billing/change.hpp"
#include "porto/error.hpp"
#include "store/company_fields.hpp"
#include "store/errors.hpp"
#include "tariff/language.hpp"

namespace porto::internal {
namespace {

void check_text(const std::string& text, const char* what, const char* field) {
  if (const char* why = why_not_id(text))
    throw Error(ErrorCode::invalid_argument,
                "company " + std::string(what) + " " + in_quotes(text) + " cannot be used: " + why,
                field);
}

void check_language(const std::string& code) {
  const std::vector<std::string_view> known = language_codes();
  if (code.empty() || std::ranges::find(known, code) != known.end()) return;
  std::string codes;
  for (const std::string_view one : known) codes += (codes.empty() ? "" : ", ") + in_quotes(one);
  const std::string lower = lower_case(code);
  const bool meant = std::ranges::find(known, lower) != known.end();
  throw Error(ErrorCode::invalid_argument,
              "company language " + in_quotes(code) + " is none of " + codes +
                  (meant ? "; did you mean " + in_quotes(lower) + "?"
                         : "; leave it empty for that of the tariff"),
              "language");
}

}  // namespace

void check_company(const Company& company) {
  check_text(company.id, "id", "company");
  check_language(company.language);
  for (const CompanyField& field : company_fields)
    if (const std::string& text = company.*field.member; !text.empty())
      check_text(text, field.name, field.name);
}

bool put_company(Store& store, const Company& company) {
  check_company(company);
  return store.put_company(company);
}

bool update_company(Store& store, const CompanyUpdate& update) {
  return put_company(store, updated(store.company(update.id), update));
}

Company updated(const std::optional<Company>& known, const CompanyUpdate& update) {
  Company company = known.value_or(Company{update.id, {}});
  for (const CompanyField& field : company_fields)
    if (const auto& given = update.*field.update) company.*field.member = *given;
  return company;
}

void remove_company(Store& store, std::string_view id, const ChangeOptions& options) {
  check_told(options, Told::must_be);
  const std::string name = "company " + in_quotes(id);
  if (!store.has_company(id)) throw store_error::unknown_company(id, "id");
  const auto refuse = [&](const std::string& why) {
    throw Error(ErrorCode::conflict, name + " " + why, "id");
  };
  if (store.has_usage(id))
    refuse(
        "is on an invoice, or has usage, or had some before it was voided, and stays; a company "
        "without a subscription is billed nothing");
  if (!store.subscriptions(std::string(id)).empty())
    refuse("has a subscription; remove that first, or end it and keep the company");
  if (std::ranges::count(store.domains(), id, &SendingDomain::company) > 0)
    refuse("has a sending domain; remove that first, or end it and keep the company");
  if (!store.items({.month = {}, .company = std::string(id)}).empty())
    refuse("has an item; remove that first, or keep the company");
  store.remove_company(id);
  keep_change(store, {.kind = ChangeKind::company_remove, .company = std::string(id)}, options);
}

}  // namespace porto::internal
