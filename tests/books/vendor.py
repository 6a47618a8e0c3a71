# A vendor of a few companies whose tariffs, usage and mistakes a seed decides, and whose months are
# closed and exported by the command.
import csv
import io
import pathlib
import random
import subprocess

MONTHS = ["2026-01", "2026-02", "2026-03", "2026-04"]
COMPANIES = ["bolag-1", "bolag-2", "bolag & <3>", 'bolag "4"', "Åkanten 5"]
MODES = ["half_up", "half_even", "half_down", "up", "down", "ceiling", "floor"]

SELLER = """[seller]
name         = "Exempelpost & Söner AB"
organisation = "556677-8899"
vat_number   = "SE556677889901"
street       = "Storgatan 1"
city         = "Umeå"
postcode     = "903 24"
f_tax        = true
bankgiro     = "5050-1055"

[numbers]
series = "2026"
prefix = "E-"
first  = 1001

[defaults]
account      = 3041
article      = "POST"
item_article = "OVRIGT"

[[vat]]
id       = "standard"
category = "S"
rate     = 25
account  = 2611

[[vat]]
id       = "books"
category = "S"
rate     = 6
account  = 2631
articles = ["OVRIGT"]

[[vat]]
id       = "none"
category = "%(category)s"
%(reason)s
"""

BUYER = """
[[buyer]]
company      = %(company)s
name         = "Köparen"
organisation = "%(organisation)s"
vat_number   = "%(vat_number)s"
street       = "Gatan 2"
city         = "Staden"
postcode     = "111 22"
country      = "%(country)s"
endpoint     = "%(endpoint)s"
%(more)s
"""


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


