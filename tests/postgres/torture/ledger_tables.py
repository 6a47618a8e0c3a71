# What is in the tables of a ledger on a server, read by psql: nothing of porto's is in between.
import subprocess
from collections import namedtuple

import events

SHOWN = (
    "SELECT {} FROM usage_event JOIN source ON source.no = source_no JOIN meter ON"
    " meter.no = meter_no LEFT JOIN company ON company.no = company_no"
    " LEFT JOIN domain ON domain.no = domain_no ORDER BY seq"
)
EVENT = (
    "seq source.id event_id coalesce(company.id,'') coalesce(domain.id,'') day meter.id"
    " occurred_at quantity"
).split(" ")
Stored = namedtuple("Stored", "seq source id company domain day meter at quantity")
Batch = namedtuple("Batch", "lane no epoch first last count first_at last_at digest")
Lane = namedtuple("Lane", "epoch batch seq digest")
Close = namedtuple("Close", "month lanes void usage")  # void: the last that it took in


class Server:
    def __init__(self, psql, url):
        self.command = [psql, "-XAtq", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-d", url]

    def ask(self, sql):
        """Rows of texts; what is a number becomes one."""
        done = subprocess.run(
            self.command + ["-c", "SET search_path = porto", "-c", sql],
            check=True,
            capture_output=True,
            text=True,
        )
        lines = done.stdout.split("\n")[:-1]
        return [[number_or_text(cell) for cell in line.split("\t")] for line in lines]


class Servers:
    """The servers of a ledger, the head first, in the order of their lanes. What only the head has
    is in no table of the others."""

    def __init__(self, servers):
        self.servers = servers

    def ask(self, sql):
        return [row for server in self.servers for row in server.ask(sql)]


def number_or_text(cell):
    return int(cell) if cell.lstrip("-").isdigit() and len(cell) < 30 else cell


class Tables:
    def __init__(self, server):
        ask = server.ask
        self.events = [Stored(*row) for row in ask(SHOWN.format(", ".join(EVENT)))]
        self.batches = [
            Batch(*row)
            for row in ask(
                "SELECT lane, no, epoch, first_seq, last_seq, events, first_at, last_at, digest"
                " FROM event_batch ORDER BY lane, no"
            )
        ]
        lanes = ask("SELECT lane, epoch, last_batch, last_seq, digest FROM lane ORDER BY lane")
        self.lanes = {row[0]: Lane(*row[1:]) for row in lanes}
        self.voids = dict(ask("SELECT seq, no FROM void"))
        self.months = ask(
            "SELECT lane, epoch, month, company.id, quantity, events FROM usage_month"
            " JOIN company ON company.no = company_no"
        )
        self.days = ask(
            "SELECT lane, epoch, day, domain.id, quantity, events FROM domain_day"
            " JOIN domain ON domain.no = domain_no"
        )
        self.claims = ask(
            "SELECT domain, company, coalesce(from_day, 0), coalesce(through_day, 99999999)"
            " FROM sending_domain"
        )
        self.closes = self.read_closes(ask)
        self.invoiced = ask(
            "SELECT usage_month, company, sum(net_minor) FROM invoice_line GROUP BY 1, 2"
        )

    def read_closes(self, ask):
        closes = [Close(row[0], {}, 0, {}) for row in ask("SELECT month FROM period ORDER BY 1")]
        by_month = {close.month: close for close in closes}
        for month, lane, *cut in ask(
            "SELECT month, lane, epoch, last_batch, last_seq, digest FROM period_cut"
        ):
            by_month[month].lanes[lane] = Lane(*cut)
        for month, usage_month, company, *sums in ask(
            "SELECT month, usage_month, company, quantity, events FROM period_usage"
        ):
            by_month[month].usage[usage_month, company] = tuple(sums)
        voids = dict(ask("SELECT month, last FROM period_chain WHERE chain = 'void'"))
        return [close._replace(void=voids.get(close.month, 0)) for close in closes]

    def owner(self, event):
        """The company that an event counts for; empty: none."""
        if event.company:
            return event.company
        for domain, company, first, last in self.claims:
            if domain == event.domain and first <= events.day_of(event.at) <= last:
                return company
        return ""
