# Manual pages and completions, which examples/cli/manual makes. Where shells look for completions
# is not in GNUInstallDirs; these are the folders below a prefix that all three look in by default.
set(made ${PROJECT_BINARY_DIR}/manual)
set(PORTO_ZSH_DIR ${CMAKE_INSTALL_DATADIR}/zsh/site-functions CACHE STRING
  "Where the completion of zsh is installed; Debian's packages have share/zsh/vendor-completions")
install(DIRECTORY ${made}/man/man1 ${made}/man/man5 COMPONENT command
  DESTINATION ${CMAKE_INSTALL_MANDIR})
install(DIRECTORY ${made}/man/man3 COMPONENT development DESTINATION ${CMAKE_INSTALL_MANDIR})
install(FILES ${made}/completions/porto.bash COMPONENT command RENAME porto
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${made}/completions/_porto COMPONENT command DESTINATION ${PORTO_ZSH_DIR})
install(FILES ${made}/completions/porto.fish COMPONENT command
  DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
