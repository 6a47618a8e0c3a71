# What the checks of this folder share: $work, a folder of its own with the command and the library
# beside it, and nothing else of porto.
# shellcheck shell=sh
# Sourced with the arguments PORTO LIBPORTO.SO of the check.

fail() {
  echo "$1" >&2
  exit 1
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset PORTO_LEDGER PORTO_CONFIG
cp "$1" "$work/porto"
cp "$2" "$work/libporto.so.0"
on_server=postgresql://anna:secret@127.0.0.1:1/mail?connect_timeout=1

# run ARGUMENT...: the command, by the library beside it.
run() { (cd "$work" && LD_LIBRARY_PATH=$work ./porto "$@"); }

# refused STATUS TEXT COMMAND [URL]: the command ends so, and says so, without the password.
refused() {
  status=0
  run --ledger "${4:-$on_server}" "$3" >"$work/said" 2>&1 || status=$?
  [ "$status" -eq "$1" ] || fail "$3 ends with $status, not $1: $(cat "$work/said")"
  grep -q "$2" "$work/said" || fail "$3 does not say '$2': $(cat "$work/said")"
  if grep secret "$work/said"; then fail "$3 shows the password"; fi
}
