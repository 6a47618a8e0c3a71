"""Makes src/porto/_abi.py from porto.h: what cffi knows of the C ABI, with nothing copied by hand.

    python3 tools/make_abi.py ../../include/porto/porto.h [FILE]
"""

import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import cffi

PACKAGE = Path(__file__).parents[1] / "src" / "porto"


def declarations(header: str) -> str:
    """What of the header is C to cffi: without comments, macros of functions and the preprocessor."""
    numbers = {
        part: int(re.search(rf"#define PORTO_VERSION_{part} (\d+)", header)[1])  # type: ignore[index]
        for part in ("MAJOR", "MINOR", "PATCH")
    }
    version = numbers["MAJOR"] * 10000 + numbers["MINOR"] * 100 + numbers["PATCH"]
    no_wait = re.search(r"#define PORTO_NO_WAIT \((-\d+)\)", header)[1]  # type: ignore[index]
    text = re.sub(r"/\*.*?\*/", "", header, flags=re.DOTALL)
    text = text.replace("\\\n", " ")
    lines = [line for line in text.splitlines() if not line.startswith("#") and line.strip()]
    text = "\n".join(lines).replace('extern "C" {', "").replace("PORTO_API ", "")
    text = re.sub(r"^}\s*$", "", text, flags=re.MULTILINE)
    return f"#define PORTO_VERSION_NUMBER {version}\n#define PORTO_NO_WAIT {no_wait}\n{text}"


def module(header: Path) -> str:
    """The text of the module for this header."""
    ffi = cffi.FFI()
    ffi.cdef(declarations(header.read_text("utf-8")))
    ffi.set_source("porto._abi", None)
    with TemporaryDirectory() as folder:
        return Path(ffi.compile(tmpdir=folder)).read_text("utf-8")


if __name__ == "__main__":
    target = Path(sys.argv[2]) if len(sys.argv) > 2 else PACKAGE / "_abi.py"
    target.write_text(module(Path(sys.argv[1])), "utf-8")
