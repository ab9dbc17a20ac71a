// Headlines and bylines as they are written.
#pragma once

#include <string>
#include <string_view>

#include "clean/dates.h"
#include "clean/markers.h"

namespace annals::clean {

// How likely two folded texts are one headline: 1 where they are the same, less where one holds the other and more.
double headline_likeness(std::string_view one, std::string_view other);
// "exampletimes" of "https://www.example-times.com/x": what a site's name may be told by; empty where there is no host.
std::string letters_of_host(std::string_view url);
// "Talks end - Example News" without " - Example News", where the tail is the site's name or short.
std::string without_site_name(std::string_view title, std::string_view site, std::string_view host = {});
// Without a tail that is the site's name and nothing else.
std::string without_sure_site_name(std::string_view title, std::string_view site, std::string_view host);
// Whether the words are written as a name is: capitals, but for the little words within names.
bool looks_like_name(std::string_view name);
// "By Anna Smith, Staff Writer | 3 May" as "Anna Smith"; empty where no name is left.
std::string clean_byline(std::string_view text, const Markers& markers, const DateReader& dates);

}  // namespace annals::clean
