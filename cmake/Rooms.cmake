# annals_room(NAME USES room... SOURCES file... LIBRARIES target...)
#   makes the library annals_NAME out of src/NAME, links the rooms and outside libraries it names, and adds
#   - the test rooms.NAME, which reads the #include lines of src/NAME against USES,
#   - the test program NAME_test out of tests/NAME/*_test.cc.
function(annals_room name)
  cmake_parse_arguments(ROOM "" "" "USES;SOURCES;LIBRARIES" ${ARGN})
  add_library(annals_${name} STATIC ${ROOM_SOURCES})
  target_include_directories(annals_${name} PUBLIC ${CMAKE_SOURCE_DIR}/include ${CMAKE_SOURCE_DIR}/src)
  target_link_libraries(annals_${name} PRIVATE ${ROOM_LIBRARIES})
  foreach(used IN LISTS ROOM_USES)
    target_link_libraries(annals_${name} PUBLIC annals_${used})
  endforeach()
  if(ANNALS_TESTS)
    string(REPLACE ";" "," uses "${ROOM_USES}")
    add_test(NAME rooms.${name}
             COMMAND ${CMAKE_COMMAND} -DROOM=${name} -DUSES=${uses} -DROOT=${CMAKE_SOURCE_DIR}
                     -P ${CMAKE_SOURCE_DIR}/cmake/CheckRoom.cmake)
    file(GLOB tests CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${name}/*_test.cc)
    if(tests)
      add_executable(${name}_test ${tests} ${CMAKE_SOURCE_DIR}/tests/main.cc)
      target_link_libraries(${name}_test PRIVATE annals_${name} doctest::doctest)
      target_include_directories(${name}_test PRIVATE ${CMAKE_SOURCE_DIR}/tests)
      target_compile_definitions(${name}_test PRIVATE ANNALS_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
                                                      ANNALS_DATA_DIR="${CMAKE_SOURCE_DIR}/data")
      add_test(NAME ${name} COMMAND ${name}_test)
      set_tests_properties(${name} PROPERTIES LABELS fast)
    endif()
  endif()
endfunction()
