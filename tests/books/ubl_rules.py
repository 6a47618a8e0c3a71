# Rules of EN 16931 and Peppol BIS Billing 3 that an invoice of porto could break, each an assertion
# written from its published words. Amounts are exact: decimal, and fractions where one divides.
import datetime
import decimal
import fractions
import re
import xml.etree.ElementTree as xml

SCHEMA = "urn:oasis:names:specification:ubl:schema:xsd:"
NS = {"cac": SCHEMA + "CommonAggregateComponents-2", "cbc": SCHEMA + "CommonBasicComponents-2"}
CUSTOMIZATION = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
PROFILE = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
ZERO_RATED = {"Z", "E", "AE", "K", "G"}  # categories with a rate of 0; O has none
WITH_REASON = {"E", "AE", "K", "G", "O"}
AMOUNT = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]{1,2})?")
CENT = decimal.Decimal("0.01")


def half_up(value, decimals=2):
    """A fraction, to so many decimals; ties away from zero."""
    scaled = abs(value) * 10**decimals
    whole = scaled.numerator // scaled.denominator
    if (scaled - whole) * 2 >= 1:
        whole += 1
    return decimal.Decimal(whole if value >= 0 else -whole).scaleb(-decimals)


class Document:
    """An invoice or a credit note, as the rules speak of it."""

    def __init__(self, text):
        self.root = xml.fromstring(text)
        self.kind = self.root.tag.split("}")[1]
        self.namespace = self.root.tag[1:].split("}")[0]
        self.lines = self.all("cac:InvoiceLine") + self.all("cac:CreditNoteLine")
        self.groups = self.all("cac:TaxTotal/cac:TaxSubtotal")
        self.seller = self.root.find("cac:AccountingSupplierParty/cac:Party", NS)
        self.buyer = self.root.find("cac:AccountingCustomerParty/cac:Party", NS)

    def all(self, path, node=None):
        return (self.root if node is None else node).findall(path, NS)

    def text(self, path, node=None):
        found = (self.root if node is None else node).find(path, NS)
        return "" if found is None else found.text or ""

    def number(self, path, node=None):
        text = self.text(path, node)
        return decimal.Decimal(text) if text else decimal.Decimal(0)

    def day(self, path, node=None):
        return datetime.date.fromisoformat(self.text(path, node))

    def total(self, name):
        return self.number("cac:LegalMonetaryTotal/cbc:" + name)

    def quantity(self, line):
        found = line.find("cbc:InvoicedQuantity", NS)
        return line.find("cbc:CreditedQuantity", NS) if found is None else found

    def category(self, line):
        path = "cac:Item/cac:ClassifiedTaxCategory/"
        percent = self.text(path + "cbc:Percent", line)
        return self.text(path + "cbc:ID", line), decimal.Decimal(percent) if percent else None

    def group_category(self, group):
        percent = self.text("cac:TaxCategory/cbc:Percent", group)
        return (self.text("cac:TaxCategory/cbc:ID", group),
                decimal.Decimal(percent) if percent else None)

    def categories(self):
        return {self.category(line)[0] for line in self.lines}

    def vat_number(self, party):
        for scheme in self.all("cac:PartyTaxScheme", party):
            if self.text("cac:TaxScheme/cbc:ID", scheme) == "VAT":
                return self.text("cbc:CompanyID", scheme)
        return ""

    def amounts(self):
        return [node for node in self.root.iter() if "currencyID" in node.attrib
                and not node.tag.endswith("PriceAmount")]


def differences(doc, line):
    """The charges of a line, less its allowances."""
    total = decimal.Decimal(0)
    for one in doc.all("cac:AllowanceCharge", line):
        amount = doc.number("cbc:Amount", one)
        total += amount if doc.text("cbc:ChargeIndicator", one) == "true" else -amount
    return total


def base_of(doc, line):
    return doc.number("cac:Price/cbc:BaseQuantity", line) or decimal.Decimal(1)


def product(doc, line):
    quantity = decimal.Decimal(doc.quantity(line).text)
    price = doc.number("cac:Price/cbc:PriceAmount", line)
    return (fractions.Fraction(quantity) * fractions.Fraction(price)
            / fractions.Fraction(base_of(doc, line)))


def net_of(doc, line):
    return doc.number("cbc:LineExtensionAmount", line)


