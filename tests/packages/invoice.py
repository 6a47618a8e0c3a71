"""What a company is invoiced for March 2026: invoice.py LEDGER COMPANY."""

import sys

import porto

with porto.Ledger.open(sys.argv[1]) as ledger:
    lines = [line for line in ledger.invoice("2026-03").lines if line.company == sys.argv[2]]
    print(sum(line.net_amount for line in lines), lines[0].currency, "for", sys.argv[2])