class Vendor:
    """Its ledger is in a folder of its own."""

    def __init__(self, porto, folder, seed):
        self.porto, self.folder = porto, pathlib.Path(folder)
        self.random = random.Random(seed)
        self.currency = self.random.choice(["SEK", "SEK", "SEK", "EUR", "JPY"])
        self.decimals = 0 if self.currency == "JPY" else 2
        self.events = 0
        self.accrues = self.random.random() < 0.25

    def run(self, *arguments, status=(0,)):
        done = subprocess.run([self.porto, *arguments], cwd=self.folder, capture_output=True,
            check=False)
        if done.returncode not in status:
            raise AssertionError(f"{arguments}: {done.returncode}: {done.stderr.decode()}")
        return done

    def rows(self, *arguments):
        out = self.run(*arguments, "--output", "csv").stdout.decode()
        return list(csv.DictReader(io.StringIO(out)))

    def chance(self, part):
        return self.random.random() < part

    # ---- What is in the ledger

    def charge(self, index):
        pick = self.random.choice
        text = f'\n[[charge]]\nid = "c{index}"\nmeter = "messages"\nnegative = "mirror"\n'
        if self.chance(0.5):
            text += f'article = "ART-{index}"\naccount = {3040 + index}\n'
        kind = pick(["price", "tiers", "packages", "percent", "fee"])
        if self.chance(0.6) or kind == "fee":
            text += f"fee = {pick([0, 1, 49, 500])}\n"
        if kind == "price":
            text += f'price = {quoted(pick(["0.012", "0.0125", "0.333", "7"]))}\n'
        elif kind == "packages":
            partial = quoted(pick(["up", "exact", "down"]))
            text += f'price = {pick([5, 50])}\nper = {pick([3, 1000])}\npartial = {partial}\n'
        elif kind == "percent":
            text += 'percent = "2.9"\n'
        elif kind == "tiers":
            text += (f'mode = {quoted(pick(["graduated", "volume"]))}\n'
                     'tiers = [{ up_to = 100, price = "0.105" }, { price = "0.0333" }]\n')
        if kind != "fee" and self.chance(0.3):
            text += "included = 50\n"
        if self.chance(0.2):
            text += "maximum = 90\n"
        if self.chance(0.2):
            text += "minimum = 20\n"
        return text.replace('meter = "messages"\n',
            "") if kind == "fee" and "included" not in text \
            else text

    def tariff(self, name):
        per = self.random.choice(["line", "total"])
        text = (f'id = "{name}"\nversion = 1\neffective = "2026-01"\ncurrency = "{self.currency}"\n'
                f'name = "Tjänst & {name}"\nlanguage = "sv"\nprorate = "days"\n'
                f'round = {{ mode = "{self.random.choice(MODES)}", per = "{per}" }}\n')
        for index in range(self.random.choice([1, 1, 2])):
            text += self.charge(index + 1)
        (self.folder / f"{name}.toml").write_text(text)
        self.run("tariff", "add", f"{name}.toml", "--quiet")

    def build(self):
        self.run("init", "--currency", self.currency, "--allow-negative", "--quiet")
        for name in ("one", "two"):
            self.tariff(name)
        for company in COMPANIES:
            more = ["--cost-centre",
                self.random.choice(["10", "Öst 2"])] if self.chance(0.6) else []
            self.run("company", "add", company, "--name", f"Firma {company}", "--reference",
                "Kim & Co",
                     "--customer-number", f"k{COMPANIES.index(company)}", *more, "--quiet")
            for name in ("one", "two"):
                if self.chance(0.6):
                    first = self.random.choice(["2026-01", "2026-02-11", "2026-03"])
                    self.run("subscription", "add", company, "--tariff", name, "--from", first,
                        "--quiet")
        self.write_books()

    def write_books(self):
        category = self.random.choice(["E", "AE", "K", "G", "O", "Z"])
        reason = "" if category == "Z" else 'reason = "Ingen moms & <skäl>"'
        text = SELLER % {"category": category, "reason": reason}
        if self.accrues:
            text += '\n[sie]\nvouchers = "accrual"\n'
        for index, company in enumerate(COMPANIES):
            abroad = index == 2
            text += BUYER % {
                "company": quoted(company),
                "organisation": "HRB 123" if abroad else "212000-0142",
                "vat_number": "DE123456789" if abroad else "SE212000014201",
                "country": "DE" if abroad else "SE",
                "endpoint": "9930:DE123456789" if abroad else "",
                "more": 'vat = "none"' if abroad else "",
            }
        (self.folder / "books.toml").write_text(text.replace('endpoint     = ""\n', ""))

    # ---- What happens

    def use(self, month):
        lines = ["event_id,company,occurred_at,quantity"]
        for company in COMPANIES:
            for _ in range(self.random.choice([0, 1, 2])):
                self.events += 1
                quantity = self.random.choice([1, 49, 99, 101, 1234, 40000, -7,
                    self.random.randrange(1, 5000)])
                name = '"' + company.replace('"', '""') + '"'
                day = f"{month}-{self.random.randrange(1, 29):02}"
                lines.append(f"e{self.events},{name},{day}T12:00:00Z,{quantity}")
        (self.folder / "events.csv").write_text("\n".join(lines) + "\n")
        self.run("import", "events.csv", "--quiet", "--as-of", f"{month}-28T13:00:00Z")

    def add_items(self, month):
        for company in COMPANIES:
            if self.chance(0.3):
                amount = self.random.choice(["-100", "75", "-5000",
                    "1"]) if self.decimals == 0 else \
                    self.random.choice(["-100.50", "75.25", "-5000", "0.01"])
                self.run("item", "add", company, "--month", month, "--amount", amount, "--text",
                         'Kredit "enligt" <avtal> & så', "--actor", "anna", "--reason", "x",
                         "--as-of", f"{month}-20T12:00:00Z", "--quiet")

    def mistakes(self, month):
        """What an earlier month's usage was not: the next close settles it."""
        before = MONTHS[MONTHS.index(month) - 1]
        if month == MONTHS[0] or self.chance(0.3):
            return
        self.use(before)
        if self.events > 3 and self.chance(0.7):
            self.run("event", "void", f"e{self.random.randrange(1, self.events)}", "--source",
                "import",
                     "--actor", "anna", "--reason", "x", "--as-of", f"{month}-28T14:00:00Z",
                         "--quiet",
                     status=(0, 1))

    def close(self, month):
        self.use(month)
        self.mistakes(month)
        self.add_items(month)
        year, number = map(int, month.split("-"))
        self.after = f"{year}-{number + 1:02}-02T08:00:00Z"
        self.run("close", month, "--quiet", "--as-of", self.after, status=(0, 3))
