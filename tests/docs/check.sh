#!/bin/sh
# Runs the commands of a document and compares what they print with what the document says.
#
#   check.sh DOCUMENT BIN_DIR SOURCE_DIR [--update]
#
# In the document, a fence "```console" holds a session: a line "$ command", lines "> more of it",
# then the expected output, standard output and standard error together. A fence "```toml file=NAME"
# (any language) is a file that the session needs. All sessions of a document share one empty
# folder, with BIN_DIR on the PATH and `examples` being that of the source tree. --update writes the
# real output into the document.
set -eu
document=$1 bin=$2 source=$3 update=${4:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/home" "$work/steps"
ln -s "$source/examples" "$work/home/examples"

# Splits the document into steps: NNN.cmd with NNN.exp, or NNN.file with the name on the first line.
awk -v dir="$work/steps" '
  function open_step(ending) { ++step; part = sprintf("%s/%03d.%s", dir, step, ending) }
  /^```/ {
    if (fence) { fence = ""; next }
    fence = "other"
    if ($0 ~ /^```console/) fence = "console"
    if (match($0, /file=[^ ]+/)) {
      fence = "file"; open_step("file")
      print substr($0, RSTART + 5, RLENGTH - 5) > part
    }
    next
  }
  fence == "file" { print > part; next }
  fence == "console" && /^\$ / {
    open_step("cmd"); print substr($0, 3) > part
    expected = sprintf("%s/%03d.exp", dir, step); printf "" > expected
    next
  }
  fence == "console" && /^> / { print substr($0, 3) > part; next }
  fence == "console" { print > expected }
' "$document"

cd "$work/home"
PATH="$bin:$PATH" && export PATH
LC_ALL=C.UTF-8 && export LC_ALL
unset PORTO_LEDGER || true
commands=0 failed=0
for step in "$work"/steps/*.cmd "$work"/steps/*.file; do echo "$step"; done | sort >"$work/order"
while read -r step; do
  [ -e "$step" ] || continue
  case $step in
    *.file) name=$(head -n 1 "$step"); sed 1d "$step" >"$name"; continue ;;
  esac
  commands=$((commands + 1))
  sh "$step" >"${step%.cmd}.out" 2>&1 </dev/null || true
  if ! diff -u "${step%.cmd}.exp" "${step%.cmd}.out" >"$work/diff"; then
    failed=$((failed + 1))
    echo "--- $document: this command prints something else:"; cat "$step" "$work/diff"
  fi
done <"$work/order"

if [ "$update" = --update ]; then
  awk -v dir="$work/steps" '
    function flush_output(  line) {
      if (!out) return
      while ((getline line < out) > 0) print line
      close(out); out = ""
    }
    /^```/ {
      flush_output()
      if (fence) fence = ""
      else {
        fence = "other"
        if ($0 ~ /^```console/) fence = "console"
        if ($0 ~ /file=[^ ]+/) { fence = "file"; ++step }
      }
      print; next
    }
    fence == "console" && /^\$ / {
      flush_output(); print
      ++step; out = sprintf("%s/%03d.out", dir, step); next
    }
    fence == "console" && /^> / { print; next }
    fence == "console" { next }
    { print }
  ' "$document" >"$work/updated"
  cat "$work/updated" >"$document"
  exit 0
fi
echo "$document: $commands commands, $failed differ"
[ "$commands" -gt 0 ] && [ "$failed" -eq 0 ]
