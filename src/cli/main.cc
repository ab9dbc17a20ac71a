#include "cli/commands.h"

int main(int argc, char** argv) { return annals::cli::run(argc, argv); }
