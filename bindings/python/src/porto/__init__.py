"""porto: count usage events exactly once and turn them into exact invoice lines.

    import porto

    with porto.Ledger.open("porto.db") as ledger:
        for line in ledger.invoice("2026-03").lines:
            print(line.company, line.text, line.net_amount, line.currency)

Numbers are int and Decimal, never float; times are aware datetimes; months are porto.Month.
Failures are porto.PortoError, with a subclass for each that programs tell apart.
"""

from . import tables
from ._callbacks import Progress
from ._library import library_version, source_id
from .audit import EventFilter, KeptDigest, LedgerCopy, Verification
from .books import NumberedInvoices, Orders
from .catalogue import Company, Item, Meter, Subscription, TableImported
from .errors import (
    BadInput,
    BadNumber,
    BadTariff,
    BadTime,
    Busy,
    CallError,
    Cancelled,
    Conflict,
    Corrupt,
    DataError,
    DiskFull,
    InternalError,
    Invalid,
    IOFailure,
    LedgerExists,
    MachineError,
    MonthClosed,
    MonthOpen,
    NegativeUsage,
    NewerLedger,
    NotALedger,
    NotFound,
    NumberOverflow,
    OutOfMemory,
    PortoError,
    ReadOnly,
    UnknownCurrency,
    UnknownZone,
    Unrated,
)
from .events import Event, Outcome, Recorded, RejectedEvent
from .inputs import Input
from .invoices import Closed, Invoice, MonthState, invoice_totals
from .ledger import Ledger, Storage
from .options import By, Changed, ChangedRows
from .outlook import Outlook, Report, Simulate, Simulation, outlook_totals
from .recorder import Recorder
from .rows import Column, Output, Row, Rows, formats, write_joined
from .tariff import Events, Rating, Tariff, Usage, mistakes
from .usage import (
    CorrectedLine,
    Imported,
    ImportOptions,
    Reconciliation,
    RejectedLine,
    import_maps,
)
from .values import Month, parse_time

__all__ = [
    "BadInput",
    "BadNumber",
    "BadTariff",
    "BadTime",
    "Busy",
    "By",
    "CallError",
    "Cancelled",
    "Changed",
    "ChangedRows",
    "Closed",
    "Column",
    "Company",
    "Conflict",
    "CorrectedLine",
    "Corrupt",
    "DataError",
    "DiskFull",
    "Event",
    "EventFilter",
    "Events",
    "IOFailure",
    "ImportOptions",
    "Imported",
    "Input",
    "InternalError",
    "Invalid",
    "Invoice",
    "Item",
    "KeptDigest",
    "Ledger",
    "LedgerCopy",
    "LedgerExists",
    "MachineError",
    "Meter",
    "Month",
    "MonthClosed",
    "MonthOpen",
    "MonthState",
    "NegativeUsage",
    "NewerLedger",
    "NotALedger",
    "NotFound",
    "NumberOverflow",
    "NumberedInvoices",
    "OutOfMemory",
    "Orders",
    "Outcome",
    "Outlook",
    "Output",
    "PortoError",
    "Progress",
    "Rating",
    "ReadOnly",
    "Reconciliation",
    "Recorded",
    "Recorder",
    "RejectedEvent",
    "RejectedLine",
    "Report",
    "Row",
    "Rows",
    "Simulate",
    "Simulation",
    "Storage",
    "Subscription",
    "TableImported",
    "Tariff",
    "UnknownCurrency",
    "UnknownZone",
    "Unrated",
    "Usage",
    "Verification",
    "formats",
    "import_maps",
    "invoice_totals",
    "library_version",
    "mistakes",
    "outlook_totals",
    "parse_time",
    "source_id",
    "tables",
    "write_joined",
]
