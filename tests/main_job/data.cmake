# Makes the example data in OUT with the program GENERATE; it must be what DATA holds.
file(REMOVE_RECURSE ${OUT})
file(MAKE_DIRECTORY ${OUT})
execute_process(COMMAND ${GENERATE} ${OUT} RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "${GENERATE} ${OUT} ended with ${status}")
endif()

file(GLOB kept RELATIVE ${DATA} ${DATA}/*.csv ${DATA}/*.ndjson)
list(REMOVE_ITEM kept late-2026-03.csv)  # written by hand
file(GLOB made RELATIVE ${OUT} ${OUT}/*)
if(NOT kept STREQUAL made OR NOT made)
  message(FATAL_ERROR "${DATA} has ${kept}, the generator made ${made}")
endif()
foreach(name ${made})
  execute_process(COMMAND ${CMAKE_COMMAND} -E compare_files ${DATA}/${name} ${OUT}/${name}
                  RESULT_VARIABLE differs)
  if(NOT differs EQUAL 0)
    message(FATAL_ERROR "${DATA}/${name} is not what the generator writes (${OUT}/${name})")
  endif()
endforeach()
