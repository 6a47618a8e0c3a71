"""What cffi knows is what the header says, and the binding uses every function of the library.

That every member of a struct is used is seen by test_options.py, which uses them.
"""

import re
import sys
import unittest

from support import PACKAGE, ROOT

sys.path.append(str(PACKAGE / "tools"))
import make_abi  # noqa: E402

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

    def test_every_function_is_used(self):
        exported = re.findall(r"^ +(porto_\w+);", (ROOT / "bindings/c/porto.map").read_text(), re.M)
        used = set(re.findall(r"\b(?:lib|library)\.(porto_\w+)", SOURCE))
        self.assertGreater(len(exported), 80)
        self.assertEqual(set(exported) - used, set(), "functions that Python does not offer")
        self.assertEqual(used - set(exported), set(), "functions that the library does not have")


if __name__ == "__main__":
    unittest.main()
