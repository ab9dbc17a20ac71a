#include <curl/curl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <thread>

#include "annals/watch.h"
#include "base/text.h"
#include "watch/address.h"
#include "watch/robots.h"

namespace annals {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::seconds;

constexpr int kMostRedirects = 5;
constexpr seconds kLongestDelay{60};  // what robots.txt may ask for
constexpr std::size_t kRobotsBytes = 512 * 1024;
constexpr std::chrono::hours kRobotsKeep{24};

struct Answer {
  long status = 0;
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
  std::size_t most = 0;
  bool too_large = false;
  const std::vector<std::string>* allowed = nullptr;
  std::string refused_address;

  std::string header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? "" : found->second;
  }
};

std::size_t take_body(char* data, std::size_t size, std::size_t count, void* to) {
  Answer& answer = *static_cast<Answer*>(to);
  if (answer.body.size() + size * count > answer.most) {
    answer.too_large = true;
    return 0;
  }
  answer.body.append(data, size * count);
  return size * count;
}

std::size_t take_header(char* data, std::size_t size, std::size_t count, void* to) {
  Answer& answer = *static_cast<Answer*>(to);
  const std::string_view line(data, size * count);
  if (line.starts_with("HTTP/")) answer.headers.clear();
  const std::size_t colon = line.find(':');
  if (colon != std::string_view::npos && answer.headers.size() < 256) {
    answer.headers[base::to_lower_ascii(base::trim(line.substr(0, colon)))] = base::trim(line.substr(colon + 1));
  }
  return size * count;
}

