"""The rows of each table, column by column. Their cells are what the library says they are; a test
compares the columns below with those of the library."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from .rows import Row
from .values import Month


class LedgerInfo(Row):
    """What a ledger is."""

    __slots__ = ()
    zone: str
    currency: str
    schema_version: int
    tzdb_version: str
    library_version: str
    late: str
    future_days: int | None
    negative: str
    first_month: Month


class StorageFact(Row):
    """Something that is known of where a ledger is stored; `note` says what is wrong with it, or why
    there is no value."""

    __slots__ = ()
    subject: str
    item: str | None
    name: str
    value: str | None
    unit: str | None
    note: str | None


class StorageLane(Row):
    """A lane of a ledger, in which one writer at a time records."""

    __slots__ = ()
    lane: int
    batches: int
    events: int
    epoch: int
    fenced: Month | None
    pruned: Month | None
    note: str | None


class ChangeRecord(Row):
    """A change that is kept."""

    __slots__ = ()
    change: int
    at: datetime | None
    kind: str
    company: str | None
    tariff: str | None
    version: int | None
    domain: str | None
    from_: Month | date | None
    through: Month | date | None
    was_through: Month | date | None
    sha256: str | None
    actor: str | None
    reason: str | None
    closed_through: Month | None
    digest: str | None
    item: int | None
    amount: Decimal | None
    text: str | None


class Effect(Row):
    """What a change does to closed months: rows "month", "total" and "notice"."""

    __slots__ = ()
    entry: str
    month: Month | None
    company: str | None
    before: Decimal | None
    after: Decimal | None
    difference: Decimal | None
    currency: str | None
    notice: str | None


class CompanyRow(Row):
    """A company."""

    __slots__ = ()
    company: str
    name: str
    customer_number: str
    reference: str
    language: str
    cost_centre: str


class MeterRow(Row):
    """A meter."""

    __slots__ = ()
    meter: str
    decimals: int


class TariffRow(Row):
    """A version of a tariff."""

    __slots__ = ()
    tariff: str
    version: int
    effective: Month
    name: str
    currency: str
    sha256: str


class TariffDocument(Row):
    """A version of a tariff with its document."""

    __slots__ = ()
    tariff: str
    version: int
    effective: Month
    name: str
    currency: str
    document: str
    sha256: str


class SubscriptionRow(Row):
    """A company on a tariff."""

    __slots__ = ()
    company: str
    tariff: str
    from_: Month | date
    through: Month | date | None


class Mistake(Row):
    """A mistake of a tariff document."""

    __slots__ = ()
    file: str
    line: int
    column: int
    severity: str
    what: str
    hint: str | None


class InvoiceLine(Row):
    """A line of an invoice, excluding VAT."""

    __slots__ = ()
    month: Month
    company: str
    line: int
    charge: str
    kind: str
    text: str
    quantity: Decimal
    unit: str
    unit_price: Decimal | None
    base_quantity: Decimal | None
    exact_amount: Decimal
    net_amount: Decimal
    currency: str
    tariff: str | None
    tariff_version: int | None
    usage_month: Month


class InvoiceTotal(Row):
    """A sum of lines; company None: of all."""

    __slots__ = ()
    company: str | None
    lines: int
    net_amount: Decimal
    currency: str


class Cause(Row):
    """An adjustment, or what caused it."""

    __slots__ = ()
    entry: str
    company: str
    usage_month: Month
    tariff: str | None
    charge: str | None
    net_amount: Decimal | None
    currency: str | None
    cause: str | None
    meter: str | None
    quantity: Decimal | None
    events: int | None
    source: str | None
    event_id: str | None
    import_: int | None
    domain: str | None
    version: int | None
    at: datetime | None
    actor: str | None
    reason: str | None


class Example(Row):
    """A figure of an example in a tariff document."""

    __slots__ = ()
    file: str
    line: int
    usage: str
    subject: str
    expected: str
    actual: str
    ok: str


class Step(Row):
    """A step of the derivation of an amount."""

    __slots__ = ()
    charge: str
    step: str
    formula: str
    value: str
    line: int | None


class ContractText(Row):
    """What a contract says of a charge, or of the whole tariff (an empty charge)."""

    __slots__ = ()
    charge: str
    text: str


class Difference(Row):
    """What differs between two documents."""

    __slots__ = ()
    charge: str
    field: str
    change: str
    old: str | None
    new: str | None


class Comparison(Row):
    """What usage costs under two documents."""

    __slots__ = ()
    usage: str
    old: Decimal
    new: Decimal
    difference: Decimal | None
    old_currency: str
    new_currency: str


class RejectedRow(Row):
    """An event that was not stored."""

    __slots__ = ()
    index: int
    outcome: str
    reason: str
    kind: str


class ImportReportRow(Row):
    """What an import did: rows of a report."""

    __slots__ = ()
    entry: str
    name: str | None
    value: Decimal | None
    month: Month | None


class ImportMap(Row):
    """A column map that is ready."""

    __slots__ = ()
    map: str
    about: str


class UsageTotal(Row):
    """A metered total."""

    __slots__ = ()
    month: Month
    company: str
    meter: str
    quantity: Decimal
    events: int


class UnassignedUsage(Row):
    """Usage of a domain that has no company."""

    __slots__ = ()
    domain: str
    month: Month
    meter: str
    quantity: Decimal
    events: int


class Reconciled(Row):
    """A count of somebody else beside what was metered."""

    __slots__ = ()
    month: Month
    company: str | None
    metered: Decimal | None
    theirs: Decimal | None
    difference: Decimal | None
    result: str
    domain: str | None


class ReportRow(Row):
    """What a comparison gave: rows of a report."""

    __slots__ = ()
    entry: str
    name: str | None
    value: Decimal | None


class TableReportRow(Row):
    """What a table of companies was: rows of a report."""

    __slots__ = ()
    entry: str
    name: str | None
    value: int | None


class TableDifference(Row):
    """What a table of companies says that the ledger does not."""

    __slots__ = ()
    what: str
    company: str
    name: str | None
    change: str
    before: str | None
    after: str | None
    place: str | None


class CompanyTableRow(Row):
    """A row of the table of all companies."""

    __slots__ = ()
    id: str
    name: str | None
    tariff: str | None
    from_: Month | date | None
    through: Month | date | None
    domains: str | None
    customer_number: str | None
    reference: str | None
    language: str | None
    cost_centre: str | None


class ImportRecord(Row):
    """An import."""

    __slots__ = ()
    import_: int
    begun_at: datetime | None
    state: str
    files: int
    file: str
    format: str
    rows: int
    stored: int
    duplicate: int
    conflict: int
    rejected: int
    not_counted: int
    corrected: int
    undone_at: datetime | None
    actor: str | None
    reason: str | None


class ImportDetail(Row):
    """What is known of one import."""

    __slots__ = ()
    entry: str
    name: str | None
    value: str | None
    size: int | None
    digest: str | None


class Undone(Row):
    """What the undoing of an import did."""

    __slots__ = ()
    import_: int
    voided: int
    kept: int


class DomainRow(Row):
    """A sending domain of a company."""

    __slots__ = ()
    domain: str
    company: str
    from_: date | None
    through: date | None


class ClosedMonth(Row):
    """A closed month."""

    __slots__ = ()
    month: Month
    closed_at: datetime
    lines: int
    net_amount: Decimal
    currency: str
    hash: str
    pruned_at: datetime | None


class ItemRow(Row):
    """A one-time line that was agreed."""

    __slots__ = ()
    item: int
    month: Month
    company: str
    amount: Decimal
    currency: str
    text: str
    at: datetime | None
    actor: str
    reason: str


class StoredEvent(Row):
    """An event as it is stored."""

    __slots__ = ()
    seq: int | None
    source: str
    event_id: str
    company: str | None
    domain: str | None
    meter: str | None
    decimals: int | None
    occurred_at: datetime | None
    quantity: Decimal | None
    voided_at: datetime | None
    actor: str | None
    reason: str | None
    import_: int | None
    corrects: str | None
    corrected_by: str | None


class Corrected(Row):
    """An event and the one that counts in its place."""

    __slots__ = ()
    source: str
    event_id: str
    corrected_by: str


class Finding(Row):
    """What was verified."""

    __slots__ = ()
    result: str
    check: str | None
    place: str | None
    stored: str | None
    expected: str | None


class Pruned(Row):
    """What was pruned."""

    __slots__ = ()
    through: Month
    events: int


class Copied(Row):
    """How much a copy of a ledger has."""

    __slots__ = ()
    events: int
    pruned_events: int
    batches: int
    closed_months: int


class Migrated(Row):
    """The versions of a ledger's tables, before and after."""

    __slots__ = ()
    from_version: int
    to_version: int


