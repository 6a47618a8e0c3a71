// Schema version 2: the numbers of invoices.
#include "store/sqlite/schema/steps.hpp"

namespace porto::internal {
namespace {

// One number for a company's month, and one month for a number. A series goes on by one, whatever
// statement adds to it: what it has is without gaps. INSERT OR REPLACE removes rows without asking
// the trigger of removals, unless a shell turns recursive_triggers on: so one asks before. What
// verify digests needs no such trigger, since a replaced row is found there.
constexpr const char* numbers = R"(
-- The numbers that invoices of closed months were given when they were exported. `no` counts within
-- a series; `number` is what the invoice says; upper and lower case make no other number, since
-- files are named after it.
-- `kind` and what follows are what the invoice said then: an export that would say something else
-- under the same number is refused.
CREATE TABLE invoice_number (
  month   INTEGER NOT NULL REFERENCES period (month),
  company TEXT NOT NULL REFERENCES company (id),
  series  TEXT NOT NULL CHECK (series <> ''),
  no      INTEGER NOT NULL CHECK (no > 0),
  number  TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (number <> ''),
  issued  INTEGER NOT NULL,
  due     INTEGER NOT NULL CHECK (due >= issued),
  kind    TEXT NOT NULL CHECK (kind IN ('invoice', 'credit_note')),
  net_minor INTEGER NOT NULL,
  vat_minor INTEGER NOT NULL,
  taxes   TEXT NOT NULL,
  PRIMARY KEY (month, company),
  UNIQUE (series, no)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER invoice_number_goes_on_by_one BEFORE INSERT ON invoice_number
WHEN NEW.no <> (SELECT max(no) + 1 FROM invoice_number WHERE series = NEW.series) BEGIN
  SELECT RAISE(ABORT, 'the numbers of a series have no gaps');
END;
CREATE TRIGGER invoice_number_is_never_replaced BEFORE INSERT ON invoice_number
WHEN EXISTS (SELECT 1 FROM invoice_number
             WHERE (month = NEW.month AND company = NEW.company) OR number = NEW.number
                OR (series = NEW.series AND no = NEW.no)) BEGIN
  SELECT RAISE(ABORT, 'the number of an invoice is never replaced');
END;
CREATE TRIGGER invoice_number_is_never_changed BEFORE UPDATE ON invoice_number BEGIN
  SELECT RAISE(ABORT, 'the number of an invoice is never changed');
END;
CREATE TRIGGER invoice_number_is_never_removed BEFORE DELETE ON invoice_number BEGIN
  SELECT RAISE(ABORT, 'the number of an invoice is never removed');
END;
)";

constexpr const char* parts_of_step_2[] = {numbers};

}  // namespace

void migrate_to_2(Connection& connection) {
  for (const char* statements : parts_of_step_2) connection.execute(statements);
}

std::span<const char* const> statements_of_step_2() { return parts_of_step_2; }

}  // namespace porto::internal
