# porto.h as Doxygen wants it: its comments are the same text with other marks, so that the header
# itself stays plain C. A comment that begins a line is of what follows, one behind code of what is
# before it; a heading begins a group.
NR == 1 { sub(/^\/\* porto\.h - /, "/** @file\n * ") }
/^\/\* ---- .* -+ \*\/$/ {
  name = $0
  sub(/^\/\* ---- /, "", name)
  sub(/ -+ \*\/$/, "", name)
  if (groups++) print "/** @} */"
  printf "/** @defgroup section_%d %s\n * @{ */\n", groups, name
  next
}
/^#endif \/\* PORTO_H \*\/$/ && groups { print "/** @} */" }
/^ *\/\* / { sub(/\/\* /, "/** ") }
/[;,{A-Z0-9] +\/\* / || /^ *[A-Z_]+ = -?[0-9]+ +\/\* / { sub(/\/\* /, "/**< ") }
# The rules at the top are paragraphs: their text is indented, and means no code.
/^ \* +[0-9]+\. / { sub(/^ \* +/, " *\n * <b>"); sub(/\. /, ".</b> ") }
/^ \*     / && !/^ \*  - / { sub(/^ \* +/, " * ") }
{ gsub(/\\xNN/, "`\\\\xNN`"); print }
