# The debugging symbols of libporto.so and of the command, in files of their own. gdb finds them by
# the name that is left in what is shipped, in the folder .debug beside it: so the tree may be moved
# and stripped (`cmake --install --strip`), and the component `symbols` installed later, or never.
#
# porto_debug_symbols(<target> <folder>): called where the target is made; it is installed there.
function(porto_debug_symbols target folder)
  if(NOT PORTO_DEBUG_SYMBOLS)
    return()
  endif()
  set(symbols ${PROJECT_BINARY_DIR}/symbols/$<TARGET_FILE_NAME:${target}>.debug)
  add_custom_command(TARGET ${target} POST_BUILD
    COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/symbols
    COMMAND ${CMAKE_OBJCOPY} --only-keep-debug --compress-debug-sections $<TARGET_FILE:${target}>
            ${symbols}
    COMMAND ${CMAKE_OBJCOPY} --remove-section=.gnu_debuglink --add-gnu-debuglink=${symbols}
            $<TARGET_FILE:${target}>
    VERBATIM)
  install(FILES ${symbols} COMPONENT symbols DESTINATION ${folder}/.debug)
endfunction()
