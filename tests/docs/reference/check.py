#!/usr/bin/env python3
# Is everything in porto.h described?
"""Reads the XML that Doxygen makes of it, and names each
function, type, struct member, enumerator, macro, callback and parameter that has no words.

What holds everywhere is said once, in the rules at the top of the header: a parameter is described
if its own function's text has its name, or the rules do. Members that every struct has, and lengths
of texts, are described by rule too.

Usage: check.py XML-FOLDER
"""
import pathlib
import re
import sys
import xml.etree.ElementTree as xml

BY_RULE = {"struct_size", "header_version", "reserved"}
MACRO_BY_RULE = re.compile(r"PORTO_\w+_INIT|PORTO_H|PORTO_VERSION_(MAJOR|MINOR|PATCH)")


def text_of(node):
    parts = [node.find("briefdescription"), node.find("detaileddescription")]
    return " ".join("".join(part.itertext()) for part in parts if part is not None).strip()


def words(text):
    return set(re.findall(r"\w+", text))


def parameters(member):
    named = [p.findtext("declname") for p in member.findall("param")]
    if member.get("kind") == "typedef":  # of a callback: "(*name)(void *user, ...)"
        named = re.findall(r"(\w+)(?=[,)])", member.findtext("argsstring") or "")
    return [name for name in named if name and name != "void"]


class Check:
    def __init__(self, folder):
        self.files = [xml.parse(f).getroot() for f in sorted(pathlib.Path(folder).glob("*.xml"))]
        compounds = [c for root in self.files for c in root.findall("compounddef")]
        rules = next(text_of(c) for c in compounds if c.get("kind") == "file")
        self.common = words(rules[rules.index("Parameters."): rules.index("Statuses.")])
        self.members = {m.get("id"): (c, m) for c in compounds for m in c.iter("memberdef")}
        self.structs = [c for c in compounds if c.get("kind") == "struct"]
        self.missing = []
        self.seen = 0

    def need(self, what, text):
        self.seen += 1
        if not text:
            self.missing.append(what)

    def run(self):
        for struct in self.structs:
            self.need("struct " + struct.findtext("compoundname"), text_of(struct))
        for compound, member in self.members.values():
            self.member(compound, member)
        return self.missing

    def member(self, compound, member):
        kind, name, text = member.get("kind"), member.findtext("name"), text_of(member)
        if kind == "variable":
            self.variable(compound, name, text)
        elif kind == "define":
            self.need("macro " + name, text or MACRO_BY_RULE.fullmatch(name))
        else:
            self.need(f"{kind} {name}", text)
        for value in member.findall("enumvalue"):
            self.need("enumerator " + value.findtext("name"), text_of(value))
        for parameter in parameters(member):
            is_length = parameter.endswith("_len")
            self.need(f"parameter {parameter} of {name}",
                      is_length or parameter in words(text) | self.common)

    def variable(self, compound, name, text):
        siblings = {m.findtext("name") for m in compound.iter("memberdef")}
        is_length = any(name.endswith(end) and name[: -len(end)] in siblings
                        for end in ("_len", "_count"))
        self.need(f"member {compound.findtext('compoundname')}.{name}",
                  text or name in BY_RULE or is_length)


def main():
    check = Check(sys.argv[1])
    for what in sorted(check.run()):
        print("not described:", what)
    print(f"{check.seen} names, {len(check.missing)} of them not described")
    return 1 if check.missing or check.seen < 100 else 0


if __name__ == "__main__":
    sys.exit(main())
