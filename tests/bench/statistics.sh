# For the scripts that measure: numbers are kept one a line in files, in milliseconds or
# thousandths.

# 1234 -> 1.234
thousandths() { printf '%d.%03d' $(($1 / 1000)) $(($1 % 1000)); }
median() { sort -n "$1" | sed -n "$((($(wc -l <"$1") + 1) / 2))p"; }
least() { sort -n "$1" | head -n 1; }
most() { sort -n "$1" | tail -n 1; }
# median (least-most) of a file
range() { echo "$(thousandths "$(median "$1")") ($(thousandths "$(least "$1")")-$(
  thousandths "$(most "$1")"))"; }
