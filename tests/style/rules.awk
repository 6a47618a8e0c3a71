# The rules of style that can be seen in one file, line by line. Reads files named relative to the
# tree's root; prints "file:line: rule" for each breach. Run by check, which knows the other rules.

function breach(rule) { printf "%s:%d: %s\n", FILENAME, FNR, rule }

# True if the text has one of the words (alternatives of a regular expression).
function has_word(text, words) { return text ~ "(^|[^A-Za-z0-9_])(" words ")([^A-Za-z0-9_]|$)" }

# The line without comments and without the insides of strings. Comments and raw strings may go over
# several lines: in_comment and raw_end remember them.
function code_of(line,   out, token, at) {
  while (line != "") {
    if (in_comment || raw_end != "") {
      token = in_comment ? "*/" : raw_end
      at = index(line, token)
      if (at == 0) return out
      line = substr(line, at + length(token))
      in_comment = 0
      raw_end = ""
      continue
    }
    if (!match(line, /\/\/|\/\*|R"[^(]*\(|"|'/)) return out line
    out = out substr(line, 1, RSTART - 1)
    token = substr(line, RSTART, RLENGTH)
    line = substr(line, RSTART + RLENGTH)
    if (token == "//") return out
    if (token == "/*") in_comment = 1
    else if (token == "\"") sub(/^([^"\\]|\\.)*"/, "", line)
    else if (token != "'") raw_end = ")" substr(token, 3, length(token) - 3) "\""
    else if (out !~ /[0-9A-Fa-f]$/) sub(/^([^'\\]|\\.)+'/, "", line)  # not the mark in 10'000
  }
  return out
}

FNR == 1 {
  c_family = FILENAME ~ /\.(c|h|cpp|hpp)$/
  script = !c_family && (FILENAME ~ /(\.(sh|awk|cmake|map)|CMakeLists\.txt)$/ || /^#!/)
  comment = c_family ? "^(//|/[*])" : "^#[^!]"
  shipped = FILENAME ~ /^(src|include|bindings|examples)\//
  opening = /^#!/ ? 2 : 1
  in_comment = 0
  raw_end = ""
  function_start = 0
}

/\t/ { breach("tab") }
/[ \r]$/ { breach("space at the end of a line") }
has_word($0, "TO" "DO|FIX" "ME") { breach("unfinished work") }

!c_family && !script { next }

FNR == opening && $0 !~ comment { breach("no opening comment") }
{
  characters = $0
  gsub(/[\200-\277]/, "", characters)  # the further bytes of UTF-8
  if (length(characters) > 100) breach("line longer than 100 columns")
}

!c_family { next }

{ code = code_of($0) }
has_word(code, "float|double|strto[fd]|strtold|ato[f]|sto[fd]|stold") || code ~ /[0-9]\.[0-9]/ {
  # A cell of a spreadsheet holds a double: decision 0033.
  if (FILENAME !~ /^tests\/compile_fail\// && FILENAME != "examples/cli/xlsx/number.cpp")
    breach("floating point")
}
/^ *# *include *".*\.\.\// { breach("include through a parent folder") }
/^ *# *include *[<"](SQLiteCpp|sqlite3)/ && FILENAME !~ /^(src\/store\/sqlite|tests)\// {
  breach("SQLite outside src/store/sqlite")
}
/^ *# *include *[<"]toml/ &&
    FILENAME !~ /^(src\/tariff\/document\/|src\/formats\/map_settings\.|tests\/)/ {
  breach("TOML outside src/tariff/document and the column map")
}
/^ *# *include *[<"]CLI\// && FILENAME != "examples/cli/command_line.cpp" {
  breach("CLI11 outside examples/cli/command_line.cpp")
}
/^ *# *include *[<"]xlsxwriter/ && FILENAME !~ /^examples\/cli\/xlsx\// {
  breach("libxlsxwriter outside examples/cli/xlsx")
}
/^ *# *include *[<"]porto\/ledger\.hpp/ &&
    FILENAME !~ /^(src\/ledger\/|bindings\/|examples\/|tests\/|include\/porto\/porto\.hpp$)/ {
  breach("the facade included below it")
}

# A program of the C++ API compiles nothing but porto and the standard library: the names of its
# headers have neither an ending nor a folder. porto.h is C.
/^ *# *include/ && FILENAME ~ /^include\// && !/^ *# *include (<[a-z_]+>|"porto\/[a-z_]+\.hpp")$/ &&
    (FILENAME !~ /\.h$/ || !/^ *# *include <(stddef|stdint)\.h>$/) {
  breach("public header includes more than porto and the standard library")
}

# A function at the left margin starts at the last line there before its closing brace.
shipped && /^[A-Za-z]/ { function_start = FNR }
shipped && /^}$/ && FNR - function_start >= 70 { breach("function longer than 70 lines") }
