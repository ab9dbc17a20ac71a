#define ANNALS_LANES 8
#define ANNALS_ROWS 4
#define ANNALS_KERNELS avx2_kernels
#include "model/kernels.inc"
