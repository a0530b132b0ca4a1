# SPDX-License-Identifier: AGPL-3.0-or-later
# embed_migrations(target) puts migrations/*.sql into the target, so that the program needs no files beside it.
# The same file is the script that writes the source: cmake -DOUTPUT=… -DSOURCES=a;b -P embed_migrations.cmake
if(CMAKE_SCRIPT_MODE_FILE)
    set(text "// Made from migrations/ by cmake/embed_migrations.cmake.\n#include \"db/migrate.hpp\"\n\n")
    string(APPEND text "namespace federwerk::db {\n\nstd::span<migration const> embedded_migrations()\n{\n")
    string(APPEND text "    static constexpr migration all[] = {\n")
    string(REPLACE "|" ";" SOURCES "${SOURCES}")
    foreach(source IN LISTS SOURCES)
        get_filename_component(name "${source}" NAME_WE)
        string(REGEX MATCH "^0*([0-9]+)_(.+)$" matched "${name}")
        if(NOT matched)
            message(FATAL_ERROR "${source}: a migration is called 0001_what_it_makes.sql")
        endif()
        file(READ "${source}" sql)
        string(APPEND text "        {${CMAKE_MATCH_1}, \"${CMAKE_MATCH_2}\", R\"migration(${sql})migration\"},\n")
    endforeach()
    string(APPEND text "    };\n    return all;\n}\n\n} // namespace federwerk::db\n")
    file(WRITE "${OUTPUT}" "${text}")
    return()
endif()

function(embed_migrations target)
    set(output ${CMAKE_BINARY_DIR}/generated/migrations.cpp)
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/migrations/[0-9]*.sql)
    string(REPLACE ";" "|" joined "${sources}")
    add_custom_command(OUTPUT ${output}
        COMMAND ${CMAKE_COMMAND} "-DOUTPUT=${output}" "-DSOURCES=${joined}" -P ${CMAKE_SOURCE_DIR}/cmake/embed_migrations.cmake
        DEPENDS ${sources} ${CMAKE_SOURCE_DIR}/cmake/embed_migrations.cmake
        COMMENT "Embedding the migrations" VERBATIM)
    # C++ compilers need only support literals of 65,536 bytes; ours takes longer ones.
    set_source_files_properties(${output} PROPERTIES COMPILE_OPTIONS -Wno-overlength-strings)
    target_sources(${target} PRIVATE ${output})
endfunction()
