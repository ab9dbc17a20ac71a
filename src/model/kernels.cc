#include "model/kernels.h"

namespace annals::model {

extern const Kernels plain_kernels;
#ifdef ANNALS_X86
extern const Kernels avx2_kernels;
extern const Kernels avx512_kernels;
#endif

const Kernels& kernels(Arithmetic wanted) {
#ifdef ANNALS_X86
  const bool avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
  if (avx512 && (wanted == Arithmetic::best || wanted == Arithmetic::avx512)) return avx512_kernels;
  if (wanted != Arithmetic::plain && __builtin_cpu_supports("avx2")) return avx2_kernels;
#endif
  (void)wanted;
  return plain_kernels;
}

}  // namespace annals::model
