# Names what a room's rules are: a digest of its sources, its headers and what they stand on. Written as a source file
# that says it, and only when it changed.
#   cmake -DOUT=FILE -DFUNCTION=NAME -DFILES=a;b;c -P Version.cmake
set(all "")
foreach(file IN LISTS FILES)
  file(SHA256 ${file} digest)
  string(APPEND all ${digest})
endforeach()
string(SHA256 version "${all}")
string(SUBSTRING ${version} 0 16 version)
file(CONFIGURE OUTPUT ${OUT} CONTENT "#include \"annals/pipeline.h\"

std::string_view annals::${FUNCTION}() { return \"${version}\"; }
" @ONLY)
