"""Companies, meters, tariffs, subscriptions, sending domains, items and tables of companies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from . import tables
from ._callbacks import Callbacks
from ._library import ffi, lib
from ._struct import make_array, make_struct, mark_number
from .errors import BadNumber, NotFound
from .handle import Handle, texts
from .inputs import InputLike, members
from .options import By, Changed, ChangedRows, NOBODY
from .rows import Outputs, Rows
from .tariff import Document, Tariff, document_bytes, text_of
from .values import DayOrMonth, MonthLike, Number, day_or_month, number_text, whole, yyyymm
from .values import yyyymmdd


@dataclass(frozen=True)
class Company:
    """A customer. None: a known company keeps what it has; "" takes it away."""

    id: str
    name: str | None = None
    customer_number: str | None = None
    reference: str | None = None
    language: str | None = None
    cost_centre: str | None = None


@dataclass(frozen=True)
class Meter:
    """What events count, and with how many decimals, 0 to 18."""

    id: str
    decimals: int = 0


@dataclass(frozen=True)
class Subscription:
    """A company on a tariff from a month or day through a month or day; None: no end."""

    company: str
    tariff: str
    from_: DayOrMonth
    through: DayOrMonth | None = None


@dataclass(frozen=True)
class Item:
    """A one-time line of the invoice of a month, excluding VAT; below 0 it is a credit."""

    month: MonthLike
    company: str
    amount: Number
    text: str


@dataclass(frozen=True)
class TableImported(ChangedRows[tables.TableDifference]):
    """What a table of companies changed, and its report."""

    report: Rows[tables.TableReportRow]


_EXISTS: int = lib.PORTO_EXISTS


def _several(items: Any, kind: Any) -> list[Any]:
    return [items] if isinstance(items, kind) else list(items)


class Catalogue(Handle):
    """Who is billed, for what, and at which prices."""

    # ---- Companies and meters --------------------------------------------------------------------

    def add_companies(self, companies: Company | Iterable[Company]) -> bool:
        """Adds companies, or changes what is known of them: all or none. False: all were there."""
        array = make_array("porto_company", [vars(item) for item in _several(companies, Company)])
        status = self._call(lib.porto_company_add, array, len(array))
        return status != _EXISTS

    def add_company(self, id: str, name: str | None = None, **more: str | None) -> bool:
        """Adds a company, or changes what is known of it; keywords as Company has them."""
        return self.add_companies(Company(id, name, **more))

    def remove_company(self, id: str, by: By | None = None) -> Changed:
        """Removes a company that nothing is known of but its name."""
        return self._change(lib.porto_company_remove, *texts(id=id), by=by)

    def companies(self) -> Rows[tables.CompanyRow]:
        """All companies."""
        return self._rows(lib.porto_company_list, of=tables.CompanyRow)

    def unsubscribed(self, month: MonthLike) -> Rows[tables.CompanyRow]:
        """Companies that are on no tariff in a month: they are not billed."""
        return self._rows(lib.porto_company_unsubscribed, yyyymm(month), of=tables.CompanyRow)

    def add_meters(self, meters: Meter | Iterable[Meter]) -> bool:
        """Adds meters: all or none. False: all were there."""
        array = make_array("porto_meter", [vars(item) for item in _several(meters, Meter)])
        status = self._call(lib.porto_meter_add, array, len(array))
        return status != _EXISTS

    def meters(self) -> Rows[tables.MeterRow]:
        """All meters."""
        return self._rows(lib.porto_meter_list, of=tables.MeterRow)

    def units(self, meter: str, quantity: Number) -> int:
        """A quantity in the meter's smallest unit, as events take it: 2.5 is 250 with 2 decimals.
        Raises BadNumber if it has more decimals than the meter."""
        known = {row.meter: row.decimals for row in self.meters()}
        decimals = known.get(meter)
        if decimals is None:
            raise NotFound(f"there is no meter {meter}", "meter")
        sign, digits, exponent = Decimal(number_text(quantity, "quantity")).as_tuple()
        shift = decimals + int(exponent)
        number: int = int("".join(map(str, digits))) * 10 ** max(shift, 0)
        number, rest = divmod(number, 10 ** max(-shift, 0))
        if rest:
            raise BadNumber(f"{quantity} has more than {decimals} decimals", "quantity")
        return -number if sign else number

    # ---- Tariffs ---------------------------------------------------------------------------------

    def add_tariff(
        self, document: Document, file_name: str | None = None, by: By | None = None
    ) -> Changed:
        """Adds a tariff document (TOML). Raises BadTariff with every mistake, one a line."""
        toml = document_bytes(document)
        name = text_of(file_name, "file_name")
        return self._change(lib.porto_tariff_add, toml, len(toml), *name, by=by)

    def remove_tariff(self, id: str, version: int, by: By | None = None) -> Changed:
        """Removes a version that is on no invoice."""
        arguments = (*texts(id=id), whole(version, "version"))
        return self._change(lib.porto_tariff_remove, *arguments, by=by)

    def tariffs(self) -> Rows[tables.TariffRow]:
        """All versions of all tariffs."""
        return self._rows(lib.porto_tariff_list, of=tables.TariffRow)

    def tariff_document(self, id: str, version: int = 0) -> tables.TariffDocument:
        """A version with its document; 0: the highest."""
        arguments = (*texts(id=id), whole(version, "version"))
        return self._rows(lib.porto_tariff_show, *arguments, of=tables.TariffDocument)[0]

    def tariff_for(self, id: str, month: MonthLike) -> Tariff:
        """The version that prices a month."""
        out = ffi.new("porto_tariff**")
        outs = [(out, lib.porto_tariff_close)]
        self._short(lib.porto_tariff_for, *texts(id=id), yyyymm(month), out, outs=outs)
        return Tariff(out[0])

    # ---- Subscriptions ---------------------------------------------------------------------------

    def subscribe(
        self, subscriptions: Subscription | Iterable[Subscription], by: By | None = None
    ) -> Changed:
        """Adds subscriptions: all or none."""
        items = [
            {
                "company": item.company,
                "tariff": item.tariff,
                "from": day_or_month(item.from_),
                "through": day_or_month(item.through),
            }
            for item in _several(subscriptions, Subscription)
        ]
        array = make_array("porto_subscription", items)
        return self._change(lib.porto_subscription_add, array, len(array), by=by)

    def end_subscription(
        self, company: str, tariff: str, through: DayOrMonth, by: By | None = None
    ) -> Changed:
        """Ends a subscription after a month or a day."""
        arguments = (*texts(company=company, tariff=tariff), day_or_month(through))
        return self._change(lib.porto_subscription_end, *arguments, by=by)

    def remove_subscription(
        self, company: str, tariff: str, from_: DayOrMonth | None = None, by: By | None = None
    ) -> Changed:
        """Removes the subscription that begins with a month or day (None: the only one)."""
        arguments = (*texts(company=company, tariff=tariff), day_or_month(from_))
        return self._change(lib.porto_subscription_remove, *arguments, by=by)

    def subscriptions(
        self, month: MonthLike | None = None, which: str | None = None
    ) -> Rows[tables.SubscriptionRow]:
        """All subscriptions, or those of a month; `which`: "joined" or "left"."""
        if month is None:
            return self._rows(lib.porto_subscription_list, of=tables.SubscriptionRow)
        arguments = (yyyymm(month), *text_of(which, "which"))
        function = lib.porto_subscription_of_month
        return self._rows(function, *arguments, of=tables.SubscriptionRow)

    # ---- Sending domains -------------------------------------------------------------------------

    def add_domain(
        self,
        domain: str,
        company: str,
        from_: date | str | None = None,
        through: date | str | None = None,
        by: By | None = None,
    ) -> Changed:
        """Gives a company a mail domain, from a day through a day, both included."""
        days = [0 if day is None else yyyymmdd(day) for day in (from_, through)]
        arguments = (*texts(domain=domain, company=company), *days)
        return self._change(lib.porto_domain_add, *arguments, by=by)

    def end_domain(
        self, domain: str, company: str, through: date | str, by: By | None = None
    ) -> Changed:
        """Sets the last day on which a company has a domain."""
        arguments = (*texts(domain=domain, company=company), yyyymmdd(through))
        return self._change(lib.porto_domain_end, *arguments, by=by)

    def remove_domain(self, domain: str, company: str, by: By | None = None) -> Changed:
        """Takes all claims of a company to a domain back."""
        arguments = texts(domain=domain, company=company)
        return self._change(lib.porto_domain_remove, *arguments, by=by)

    def domains(self) -> Rows[tables.DomainRow]:
        """All sending domains."""
        return self._rows(lib.porto_domain_list, of=tables.DomainRow)

    # ---- Items -----------------------------------------------------------------------------------

    def add_items(self, items: Item | Iterable[Item], by: By) -> tuple[bool, Rows[tables.ItemRow]]:
        """Adds one-time lines, all or none; whether one is new, and all with their numbers."""
        array = make_array(
            "porto_item",
            [
                {
                    "month_yyyymm": yyyymm(item.month),
                    "company": item.company,
                    "amount": number_text(item.amount, "amount"),
                    "text": item.text,
                }
                for item in _several(items, Item)
            ],
        )
        outputs, options = Outputs(1), by._struct()
        place = outputs.places[0]
        arguments = (array, len(array), options, place)
        status = self._call(lib.porto_item_add, *arguments, outs=outputs.outs)
        return status == lib.PORTO_OK, outputs.take(0, tables.ItemRow)

    def remove_item(self, item: int, by: By) -> None:
        """Removes an item, by its number, of a month that is not closed."""
        self._call(lib.porto_item_remove, whole(item, "item"), by._struct())

    def items(
        self, month: MonthLike | None = None, company: str | None = None
    ) -> Rows[tables.ItemRow]:
        """All items, or those of a month, of a company."""
        number = None if month is None else yyyymm(month)
        options = make_struct("porto_item_filter", month_yyyymm=number, company=company)
        return self._rows(lib.porto_item_list, options, of=tables.ItemRow)

    # ---- Tables of companies, and changes --------------------------------------------------------

    def import_companies(
        self,
        table: InputLike,
        by: By | None = None,
        *,
        map: str | None = None,
        delimiter: str | None = None,
        encoding: str | None = None,
        all: bool = False,
    ) -> TableImported:
        """Adds and changes what a table says (CSV), in one transaction; again changes nothing."""
        with Callbacks() as callbacks:
            source = make_struct("porto_input", **members(table, callbacks))
            mark = mark_number(delimiter)
            options = make_struct(
                "porto_company_table", delimiter=mark, all=all, encoding=encoding, map=map
            )
            outputs, change = Outputs(3), (by or NOBODY)._struct()
            pointers = (source, options, change)
            status = self._call(
                lib.porto_company_import, *pointers, *outputs.places, outs=outputs.outs
            )
        return TableImported(
            status != lib.PORTO_EXISTS,
            outputs.take(2, tables.Effect),
            outputs.take(0, tables.TableDifference),
            outputs.take(1, tables.TableReportRow),
        )

    def export_companies(self) -> Rows[tables.CompanyTableRow]:
        """The table of all companies, which import_companies takes back as CSV."""
        return self._rows(lib.porto_company_export, of=tables.CompanyTableRow)

    def changes(self, after: int = 0, limit: int = 0) -> Rows[tables.ChangeRecord]:
        """The changes that are kept, those after a number, the first so many."""
        options = make_struct("porto_list_options", after=after, limit=limit)
        return self._rows(lib.porto_change_list, options, of=tables.ChangeRecord)
