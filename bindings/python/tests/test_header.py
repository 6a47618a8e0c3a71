"""What cffi knows is what the header says, and the binding uses every function of the library."""

import re
import sys
import unittest

from support import PACKAGE, ROOT

sys.path.append(str(PACKAGE / "tools"))
import make_abi  # noqa: E402

from porto._library import ffi  # noqa: E402

SOURCE = "".join(
    path.read_text("utf-8")
    for path in (PACKAGE / "src/porto").glob("*.py")
    if path.name != "_abi.py"
)


class Header(unittest.TestCase):
    def test_declarations_are_those_of_the_header(self):
        made = make_abi.module(ROOT / "include/porto/porto.h")
        kept = (PACKAGE / "src/porto/_abi.py").read_text("utf-8")
        self.assertTrue(made == kept, "run tools/make_abi.py ../../include/porto/porto.h")

    def test_every_member_of_a_struct_can_be_set(self):
        sure = {"struct_size", "header_version", "reserved", "user"}
        # An amount is given as text, and a meter has one kind yet.
        other_ways = {"amount_minor", "kind"}
        types = {kind: ffi.typeof(kind) for kind in ffi.list_types()[0]}
        structs = {kind: made for kind, made in types.items() if made.kind == "struct"}
        missing = set()
        self.assertGreater(len(structs), 25)
        for kind, made in structs.items():
            # porto_event is compared with what events.py writes as that is imported.
            if kind == "porto_event":
                continue
            for name, _ in made.fields or ():
                texts = {f'"{name}"', f" {name}=", f"({name}=", f" {name}:"}
                known = name in sure | other_ways or name.endswith(("_len", "_count"))
                if not known and not any(text in SOURCE for text in texts):
                    missing.add(f"{kind}.{name}")
        self.assertEqual(missing, set(), "members that Python does not offer")

    def test_every_function_is_used(self):
        exported = re.findall(r"^ +(porto_\w+);", (ROOT / "bindings/c/porto.map").read_text(), re.M)
        used = set(re.findall(r"\b(?:lib|library)\.(porto_\w+)", SOURCE))
        self.assertGreater(len(exported), 80)
        self.assertEqual(set(exported) - used, set(), "functions that Python does not offer")
        self.assertEqual(used - set(exported), set(), "functions that the library does not have")


if __name__ == "__main__":
    unittest.main()
