// The words of the page of a month beside those of all pages, in each language of tariffs.
// Placeholders are in braces.
#pragma once

#include <string_view>

#include "tariff/language.hpp"

namespace porto::internal {

struct MonthWords {
  std::string_view code;  ///< of the language
  std::string_view kind;  ///< what the page is

  std::string_view figures;
  std::string_view against_before;  ///< {difference}, {month}
  std::string_view companies;       ///< that are invoiced
  std::string_view usage;
  std::string_view adjustments;
  std::string_view items;
  std::string_view of_lines;  ///< {number} lines, {companies}
  std::string_view to_settle;
  std::string_view of_changes;       ///< {companies} that changed since the close
  std::string_view of_some_changes;  ///< the same, {number} of which cannot be rated
  std::string_view now;              ///< {meter}: usage that is not what the close had

  std::string_view pictures;
  std::string_view curve;
  std::string_view dots;      ///< {number} companies
  std::string_view left_out;  ///< {number} companies that have no dot

  std::string_view changes;
  std::string_view no_month_before;
  std::string_view no_changes;
  std::string_view joined;  ///< {number}
  std::string_view gone;    ///< {number}
  std::string_view largest;
  std::string_view more;  ///< {number} beyond those named

  std::string_view tasks;
  std::string_view no_tasks;
  /// By TaskKind, without ready_to_close: {company}, {domain}, {meter}, {usage}, {month}, {tariff},
  /// {amount}.
  std::string_view task[10];
  std::string_view not_settled;  ///< instead of to_settle: {company}, {month} cannot be rated

  std::string_view by_tariff;
  std::string_view by_company;
  std::string_view company;
  std::string_view tariff;
  std::string_view count;
  std::string_view difference;
  std::string_view quantity;
  std::string_view no_tariff;  ///< what no tariff has priced
  std::string_view rest;       ///< {number} companies more
  std::string_view rest_1;     ///< one
  std::string_view none;       ///< there are no rows
};

const MonthWords& month_words(const Language& language);

}  // namespace porto::internal
