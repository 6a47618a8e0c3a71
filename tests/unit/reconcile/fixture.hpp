// What the tests of reconciling share: a ledger with events, and comparisons as texts.
#pragma once

#include <memory>
#include <string>

#include "reconcile/reconcile.hpp"
#include "unit/metering/fixture.hpp"

namespace porto::testing {

struct Reconciling : Metering {
  /// An event of a company, or of a domain if `of` has a point.
  void add(const std::string& id, const std::string& of, const std::string& time,
           std::int64_t quantity, std::string_view meter = messages_meter) {
    UsageEvent event;
    event.source = "test";
    event.event_id = id;
    (of.find('.') == of.npos ? event.company : event.domain) = of;
    event.meter = meter;
    event.occurred_at = parse_rfc3339(time);
    event.quantity = quantity;
    const RecordResult result = record(event);
    CAPTURE(result.reason);
    REQUIRE(result.outcome == Outcome::stored);
  }

  void claim(const std::string& domain, const std::string& company) {
    add_company(company);
    const auto transaction = store->begin(Store::Access::write);
    store->add_claim({domain, company});
    transaction->commit();
  }

  Reconciliation compare(const std::string& text, const ReconcileOptions& how = {}) {
    return reconcile(*store, zone, dir.write("counts", text), how);
  }

  /// "2025-06 c: 7 - 2 = 5 differs", a line each; a domain is named "@example.com".
  std::string rows(const std::string& text, const ReconcileOptions& how = {}) {
    const auto shown = [](const std::optional<Decimal>& number) {
      return number ? number->to_string() : std::string("none");
    };
    std::string out;
    for (const Reconciled& row : compare(text, how).rows) {
      out += row.month.to_string();
      if (row.company) out += " " + *row.company;
      if (row.domain) out += " @" + *row.domain;
      out += ": " + shown(row.metered) + " - " + shown(row.theirs) + " = " +
             row.difference().to_string() + " " + row.result() + "\n";
    }
    return out;
  }

  void check_error(const std::string& text, const std::string& part,
                   const ReconcileOptions& how = {}, ErrorCode code = ErrorCode::bad_input,
                   const std::string& where = "") {
    CAPTURE(text);
    try {
      compare(text, how);
      FAIL_CHECK("it was compared");
    } catch (const Error& error) {
      CHECK(error.code() == code);
      CHECK(contains(error.what(), part));
      CHECK(contains(error.where(), where));
    }
  }
};

inline ReconcileOptions with_map(const std::string& map) {
  ReconcileOptions options;
  options.file.map = map;
  return options;
}
inline ReconcileOptions in_zone(const std::string& zone) {
  ReconcileOptions options;
  options.file.zone = zone;
  return options;
}
inline ReconcileOptions by(ReconcileBy what) {
  ReconcileOptions options;
  options.by = what;
  return options;
}
inline ReconcileOptions of_meter(const std::string& meter, ReconcileOptions options = {}) {
  options.meter = meter;
  return options;
}

}  // namespace porto::testing
