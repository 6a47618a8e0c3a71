# A small vendor's ledger with companies whose ids and names try to break pages, and all of its pages
# of two months: one closed, one open.
import pathlib
import subprocess

SWEDISH = """
id        = "mail"
version   = 1
effective = "2026-01"
name      = "E-post <b>&amp;</b>"
currency  = "SEK"
language  = "sv"

[[charge]]
id       = "mail"
meter    = "messages"
fee      = "500"
included = "10000"
price    = "0.012"
"""
ENGLISH = SWEDISH.replace('"mail"', '"mail-en"', 1).replace('"sv"', '"en"')

# Ids, with their names. Bolag and bolag differ in case alone.
COMPANIES = [
    ("bolag-17", "Bolaget AB"),
    ("Bolag-17", "Bolaget i Ä&Ö <AB>"),
    ("<script>alert(1)</script>", "</title><script>alert('n')</script>"),
    ("a&b\"c'd", "&amp; &#60; ]]> <!--"),
    ("../../etc/passwd", "http://example.com/x.js"),
    ("con", "NUL"),
    ("index", "Index AB"),
    ("com1.x", "..."),
    (".hidden", "tom"),
    ("\u05d0\u05d1\u05d2", "\u05d7\u05d1\u05e8\u05d4 \u200f(AB)"),
    ("\u65e5\u672c" * 40, "\u65e5\u672c"),
    ("x" * 255, "y" * 200),
    ("idle", "Vilande AB"),  # on no tariff, without usage: it has no page
]


class Scene:
    def __init__(self, porto, folder):
        self.porto = porto
        self.folder = pathlib.Path(folder)

    def run(self, *words, ok=(0,)):
        done = subprocess.run([self.porto, *words], cwd=self.folder, capture_output=True,
                              text=True, timeout=600)
        if done.returncode not in ok:
            raise SystemExit(f"porto {words}: {done.returncode}: {done.stderr}")
        return done

    def events(self, name, rows, now):
        lines = ["event_id,company,occurred_at,quantity"]
        for event, company, time, quantity in rows:
            quoted = '"' + company.replace('"', '""') + '"'
            lines.append(f"{event},{quoted},{time},{quantity}")
        (self.folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        self.run("import", name, "--as-of", now, "--quiet")

    def prepare(self):
        (self.folder / "sv.toml").write_text(SWEDISH)
        (self.folder / "en.toml").write_text(ENGLISH)
        self.run("init", "--quiet")
        for document in ("sv.toml", "en.toml"):
            self.run("tariff", "add", document, "--quiet", "--as-of", "2026-01-15T08:00:00Z")
        for i, (company, name) in enumerate(COMPANIES):
            self.run("company", "add", company, "--name", name, "--quiet")
            if company != "idle":
                self.run("subscription", "add", company, "--tariff", ("mail", "mail-en")[i % 2],
                         "--from", "2026-02", "--quiet", "--as-of", "2026-01-15T08:00:00Z")
        rows = []
        for month, days in (("02", 28), ("03", 31)):
            for i, (company, _) in enumerate(COMPANIES[:-1]):
                rows += [(f"m{month}-{i}-{day}", company, f"2026-{month}-{day:02}T12:00:00Z",
                          120 * (i + 1) + 17 * day) for day in range(1, days + 1)]
        self.events("events.csv", rows, "2026-03-31T20:00:00Z")
        self.run("close", "2026-02", "--as-of", "2026-04-01T08:00:00Z", "--quiet")
        # Of the closed month something is taken back, corrected, and comes late.
        who = ["--actor", "anna", "--as-of", "2026-04-02T08:00:00Z", "--quiet"]
        self.run("event", "void", "m02-0-7", "--source", "import", "--reason",
                 "sent <twice> & counted", *who)
        self.run("event", "correct", "m02-1-9", "--source", "import", "--quantity", "5",
                 "--reason", "fel \"antal\"", *who)
        self.events("late.csv", [("late", "a&b\"c'd", "2026-02-27T12:00:00Z", 9000)],
                    "2026-04-02T09:00:00Z")
        self.run("close", "2026-03", "--as-of", "2026-04-03T08:00:00Z", "--quiet")
        self.events("april.csv", [("apr", "bolag-17", "2026-04-05T12:00:00Z", 40),
                                  ("apr2", "a&b\"c'd", "2026-04-06T12:00:00Z", 12000)],
                    "2026-04-06T12:00:00Z")

    def pages(self):
        made = []
        for month in ("2026-02", "2026-03", "2026-04"):
            self.run("statement", month, "--all", "--into", month)
            made += sorted((self.folder / month).iterdir())
        return made

    def month_pages(self):
        """The pages of a closed month and of an open one for the vendor, in both languages."""
        folder = self.folder / "months"
        folder.mkdir(exist_ok=True)
        for month in ("2026-03", "2026-04"):
            for language in ("sv", "en"):
                page = self.run("month", "page", month, "--language", language).stdout
                (folder / f"{month}-{language}.html").write_text(page, encoding="utf-8")
        return sorted(folder.iterdir())