// Asked for each address before it is connected to: what a name resolves to is known only here.
curl_socket_t open_socket(void* from, curlsocktype, curl_sockaddr* address) {
  Answer& answer = *static_cast<Answer*>(from);
  if (answer.allowed != nullptr && !watch::is_public(&address->addr)) {
    const std::string text = watch::text_of(&address->addr);
    if (std::ranges::find(*answer.allowed, text) == answer.allowed->end()) {
      answer.refused_address = text;
      return CURL_SOCKET_BAD;
    }
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

struct Url {
  std::string scheme, host, port, path;  // path with its query
  std::string site() const { return scheme + "://" + host + ":" + port; }
};

std::optional<Url> read_url(const std::string& text, const std::string& base = {}) {
  CURLU* url = curl_url();
  bool read = base.empty() || curl_url_set(url, CURLUPART_URL, base.c_str(), 0) == CURLUE_OK;
  read = read && curl_url_set(url, CURLUPART_URL, text.c_str(), CURLU_URLENCODE) == CURLUE_OK;
  Url out;
  const auto part = [&](CURLUPart what, unsigned flags) {
    char* value = nullptr;
    std::string got = curl_url_get(url, what, &value, flags) == CURLUE_OK && value != nullptr ? value : "";
    curl_free(value);
    return got;
  };
  if (read) {
    out.scheme = base::to_lower_ascii(part(CURLUPART_SCHEME, 0));
    out.host = base::to_lower_ascii(part(CURLUPART_HOST, 0));
    out.port = part(CURLUPART_PORT, CURLU_DEFAULT_PORT);
    out.path = part(CURLUPART_PATH, 0);
    if (const std::string query = part(CURLUPART_QUERY, 0); !query.empty()) out.path += "?" + query;
    read = !out.host.empty() && part(CURLUPART_USER, 0).empty();
  }
  curl_url_cleanup(url);
  if (!read) return std::nullopt;
  return out;
}

std::string text_of(const Url& url) { return url.site() + url.path; }

std::string media_type(const std::string& header) {
  return base::to_lower_ascii(base::trim(std::string_view(header).substr(0, header.find(';'))));
}
std::string charset_of(const std::string& header) {
  const std::string lower = base::to_lower_ascii(header);
  const std::size_t at = lower.find("charset=");
  if (at == std::string::npos) return {};
  std::string out = lower.substr(at + 8, lower.find_first_of("; ", at + 8) - at - 8);
  std::erase(out, '"');
  return out;
}

}  // namespace

struct Fetcher::State {
  FetchOptions options;
  CURL* curl = nullptr;
  struct Site {
    watch::Robots robots;
    Clock::time_point read_at;
    bool read = false;
    std::optional<Clock::time_point> asked;
  };
  std::map<std::string, Site> sites;
  std::optional<seconds> retry_after;

  ~State() {
    if (curl != nullptr) curl_easy_cleanup(curl);
  }

  void wait_for(Site& site) const {
    auto delay = std::chrono::duration_cast<Clock::duration>(options.delay);
    if (site.robots.delay_seconds()) {
      const auto asked = std::chrono::duration_cast<Clock::duration>(
          std::chrono::duration<double>(std::min(*site.robots.delay_seconds(), double(kLongestDelay.count()))));
      delay = std::max(delay, asked);
    }
    if (site.asked) std::this_thread::sleep_until(*site.asked + delay);
    site.asked = Clock::now();
  }

  // One request, no redirect followed. Errors: Io, Unsupported.
  Result<Answer> ask(const std::string& url, const std::vector<std::string>& headers, std::size_t most,
                     const std::string* post, bool any_address) {
    Answer answer;
    answer.most = most;
    answer.allowed = any_address ? nullptr : &options.allowed;
    curl_easy_reset(curl);
    curl_slist* list = nullptr;
    for (const std::string& header : headers) list = curl_slist_append(list, header.c_str());
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(curl, CURLOPT_USERAGENT, options.agent.c_str());
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(options.timeout.count() * 1000));
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &answer);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &answer);
    if (post != nullptr) {
      curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(post->size()));
      curl_easy_setopt(curl, CURLOPT_POSTFIELDS, post->c_str());
    }
    const CURLcode code = curl_easy_perform(curl);
    curl_slist_free_all(list);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer.status);
    if (!answer.refused_address.empty()) {
      return Error{ErrorKind::Unsupported, "is at " + answer.refused_address + ", which is no public address", url};
    }
    if (answer.too_large) {
      return Error{ErrorKind::Unsupported, "is larger than " + std::to_string(most >> 20) + " MiB", url};
    }
    if (code != CURLE_OK) return Error{ErrorKind::Io, curl_easy_strerror(code), url};
    return answer;
  }

  // No robots.txt allows everything; one that cannot be had now forbids everything (RFC 9309, 2.3.1).
  Result<Site*> site_of(const Url& url) {
    Site& site = sites[url.site()];
    if (site.read && Clock::now() - site.read_at < kRobotsKeep) return &site;
    wait_for(site);
    const Result<Answer> answer = ask(url.site() + "/robots.txt", {}, kRobotsBytes, nullptr, false);
    if (!answer) return answer.error();
    if (answer->status < 300) {
      site.robots = watch::Robots::read(answer->body, options.agent);
    } else {
      site.robots = answer->status < 500 ? watch::Robots() : watch::Robots::nothing();
    }
    site.read = answer->status < 500;
    site.read_at = Clock::now();
    return &site;
  }

  void note_retry(const Answer& answer) {
    const std::string value = answer.header("retry-after");
    long count = 0;
    if (std::from_chars(value.data(), value.data() + value.size(), count).ec == std::errc() && count > 0) {
      retry_after = seconds(std::min(count, 86'400L));
    }
  }
};

Fetcher::Fetcher(std::unique_ptr<State> state) : state_(std::move(state)) {}
Fetcher::Fetcher(Fetcher&&) noexcept = default;
Fetcher& Fetcher::operator=(Fetcher&&) noexcept = default;
Fetcher::~Fetcher() = default;

Result<Fetcher> Fetcher::open(FetchOptions options) {
  static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  auto state = std::make_unique<State>();
  state->options = std::move(options);
  state->curl = ready == CURLE_OK ? curl_easy_init() : nullptr;
  if (state->curl == nullptr) return Error{ErrorKind::Unsupported, "libcurl cannot be set up"};
  return Fetcher(std::move(state));
}

std::optional<seconds> Fetcher::retry_after() const { return state_->retry_after; }

Result<Fetched> Fetcher::get(const std::string& url, const Validators& known) {
  state_->retry_after.reset();
  std::optional<Url> at = read_url(url);
  std::vector<std::string> headers;
  if (!known.etag.empty()) headers.push_back("If-None-Match: " + known.etag);
  if (!known.last_modified.empty()) headers.push_back("If-Modified-Since: " + known.last_modified);
  for (int step = 0; step <= kMostRedirects; ++step) {
    if (!at || (at->scheme != "http" && at->scheme != "https")) {
      return Error{ErrorKind::Unsupported, "is no address of http or https", url};
    }
    const Result<State::Site*> known_site = state_->site_of(*at);
    if (!known_site) return known_site.error();
    State::Site& site = **known_site;
    if (!site.robots.allows(at->path)) {
      return Error{ErrorKind::Unsupported, "may not be fetched: its site's robots.txt forbids it", text_of(*at)};
    }
    state_->wait_for(site);
    Result<Answer> answer = state_->ask(text_of(*at), headers, state_->options.most_bytes, nullptr, false);
    if (!answer) return answer.error();
    const long status = answer->status;
    if (status == 304 || (status >= 200 && status < 300)) {
      Fetched out;
      out.unchanged = status == 304;
      out.url = text_of(*at);
      out.content_type = media_type(answer->header("content-type"));
      out.charset = charset_of(answer->header("content-type"));
      out.validators = {answer->header("etag"), answer->header("last-modified")};
      out.body = std::move(answer->body);
      return out;
    }
    if (status == 404 || status == 410)
      return Error{ErrorKind::NotFound, "is not there (" + std::to_string(status) + ")", url};
    if (status == 429 || status == 503) {
      state_->note_retry(*answer);
      return Error{ErrorKind::Conflict, "the server asks to come back later (" + std::to_string(status) + ")", url};
    }
    const std::string location = answer->header("location");
    if (status < 300 || status >= 400 || location.empty()) {
      return Error{ErrorKind::Io, "the server answered with status " + std::to_string(status), url};
    }
    const std::optional<Url> next = read_url(location, text_of(*at));
    if (!next || (next->scheme != at->scheme && !(at->scheme == "http" && next->scheme == "https"))) {
      return Error{ErrorKind::Unsupported, "redirects to \"" + location + "\", where we do not follow", url};
    }
    at = next;
  }
  return Error{ErrorKind::Unsupported, "redirects more than " + std::to_string(kMostRedirects) + " times", url};
}

Result<Done> Fetcher::post(const std::string& url, const std::string& json) {
  const Result<Answer> answer =
      state_->ask(url, {"Content-Type: application/json", "Expect:"}, std::size_t{1} << 20, &json, true);
  if (!answer) return answer.error();
  if (answer->status < 200 || answer->status >= 300) {
    return Error{ErrorKind::Io, "the webhook answered with status " + std::to_string(answer->status), url};
  }
  return Done{};
}

}  // namespace annals