def sum_of(doc, category, rate):
    return sum((net_of(doc, line) for line in doc.lines if doc.category(line) == (category, rate)),
               decimal.Decimal(0))


def luhn(digits):
    total = 0
    for index, digit in enumerate(digits):
        doubled = int(digit) * (2 if index % 2 == 0 else 1)
        total += doubled // 10 + doubled % 10
    return total % 10 == 0


def is_organisation(text):
    return re.fullmatch(r"[0-9]{10}", text) is not None and luhn(text)


def tax_is_right(doc, group):
    category, rate = doc.group_category(group)
    exact = fractions.Fraction(doc.number("cbc:TaxableAmount", group)) * fractions.Fraction(rate
        or 0) / 100
    decimals = 0 if doc.text("cbc:DocumentCurrencyCode") == "JPY" else 2
    return doc.number("cbc:TaxAmount", group) == half_up(exact, decimals)


def within(doc, line):
    outer, inner = doc.root.find("cac:InvoicePeriod", NS), line.find("cac:InvoicePeriod", NS)
    return (doc.day("cbc:StartDate", outer) <= doc.day("cbc:StartDate", inner)
            <= doc.day("cbc:EndDate", inner) <= doc.day("cbc:EndDate", outer))


def address_is_whole(doc, party):
    return doc.text("cac:PostalAddress/cac:Country/cbc:IdentificationCode", party) != ""


def swedish(doc):
    return doc.text("cac:PostalAddress/cac:Country/cbc:IdentificationCode", doc.seller) == "SE"


def giros(doc, branch):
    return [doc.text("cac:PayeeFinancialAccount/cbc:ID", means)
        for means in doc.all("cac:PaymentMeans")
            if doc.text("cac:PayeeFinancialAccount/cac:FinancialInstitutionBranch/cbc:ID", means)
                == branch]


# The order of children, as the UBL 2.1 schemas have it; those that a document of porto can have.
ORDER = {
    "Invoice": "CustomizationID ProfileID ID IssueDate DueDate InvoiceTypeCode "
               "DocumentCurrencyCode BuyerReference InvoicePeriod BillingReference "
               "AccountingSupplierParty "
               "AccountingCustomerParty Delivery PaymentMeans PaymentTerms TaxTotal "
               "LegalMonetaryTotal InvoiceLine",
    "CreditNote": "CustomizationID ProfileID ID IssueDate CreditNoteTypeCode DocumentCurrencyCode "
                  "BuyerReference InvoicePeriod BillingReference AccountingSupplierParty "
                  "AccountingCustomerParty Delivery PaymentMeans PaymentTerms TaxTotal "
                  "LegalMonetaryTotal CreditNoteLine",
    "Party": "EndpointID PartyName PostalAddress PartyTaxScheme PartyLegalEntity",
    "PostalAddress": "StreetName CityName PostalZone Country",
    "PartyTaxScheme": "CompanyID TaxScheme",
    "PartyLegalEntity": "RegistrationName CompanyID",
    "PaymentMeans": "PaymentMeansCode PaymentID PayeeFinancialAccount",
    "PayeeFinancialAccount": "ID FinancialInstitutionBranch",
    "TaxTotal": "TaxAmount TaxSubtotal",
    "TaxSubtotal": "TaxableAmount TaxAmount TaxCategory",
    "TaxCategory": "ID Percent TaxExemptionReason TaxScheme",
    "ClassifiedTaxCategory": "ID Percent TaxScheme",
    "LegalMonetaryTotal": "LineExtensionAmount TaxExclusiveAmount TaxInclusiveAmount PayableAmount",
    "InvoiceLine": "ID InvoicedQuantity LineExtensionAmount InvoicePeriod AllowanceCharge Item "
                   "Price",
    "CreditNoteLine": "ID CreditedQuantity LineExtensionAmount InvoicePeriod AllowanceCharge Item "
                      "Price",
    "InvoicePeriod": "StartDate EndDate",
    "InvoiceDocumentReference": "ID IssueDate",
    "AllowanceCharge": "ChargeIndicator AllowanceChargeReason Amount",
    "Item": "Name SellersItemIdentification ClassifiedTaxCategory",
    "Price": "PriceAmount BaseQuantity",
}
REPEATED = {"PartyTaxScheme", "PaymentMeans", "TaxSubtotal", "BillingReference", "InvoiceLine",
            "CreditNoteLine", "AllowanceCharge"}


