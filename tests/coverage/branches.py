#!/usr/bin/env python3
# Which branches the tests took, from what gcov says (run makes its files).
#
#   branches.py SOURCE BUILD [ROOM...]
#   branches.py --rooms SOURCE [ROOM...]
#
# Prints how many branches each room has and how many were taken, then FILE:LINE of those that were
# not (of the ROOMs, if some are named). --rooms: the rooms that are counted, one a line; fails if
# one of the ROOMs is none of them. A branch is one way out of a decision of the source:
#
# - the ways of an exception out of a call are none: gcov marks them ("throw"), and the other way
#   out of such a call is no decision either;
# - nor is what the compiler adds to a line that decides nothing: the end of a block, where what
#   has a destructor goes, and a catch, whose other way is an exception of another type;
# - what is compiled several times (a template, a header) counts once: a branch is taken if it is
#   taken in one of them.
import collections
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile


def rooms_of(root):
    """Those of rating and billing with the rooms in them, as they are in the tree."""
    rooms = ["src/money"]
    for room in ("src/tariff", "src/billing"):
        parts = sorted(part.name for part in os.scandir(os.path.join(root, room)) if part.is_dir())
        rooms += [room] + [f"{room}/{part}" for part in parts]
    return rooms + ["bindings/c"]


def require_rooms(rooms, asked):
    for room in asked:
        if room not in rooms:
            sys.exit(f"{room} is no room that is counted; there are " + ", ".join(rooms))


def decisions(branches):
    """The branches of a line without the ways of exceptions, and their other halves."""
    kept, at = [], 0
    while at < len(branches):
        pair = branches[at:at + 2]
        if len(pair) == 2 and any(branch["throw"] for branch in pair):
            at += 2
        elif branches[at]["throw"]:
            at += 1
        else:
            kept.append(branches[at]["count"] > 0)
            at += 1
    return kept


def decides_nothing(line):
    return re.fullmatch(r"[\s(){}\[\],;]*(} catch \(.*\) \{)?[\s(){}\[\],;]*(//.*)?", line)


def read(build, root):
    """{file: {line: {shape: [taken, ...]}}}: a shape is how many branches a compilation has."""
    found = collections.defaultdict(lambda: collections.defaultdict(dict))
    counts = [os.path.join(folder, name) for folder, _, names in os.walk(build)
              for name in names if name.endswith(".gcda")]
    with tempfile.TemporaryDirectory() as work:
        for count in counts:
            subprocess.run(["gcov", "--json-format", "--branch-probabilities", count], cwd=work,
                           check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for name in os.listdir(work):
                with gzip.open(os.path.join(work, name), "rt") as file:
                    add(found, json.load(file), root)
                os.unlink(os.path.join(work, name))
    return found


def add(found, report, root):
    for file in report["files"]:
        path = os.path.normpath(os.path.join(report["current_working_directory"], file["file"]))
        path = os.path.relpath(path, root)
        for line in file["lines"]:
            taken = decisions(line["branches"])
            if not taken:
                continue
            shapes = found[path][line["line_number"]]
            before = shapes.get(len(taken), [False] * len(taken))
            shapes[len(taken)] = [a or b for a, b in zip(before, taken)]


def main():
    if sys.argv[1] == "--rooms":
        rooms = rooms_of(sys.argv[2])
        require_rooms(rooms, sys.argv[3:])
        print("\n".join(rooms))
        return
    root, build, only = sys.argv[1], sys.argv[2], sys.argv[3:]
    rooms = rooms_of(root)
    require_rooms(rooms, only)
    found = read(os.path.realpath(build), os.path.realpath(root))
    totals = {room: [0, 0] for room in rooms}
    missed = []
    for path in sorted(found):
        # A header is included by way of a link to it in the build.
        place = path.split("include-roots/")[-1]
        place = "src/" + place.split("/", 1)[1] if place != path else path
        room = os.path.dirname(place)
        if room not in totals:
            continue
        with open(os.path.join(root, place)) as file:
            text = file.read().split("\n")
        for line, shapes in sorted(found[path].items()):
            if decides_nothing(text[line - 1]):
                continue
            taken = max(shapes.values(), key=lambda one: (sum(one) / len(one), len(one)))
            totals[room][0] += len(taken)
            totals[room][1] += sum(taken)
            if not all(taken) and (not only or room in only):
                missed.append(f"{place}:{line}: {len(taken) - sum(taken)} of {len(taken)}: "
                              f"{text[line - 1].strip()}")
    for room, (count, taken) in totals.items():
        print(f"{room}: {taken} of {count} branches, {1000 * taken // max(count, 1) / 10} %")
    print("\n".join(missed))


main()