class Simulated(Row):
    """What a month costs, and would cost."""

    __slots__ = ()
    month: Month | None
    company: str | None
    current: Decimal
    simulated: Decimal
    difference: Decimal
    basis: str
    currency: str


class Notice(Row):
    """A text to be shown."""

    __slots__ = ()
    notice: str


class ChargeOutlook(Row):
    """How a charge of the running month stands."""

    __slots__ = ()
    month: Month
    company: str
    tariff: str
    charge: str | None
    meter: str | None
    used: Decimal | None
    included: Decimal | None
    used_percent: Decimal | None
    cost: Decimal
    forecast_used: Decimal | None
    forecast_cost: Decimal | None
    currency: str


class OutlookTotal(Row):
    """Sums of how charges stand."""

    __slots__ = ()
    month: Month
    company: str | None
    cost: Decimal
    forecast_cost: Decimal | None
    currency: str


class Task(Row):
    """What waits to be done."""

    __slots__ = ()
    what: str
    month: Month | None
    company: str | None
    domain: str | None
    meter: str | None
    quantity: Decimal | None
    events: int | None
    tariff: str | None
    source: str | None
    event_id: str | None
    occurred_at: datetime | None
    error: str | None
    reason: str | None


class OrderRow(Row):
    """A row of an order, of which an accounting system makes an invoice line."""

    __slots__ = ()
    company: str
    line: int
    customer_number: str
    reference: str
    article: str
    account: str
    cost_centre: str
    text: str
    quantity: Decimal
    unit: str
    unit_price: Decimal
    net_amount: Decimal
    currency: str
    usage_month: Month


class NumberedInvoice(Row):
    """A company's month with a number: an invoice, or a credit note."""

    __slots__ = ()
    number: str
    company: str
    kind: str
    issued: date
    due: date | None
    net_amount: Decimal
    vat: Decimal
    total: Decimal
    currency: str
    file: str | None
    is_new: str
