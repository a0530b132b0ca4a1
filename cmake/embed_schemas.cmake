# SPDX-License-Identifier: AGPL-3.0-or-later
# embed_schemas(target) puts schemas/api/*.json into the target: the OpenAPI document is made of them.
# The same file is the script that writes the source: cmake -DOUTPUT=… -DSOURCES=a|b -P embed_schemas.cmake
if(CMAKE_SCRIPT_MODE_FILE)
    set(text "// Made from schemas/api/ by cmake/embed_schemas.cmake.\n#include \"api/federwerk/openapi.hpp\"\n\n")
    string(APPEND text "namespace federwerk::api {\n\nstd::span<embedded_schema const> embedded_schemas()\n{\n")
    string(APPEND text "    static constexpr embedded_schema all[] = {\n")
    string(REPLACE "|" ";" SOURCES "${SOURCES}")
    foreach(source IN LISTS SOURCES)
        get_filename_component(name "${source}" NAME_WE)
        file(READ "${source}" json)
        string(APPEND text "        {\"${name}\", R\"schema(${json})schema\"},\n")
    endforeach()
    string(APPEND text "    };\n    return all;\n}\n\n} // namespace federwerk::api\n")
    file(WRITE "${OUTPUT}" "${text}")
    return()
endif()

function(embed_schemas target)
    set(output ${CMAKE_BINARY_DIR}/generated/schemas.cpp)
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/schemas/api/*.json)
    string(REPLACE ";" "|" joined "${sources}")
    add_custom_command(OUTPUT ${output}
        COMMAND ${CMAKE_COMMAND} "-DOUTPUT=${output}" "-DSOURCES=${joined}" -P ${CMAKE_SOURCE_DIR}/cmake/embed_schemas.cmake
        DEPENDS ${sources} ${CMAKE_SOURCE_DIR}/cmake/embed_schemas.cmake
        COMMENT "Embedding the schemas of the API" VERBATIM)
    target_sources(${target} PRIVATE ${output})
endfunction()
