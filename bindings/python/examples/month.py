"""A month of sent messages, from files to invoice lines: what `porto` does, in fifteen lines."""

import sys
from datetime import datetime

import porto

tree, now = sys.argv[1], datetime.fromisoformat("2026-04-01T08:00:00+02:00")
with porto.Ledger.create(":memory:", zone="Europe/Stockholm", currency="SEK") as ledger:
    with open(f"{tree}/tariffs/vitec-epost.toml", "rb") as document:
        ledger.add_tariff(document.read())
    columns = "id=company,name=name,tariff=tariff,constant.from=2026-02"
    ledger.import_companies(f"{tree}/data/companies.csv", map=columns)
    ledger.import_usage(*(f"{tree}/data/messages-2026-03.{kind}" for kind in ("csv", "ndjson")))
    ledger.close_month("2026-02", now)
    march = ledger.close_month("2026-03", now)
    for line in march.lines:
        print(f"{line.company:10}{line.net_amount:>9} {line.currency}  {line.text}")
    for total in march.totals()[-1:]:
        print(f"{'total':10}{total.net_amount:>9} {total.currency} excluding VAT")