def in_order(doc):
    for node in doc.root.iter():
        name = node.tag.split("}")[1]
        if name not in ORDER:
            continue
        known = ORDER[name].split()
        children = [child.tag.split("}")[1] for child in node]
        places = [known.index(child) for child in children]  # ValueError: it has no place here
        if places != sorted(places) or any(children.count(c) > 1 and c not in REPEATED
            for c in children):
            return False
    return True


def no_empty(doc):
    return all(len(node) or (node.text or "").strip() for node in doc.root.iter())


# A rule: its name and whether a document keeps it.
RULES = [
    ("BR-01", lambda d: d.text("cbc:CustomizationID") != ""),
    ("BR-02", lambda d: d.text("cbc:ID") != ""),
    ("BR-03", lambda d: d.day("cbc:IssueDate") is not None),
    ("BR-04", lambda d: d.text("cbc:InvoiceTypeCode") + d.text("cbc:CreditNoteTypeCode") != ""),
    ("BR-05", lambda d: re.fullmatch("[A-Z]{3}", d.text("cbc:DocumentCurrencyCode"))),
    ("BR-06", lambda d: d.text("cac:PartyLegalEntity/cbc:RegistrationName", d.seller) != ""),
    ("BR-07", lambda d: d.text("cac:PartyLegalEntity/cbc:RegistrationName", d.buyer) != ""),
    ("BR-08", lambda d: d.seller.find("cac:PostalAddress", NS) is not None),
    ("BR-09", lambda d: address_is_whole(d, d.seller)),
    ("BR-10", lambda d: d.buyer.find("cac:PostalAddress", NS) is not None),
    ("BR-11", lambda d: address_is_whole(d, d.buyer)),
    ("BR-12", lambda d: d.text("cac:LegalMonetaryTotal/cbc:LineExtensionAmount") != ""),
    ("BR-13", lambda d: d.text("cac:LegalMonetaryTotal/cbc:TaxExclusiveAmount") != ""),
    ("BR-14", lambda d: d.text("cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount") != ""),
    ("BR-15", lambda d: d.text("cac:LegalMonetaryTotal/cbc:PayableAmount") != ""),
    ("BR-16", lambda d: len(d.lines) > 0),
    ("BR-21", lambda d: len({d.text("cbc:ID", l) for l in d.lines} - {""}) == len(d.lines)),
    ("BR-22", lambda d: all(d.quantity(l) is not None and d.quantity(l).text for l in d.lines)),
    ("BR-23", lambda d: all(re.fullmatch("[A-Z0-9]{2,3}", d.quantity(l).get("unitCode") or "")
                            for l in d.lines)),
    ("BR-24", lambda d: all(d.text("cbc:LineExtensionAmount", l) != "" for l in d.lines)),
    ("BR-25", lambda d: all(d.text("cac:Item/cbc:Name", l) != "" for l in d.lines)),
    ("BR-26", lambda d: all(d.text("cac:Price/cbc:PriceAmount", l) != "" for l in d.lines)),
    ("BR-27", lambda d: all(d.number("cac:Price/cbc:PriceAmount", l) >= 0 for l in d.lines)),
    ("BR-29", lambda d: all(d.day("cbc:StartDate", p) <= d.day("cbc:EndDate", p)
                            for p in d.all("cac:InvoicePeriod"))),
    ("BR-30", lambda d: all(d.day("cbc:StartDate", p) <= d.day("cbc:EndDate", p)
                            for l in d.lines for p in d.all("cac:InvoicePeriod", l))),
    ("BR-41", lambda d: all(d.text("cbc:Amount", a) != "" for l in d.lines
                            for a in d.all("cac:AllowanceCharge", l))),
    ("BR-42", lambda d: all(d.text("cbc:AllowanceChargeReason", a) != "" for l in d.lines
                            for a in d.all("cac:AllowanceCharge", l))),
    ("BR-45", lambda d: all(d.text("cbc:TaxableAmount", g) != "" for g in d.groups)),
    ("BR-46", lambda d: all(d.text("cbc:TaxAmount", g) != "" for g in d.groups)),
    ("BR-47", lambda d: all(d.group_category(g)[0] != "" for g in d.groups)),
    ("BR-48", lambda d: all(d.group_category(g)[1] is not None or d.group_category(g)[0] == "O"
                            for g in d.groups)),
    ("BR-49", lambda d: all(d.text("cbc:PaymentMeansCode", m) != ""
        for m in d.all("cac:PaymentMeans"))),
    ("BR-50", lambda d: all(d.text("cac:PayeeFinancialAccount/cbc:ID", m) != ""
                            for m in d.all("cac:PaymentMeans"))),
    ("BR-55", lambda d: all(d.text("cac:InvoiceDocumentReference/cbc:ID", r) != ""
                            for r in d.all("cac:BillingReference"))),
    ("BR-62", lambda d: all((p.find("cbc:EndpointID", NS)).get("schemeID")
        for p in (d.seller, d.buyer))),
    ("BR-CL-04", lambda d: all(node.get("currencyID") == d.text("cbc:DocumentCurrencyCode")
                               for node in d.root.iter() if "currencyID" in node.attrib)),
    ("BR-CO-04", lambda d: all(d.category(l)[0] != "" for l in d.lines)),
    ("BR-CO-09", lambda d: all(re.fullmatch("[A-Z]{2}.+", n) for n in
                               (d.vat_number(d.seller), d.vat_number(d.buyer)) if n)),
    ("BR-CO-10", lambda d: d.total("LineExtensionAmount") == sum(net_of(d, l) for l in d.lines)),
    ("BR-CO-13", lambda d: d.total("TaxExclusiveAmount") == d.total("LineExtensionAmount")),
    ("BR-CO-14", lambda d: d.number("cac:TaxTotal/cbc:TaxAmount") ==
     sum(d.number("cbc:TaxAmount", g) for g in d.groups)),
    ("BR-CO-15", lambda d: d.total("TaxInclusiveAmount") ==
     d.total("TaxExclusiveAmount") + d.number("cac:TaxTotal/cbc:TaxAmount")),
    ("BR-CO-16", lambda d: d.total("PayableAmount") == d.total("TaxInclusiveAmount")),
    ("BR-CO-17", lambda d: all(tax_is_right(d, g) for g in d.groups)),
    ("BR-CO-18", lambda d: len(d.groups) > 0),
    ("BR-CO-25", lambda d: d.total("PayableAmount") <= 0 or d.text("cbc:DueDate") != "" or
     d.text("cac:PaymentTerms/cbc:Note") != ""),
    ("BR-CO-26", lambda d: d.text("cac:PartyLegalEntity/cbc:CompanyID", d.seller) != ""),
    ("BR-DEC", lambda d: all(AMOUNT.fullmatch(node.text) for node in d.amounts())),
    ("BR-S-01", lambda d: {d.category(l) for l in d.lines} == {d.group_category(g)
        for g in d.groups}
     and len({d.group_category(g) for g in d.groups}) == len(d.groups)),
    ("BR-S-02", lambda d: d.categories() == {"O"} or d.vat_number(d.seller) != ""),
    ("BR-S-05", lambda d: all(rate is not None and rate > 0 for category, rate in
                              map(d.category, d.lines) if category == "S")),
    ("BR-AE-02", lambda d: not d.categories() & {"AE", "K"} or d.vat_number(d.buyer) != ""),
    ("BR-E-05", lambda d: all(rate == 0 for category, rate in map(d.category, d.lines)
                              if category in ZERO_RATED)),
    ("BR-O-02", lambda d: "O" not in d.categories() or
     d.vat_number(d.seller) + d.vat_number(d.buyer) == ""),
    ("BR-O-05", lambda d: all(rate is None for category, rate in map(d.category, d.lines)
                              if category == "O")),
    ("BR-O-11", lambda d: "O" not in d.categories() or d.categories() == {"O"}),
    ("BR-S-08", lambda d: all(d.number("cbc:TaxableAmount", g) == sum_of(d, *d.group_category(g))
                              for g in d.groups)),
    ("BR-S-09", lambda d: all(tax_is_right(d, g) for g in d.groups
                              if d.group_category(g)[0] == "S")),
    ("BR-E-09", lambda d: all(d.number("cbc:TaxAmount", g) == 0 for g in d.groups
                              if d.group_category(g)[0] != "S")),
    ("BR-S-10", lambda d: all((d.text("cac:TaxCategory/cbc:TaxExemptionReason", g) != "") ==
                              (d.group_category(g)[0] in WITH_REASON) for g in d.groups)),
    ("BR-IC-11", lambda d: "K" not in d.categories() or d.root.find("cac:InvoicePeriod",
        NS) is not None),
    ("BR-IC-12", lambda d: "K" not in d.categories() or d.text(
        "cac:Delivery/cac:DeliveryLocation/cac:Address/cac:Country/cbc:IdentificationCode") != ""),
    ("UBL-DT-01", lambda d: all(re.fullmatch(r"-?[0-9]+(\.[0-9]{1,2})?", n.text)
        for n in d.amounts())),
    ("PEPPOL-R003", lambda d: d.text("cbc:BuyerReference") != ""),
    ("PEPPOL-R004", lambda d: d.text("cbc:CustomizationID") == CUSTOMIZATION),
    ("PEPPOL-R007", lambda d: d.text("cbc:ProfileID") == PROFILE),
    ("PEPPOL-R008", no_empty),
    ("PEPPOL-R010", lambda d: d.text("cbc:EndpointID", d.buyer) != ""),
    ("PEPPOL-R020", lambda d: d.text("cbc:EndpointID", d.seller) != ""),
    ("PEPPOL-R053", lambda d: len(d.all("cac:TaxTotal")) == 1),
    ("PEPPOL-R110", lambda d: all(within(d, l) for l in d.lines)),
    ("PEPPOL-R120", lambda d: all(net_of(d, l) == half_up(product(d, l)) + differences(d, l)
                                  for l in d.lines)),
    ("PEPPOL-R121", lambda d: all(base_of(d, l) > 0 for l in d.lines)),
    ("PEPPOL-R130", lambda d: all(b.get("unitCode") == d.quantity(l).get("unitCode")
        for l in d.lines
                                  for b in d.all("cac:Price/cbc:BaseQuantity", l))),
    ("PEPPOL-R046", lambda d: all(d.number("cbc:Amount", a) > 0 for l in d.lines
                                  for a in d.all("cac:AllowanceCharge", l))),
    ("PEPPOL-P0100", lambda d: (d.kind, d.text("cbc:InvoiceTypeCode"),
        d.text("cbc:CreditNoteTypeCode"))
     in {("Invoice", "380", ""), ("CreditNote", "", "381")}),
    ("PEPPOL-COMMON-R049", lambda d: all(is_organisation(node.text) for node in d.root.iter()
                                         if node.get("schemeID") == "0007")),
    ("SE-R-001", lambda d: not swedish(d) or not d.vat_number(d.seller) or
     re.fullmatch("SE[0-9]{12}", d.vat_number(d.seller))),
    ("SE-R-003", lambda d: not swedish(d) or
     is_organisation(d.text("cac:PartyLegalEntity/cbc:CompanyID", d.seller))),
    ("SE-R-005", lambda d: all(d.text("cbc:CompanyID", s) == "Godkänd för F-skatt" for s in
                               d.all("cac:PartyTaxScheme", d.seller)
                               if d.text("cac:TaxScheme/cbc:ID", s) != "VAT")),
    ("SE-R-006", lambda d: not swedish(d) or all(rate in (25, 12, 6) for category, rate in
                                                 map(d.category, d.lines) if category == "S")),
    ("SE-R-007", lambda d: all(re.fullmatch("[0-9]{2,8}", g) for g in giros(d, "SE:PLUSGIRO"))),
    ("SE-R-010", lambda d: all(re.fullmatch("[0-9]{7,8}", g) for g in giros(d, "SE:BANKGIRO"))),
    ("schema", in_order),
    # Of porto: a credit note is one since its total is below 0, and is written without the sign.
    ("sign", lambda d: d.total("PayableAmount") >= 0),
]


def broken(text):
    """The names of the rules that a document does not keep; one that cannot be asked counts."""
    document = Document(text)
    names = []
    for name, keeps in RULES:
        try:
            kept = bool(keeps(document))
        except (AttributeError, ValueError, TypeError, decimal.DecimalException):
            kept = False
        if not kept:
            names.append(name)
    return names
