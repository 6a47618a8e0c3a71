# What porto says in other words of a ledger on a server: here it becomes what it says of a file.
# The tables there have versions of their own.
s/^\(| .*schema.version[" ,:]*\)1\b/\12/
s/^\(| [A-Z][A-Za-z/]*,[A-Z]\{3\},\)1,/\12,/
# A name in a database is mended in the URL; no folder and no file are in the way.
s/^! porto: there is no ledger porto\.db: make it (porto init), or mend the name in the URL$/! porto: porto.db: there is no ledger; run `porto init` to make one, or name yours with --ledger/
s/there is no such file, and there is no ledger porto\.db: make it (porto init), or mend the name in the URL$/there is no such file, and no ledger porto.db to look for a tariff with this id/
s/^! porto: there is a ledger porto\.db already$/! porto: "porto.db" exists already: open it, or choose another name for a new ledger/
