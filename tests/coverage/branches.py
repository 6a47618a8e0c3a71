#!/usr/bin/env python3
# Which branches the tests took, from what clang's coverage says (run makes its files).
#
#   branches.py SOURCE BUILD [ROOM...]
#   branches.py --rooms SOURCE [ROOM...]
#
# Prints how many branches each room has and how many were taken, then FILE:LINE:COLUMN of each
# condition that never had one of its two answers (of the ROOMs, if some are named), with the reason
# that untaken.txt has for it; fails if it has none. --rooms: the rooms that are counted, one a
# line; fails if one of the ROOMs is none of them.
#
# A branch is one of the two answers of a condition in the source: of if, ?:, a loop, a case, and of
# each operand of && and ||. What is compiled several times (a template, a header) counts once: an
# answer was given if it was given in one of them.
import collections
import json
import os
import subprocess
import sys


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


def programs_of(build):
    """The programs and libraries that were run, as llvm-cov wants them."""
    found = [os.path.join(build, "lib/libporto.so.0")]
    found += [entry.path for entry in os.scandir(os.path.join(build, "bin")) if entry.is_file()]
    return [word for path in sorted(found) for word in ("-object", path)][1:]


def read(build, root):
    """{file: {(line, column, end line, end column): [was true, was false]}}"""
    profiles = os.path.join(build, "profiles")
    merged = os.path.join(build, "all.profdata")
    names = [os.path.join(profiles, name) for name in os.listdir(profiles)]
    subprocess.run(["llvm-profdata", "merge", "-sparse", "-o", merged, *names], check=True)
    told = subprocess.run(["llvm-cov", "export", "-skip-expansions", "-skip-functions",
                           f"-instr-profile={merged}", *programs_of(build)],
                          check=True, stdout=subprocess.PIPE).stdout
    found = collections.defaultdict(lambda: collections.defaultdict(lambda: [False, False]))
    for file in json.loads(told)["data"][0]["files"]:
        path = place_of(os.path.relpath(os.path.realpath(file["filename"]), root))
        for *place, true, false, _file, _expansion, _kind in file["branches"]:
            answers = found[path][tuple(place)]
            answers[0] |= true > 0
            answers[1] |= false > 0
    return found


def place_of(path):
    """A header is included by way of a link to it in the build."""
    part = path.split("include-roots/")[-1]
    return "src/" + part.split("/", 1)[1] if part != path else path


def missed_in(path, text, conditions):
    """(place, what untaken.txt calls it) of each condition that lacks an answer."""
    for (line, column, end, end_column), answers in sorted(conditions.items()):
        if not all(answers):
            never = "neither" if not any(answers) else "never false" if answers[0] else "never true"
            written = text[line - 1][column - 1:end_column - 1 if end == line else None]
            yield f"{line}:{column}", f"{path}: {never}: {written.strip()}"


def known_reasons(root):
    """{condition: reason} of untaken.txt, whose lines have the reason first."""
    with open(os.path.join(root, "tests/coverage/untaken.txt")) as file:
        lines = [line.rstrip("\n") for line in file if line.strip() and line[0] != "#"]
    return {condition: reason for reason, _, condition in (line.partition(" ") for line in lines)}


def main():
    if sys.argv[1] == "--rooms":
        rooms = rooms_of(sys.argv[2])
        require_rooms(rooms, sys.argv[3:])
        print("\n".join(rooms))
        return
    root, build, only = os.path.realpath(sys.argv[1]), os.path.realpath(sys.argv[2]), sys.argv[3:]
    rooms = rooms_of(root)
    require_rooms(rooms, only)
    totals = {room: [0, 0] for room in rooms}
    missed = []
    for path, conditions in sorted(read(build, root).items()):
        room = os.path.dirname(path)
        if room not in totals:
            continue
        totals[room][0] += 2 * len(conditions)
        totals[room][1] += sum(map(sum, conditions.values()))
        if not only or room in only:
            with open(os.path.join(root, path)) as file:
                missed += missed_in(path, file.read().split("\n"), conditions)
    for room, (count, taken) in totals.items():
        tenths = 1000 * taken // max(count, 1)
        print(f"{room}: {taken} of {count} branches, {tenths // 10}.{tenths % 10} %")
    reasons = known_reasons(root)
    for place, condition in missed:
        print(f"{reasons.get(condition, 'NO REASON')}: {condition} ({place})")
    if any(condition not in reasons for _, condition in missed):
        sys.exit("conditions without a reason: write a test, or a line in untaken.txt")


main()
