# Reads a SIE file after the public description of the format, and says what is wrong with it:
# records, quotes, the checksum, vouchers that do not add up to 0.
import decimal
import re
import zlib


class Voucher:
    def __init__(self, series, number, date, text):
        self.series, self.number, self.date, self.text = series, number, date, text
        self.rows = []  # (account, cost centre, amount)


class SieFile:
    def __init__(self, content):
        self.faults = []
        self.records = []
        self.vouchers = []
        self.objects = set()
        if b"\n" in content.replace(b"\r\n", b""):
            self.faults.append("a line that does not end with CR LF")
        self.text = content.decode("cp437")
        self.read()

    def read(self):
        counted, counts, voucher = b"", False, None
        for line in self.text.split("\r\n")[:-1]:
            if line in "{}":
                if voucher is None:
                    self.faults.append("braces without a voucher")
                if line == "}":
                    voucher = None
                continue
            label, fields = split(line)
            if label == "#KSUMMA":  # the first begins what counts, the second has the sum
                if fields and fields != [str(zlib.crc32(counted))]:
                    self.faults.append(f"checksum {fields}, not {zlib.crc32(counted)}")
                counts = not fields
            elif counts:
                counted += flat(label, fields).encode("cp437")
            self.records.append((label, fields))
            if label == "#OBJEKT":
                self.objects.add((fields[0], fields[1]))
            if label == "#VER":
                voucher = Voucher(*fields[:4])
                self.vouchers.append(voucher)
            if label == "#TRANS":
                self.add_row(voucher, fields)
        self.check_vouchers()

    def add_row(self, voucher, fields):
        account, objects, amount = fields[:3]
        if not re.fullmatch("[0-9]+", account) or not re.fullmatch(r"-?[0-9]+(\.[0-9]{1,2})?",
            amount):
            self.faults.append(f"row {fields}")
        if len(objects) % 2 or any(pair not in self.objects for pair in zip(objects[::2],
            objects[1::2])):
            self.faults.append(f"objects {objects} that are not declared")
        cost_centre = objects[1] if objects else ""
        voucher.rows.append((account, cost_centre, decimal.Decimal(amount)))

    def check_vouchers(self):
        for voucher in self.vouchers:
            if sum(amount for _, _, amount in voucher.rows) != 0 or not voucher.rows:
                self.faults.append(f"voucher {voucher.text!r} is not balanced")

    def field(self, label):
        for known, fields in self.records:
            if known == label:
                return fields
        return None


def flat(label, fields):
    """What counts for the checksum: labels and fields, without blanks, quotes and braces."""
    return label + "".join(part if isinstance(part, str) else "".join(part) for part in fields)


def split(line):
    """A record as its label and fields; what stands in braces is a list."""
    fields, at = [], 0
    token = re.compile(r'[ \t]*(?:"((?:\\"|[^"])*)"|(\{)|(\})|([^ \t"{}]+))')
    inside = None
    while at < len(line):
        match = token.match(line, at)
        if not match:
            raise ValueError(f"no record: {line!r}")
        at = match.end()
        quoted, opens, closes, plain = match.groups()
        if opens:
            inside = []
        elif closes:
            fields.append(inside)
            inside = None
        else:
            text = quoted.replace('\\"', '"') if quoted is not None else plain
            (fields if inside is None else inside).append(text)
    return fields[0], fields[1:]
