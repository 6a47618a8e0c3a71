# A month of many companies: its preview and its close, on the server against a file.
from setting import milliseconds, must_be_equal, ratios


def usage(file, companies, months):
    """100 events a company and month, so that each has more than is included."""
    with open(file, "w") as rows:
        rows.write("event_id,company,occurred_at,quantity\n")
        for month in months:
            for i in range(100 * companies):
                day = 1 + i // companies % 28
                at = f"{month}-{day:02}T12:00:00Z"
                rows.write(f"{month}-{i},c{i % companies:06},{at},{200 + i}\n")


def against_file(setting, companies, rounds):
    months = [f"{2025 + (11 + i) // 12}-{1 + (11 + i) % 12:02}" for i in range(rounds)]
    file = setting.folder / "usage.csv"
    usage(file, companies, months)
    places = ("server", "file")
    ledgers = {place: setting.made_with_tariff(place, companies) for place in places}
    for ledger in ledgers.values():
        setting.porto(ledger, "import", file)
    file.unlink()
    preview, close = ({place: [] for place in places} for _ in range(2))
    for month in months:
        lines = []
        for place, ledger in ledgers.items():
            preview[place].append(setting.cost(setting.command(ledger, "invoice", month))[0])
        for place, ledger in ledgers.items():
            close[place].append(setting.cost(setting.command(ledger, "close", month))[0])
            lines.append(setting.porto(ledger, "invoice", month))
        must_be_equal(f"invoices of {month}", *lines)
    for ledger in ledgers.values():
        setting.remove(ledger)
    print(f"a month of {companies} companies with 100 events each, {rounds} rounds")
    for what, times in (("preview", preview), ("close", close)):
        server, of_file = (times[place] for place in places)
        print(f"  {what}: a server {milliseconds(server)}, a file {milliseconds(of_file)}:"
              f" {ratios(server, of_file)} times", flush=True)
