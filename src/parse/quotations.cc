#include "parse/quotations.h"
namespace annals::parse {
std::vector<Quotation> find_quotations(const Document&, const Language&) { return {}; }
}  // namespace annals::parse
