// Each command's entry, one file a command.
#pragma once

#include "cli/commands.h"

namespace annals::cli {

Exit run_actors(int argc, char** argv, const Context& context);
Exit run_clean(int argc, char** argv, const Context& context);
Exit run_code(int argc, char** argv, const Context& context);
Exit run_commitments(int argc, char** argv, const Context& context);
Exit run_explain(int argc, char** argv, const Context& context);
Exit run_export(int argc, char** argv, const Context& context);
Exit run_ingest(int argc, char** argv, const Context& context);
Exit run_parse(int argc, char** argv, const Context& context);
Exit run_places(int argc, char** argv, const Context& context);
Exit run_review(int argc, char** argv, const Context& context);
Exit run_search(int argc, char** argv, const Context& context);
Exit run_serve(int argc, char** argv, const Context& context);
Exit run_show(int argc, char** argv, const Context& context);
Exit run_sql(int argc, char** argv, const Context& context);
Exit run_timeline(int argc, char** argv, const Context& context);
Exit run_verify(int argc, char** argv, const Context& context);
Exit run_watch(int argc, char** argv, const Context& context);

}  // namespace annals::cli
