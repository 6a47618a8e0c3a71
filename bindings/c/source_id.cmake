# Writes HEADER, which has the source id: the SHA-256 of what `sha256sum` prints for the sources in
# ROOT, in the order of their names. The same with other tools:
#   find bindings/c include src -type f | LC_ALL=C sort | xargs sha256sum | sha256sum
# HEADER is left alone if it has that id already. Without HEADER the id is printed.
file(GLOB_RECURSE sources RELATIVE ${ROOT} ${ROOT}/bindings/c/* ${ROOT}/include/* ${ROOT}/src/*)
list(SORT sources)
set(listing "")
foreach(source ${sources})
  file(SHA256 ${ROOT}/${source} digest)
  string(APPEND listing "${digest}  ${source}\n")
endforeach()
string(SHA256 id "${listing}")
if(HEADER)
  file(CONFIGURE OUTPUT ${HEADER} CONTENT "#define PORTO_SOURCE_ID \"${id}\"\n")
else()
  execute_process(COMMAND ${CMAKE_COMMAND} -E echo ${id})
endif()
