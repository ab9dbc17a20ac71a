// For any machine: vectors of four, which every x86-64 and ARM64 has and the compiler takes apart elsewhere.
#define ANNALS_LANES 4
#define ANNALS_ROWS 4
#define ANNALS_KERNELS plain_kernels
#include "model/kernels.inc"
