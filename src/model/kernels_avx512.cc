#define ANNALS_LANES 16
#define ANNALS_ROWS 8
#define ANNALS_KERNELS avx512_kernels
#include "model/kernels.inc"
