// Keeps reading folders and feeds into a store. Each page is in the record once, however often the run is stopped: what
// is held already changes nothing, and how far a feed was read is noted only after its pages are kept. Alerts are given
// at least once: a run that is killed between keeping a page and telling of it tells when it is called again.
#include <sys/stat.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <thread>

#include "annals/json.h"
#include "annals/watch.h"
#include "base/sha256.h"
#include "cli/console.h"
#include "cli/events.h"
#include "cli/list.h"
#include "cli/watch_state.h"

namespace annals::cli {
namespace {

namespace fs = std::filesystem;
using std::chrono::seconds;

constexpr seconds kLongestBackoff{24 * 3600};
constexpr std::int64_t kSettled = 2;  // seconds since a file's last change after which nobody writes it any more

std::atomic<bool> stopping = false;
void stop(int) { stopping = true; }

std::int64_t now() { return static_cast<std::int64_t>(std::time(nullptr)); }

// "90s", "10m", "2h", "1d"; a bare number is seconds.
std::optional<seconds> read_duration(const std::string& text) {
  std::size_t used = 0;
  long long count = 0;
  try {
    count = std::stoll(text, &used);
  } catch (const std::exception&) {
    return std::nullopt;
  }
  const std::string unit = text.substr(used);
  const long long factor = unit.empty() || unit == "s" ? 1
                           : unit == "m"               ? 60
                           : unit == "h"               ? 3600
                           : unit == "d"               ? 86400
                                                       : 0;
  if (count <= 0 || factor == 0 || count > 366 * 86400 / factor) return std::nullopt;
  return seconds(count * factor);
}

struct Stamp {
  std::int64_t modified = 0, bytes = 0;
  bool operator==(const Stamp&) const = default;
};
std::optional<Stamp> stamp_of(const fs::path& file) {
  struct stat found {};
  if (::stat(file.c_str(), &found) != 0 || !S_ISREG(found.st_mode)) return std::nullopt;
  return Stamp{found.st_mtime, found.st_size};
}

class Watch {
 public:
  std::string store_path, webhook;
  std::vector<std::string> folders, feeds;
  bool alerts = false, text_alerts = false, feed_text = false;
  std::size_t threads = 0;
  LinkArguments link;
  Filter filter;
  seconds every{600};

  Watch(const Pipeline& pipeline, Store& store, Fetcher& fetcher, WatchState state)
      : pipeline_(pipeline), store_(store), fetcher_(fetcher), state_(std::move(state)) {}

  // One round over everything. An error is of the store: it ends the run.
  Result<Done> round() {
    added_.clear();
    refused_ = 0;
    if (const Result<Done> known = learn_refused(); !known) return known;
    std::map<std::string, FeedState> read_to = state_.feeds;
    for (const std::string& folder : folders) read_folder(folder);
    for (const std::string& feed : feeds) {
      if (!stopping && !failure_) read_feed(feed, read_to[feed]);
    }
    if (failure_) return *failure_;
    if (const Result<Done> kept = keep(); !kept) return kept;
    state_.feeds = std::move(read_to);
    tell();
    if (!added_.empty() || refused_ > 0) {
      complain(std::to_string(added_.size()) + " pages read into " + store_path + ", " + std::to_string(refused_) +
               " refused");
    }
    return state_.save(store_path);
  }

 private:
  Result<Done> learn_refused() {
    if (!refused_paths_.empty() || feeds.empty()) return Done{};
    const Result<std::vector<Refused>> all = store_.refused();
    if (!all) return all.error();
    for (const Refused& refused : *all) refused_paths_.insert(refused.path);
    return Done{};
  }

  void add(const Page& page, Result<CodedDocument> coded) {
    if (coded) {
      const Result<Done> kept = store_.add(page, *coded);
      if (kept) {
        added_.insert(coded->article.id);
        return;
      }
      if (kept.error().kind == ErrorKind::Io) {
        failure_ = kept.error();
        return;
      }
      coded = kept.error();
    }
    refuse(page.path, base::sha256_hex(page.bytes), page.bytes.size(), coded.error());
  }

  void refuse(const std::string& path, const std::string& sha256, std::uint64_t bytes, const Error& error) {
    ++refused_;
    complain(error);
    refused_paths_.insert(path);
    if (const Result<Done> kept = store_.refuse({path, sha256, bytes, error}); !kept) failure_ = kept.error();
  }

  bool held(const Page& page) {
    const Result<bool> known = store_.holds(base::sha256_hex(page.bytes), page.path);
    if (!known) failure_ = known.error();
    return known && *known;
  }

  // Files that changed since the last round and are not being written now.
  std::vector<std::string> changed_files(const std::string& folder) {
    std::vector<std::string> out;
    std::error_code failed;
    const std::string own = fs::absolute(store_path, failed).lexically_normal().string();
    for (fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, failed), end;
         !failed && at != end; at.increment(failed)) {
      const std::string path = at->path().string();
      if (at->path().filename().string().starts_with('.')) continue;
      if (fs::absolute(path, failed).lexically_normal().string().starts_with(own)) continue;
      const std::optional<Stamp> stamp = stamp_of(at->path());
      if (!stamp) continue;
      const auto seen = stamps_.find(path);
      if (seen != stamps_.end() && seen->second == *stamp) continue;
      if (now() - stamp->modified < kSettled) {
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        if (stamp_of(at->path()) != stamp) continue;  // the next round reads it
      }
      stamps_[path] = *stamp;
      out.push_back(path);
    }
    if (failed) complain(folder + ": " + failed.message());
    std::sort(out.begin(), out.end());
    return out;
  }

  void read_folder(const std::string& folder) {
    const std::vector<std::string> files = changed_files(folder);
    if (files.empty()) return;
    InputOptions options;
    options.store = store_path;
    const auto take = [&](const Page* page, Result<CodedDocument> coded) {
      if (page != nullptr) {
        add(*page, std::move(coded));
      } else if (!coded) {
        refuse(coded.error().source, "", 0, coded.error());
      }
      return !stopping && !failure_;
    };
    code_pages(pipeline_, files, options, thread_count(threads), {[&](const Page& page) { return !held(page); }, take});
    if (stopping) stamps_.clear();  // what was not reached is read the next time
  }

  void read_feed(const std::string& url, FeedState& feed) {
    if (now() < feed.not_before) return;
    const Result<Fetched> got = fetcher_.get(url, feed.validators);
    if (!got) return back_off(feed, got.error());
    feed.failures = 0;
    feed.not_before = 0;
    bool whole = true;
    if (!got->unchanged) whole = read_items(url, *got);
    if (whole && !got->unchanged) feed.validators = got->validators;
  }

  // Twice as long after each failure; as long as the server asks, if it does.
  void back_off(FeedState& feed, const Error& error) {
    complain(error);
    feed.failures = std::min(feed.failures + 1, 20U);
    seconds wait = std::min(kLongestBackoff, seconds(every.count() * (1LL << std::min(feed.failures, 12U))));
    if (const auto asked = fetcher_.retry_after()) wait = std::max(wait, *asked);
    feed.not_before = now() + wait.count();
  }

  // Whether all its items are settled: held, read or refused.
  bool read_items(const std::string& url, const Fetched& feed) {
    std::vector<Page> items;
    const fs::path copy = WatchState::folder(store_path) / (base::short_hash(url) + ".feed");
    std::error_code failed;
    fs::create_directories(copy.parent_path(), failed);
    std::ofstream(copy, std::ios::binary) << feed.body;
    InputOptions options;
    options.format = "rss";
    options.linked = true;
    read_pages({copy.string()}, options, [&](Result<Page> page) {
      if (page) {
        items.push_back(std::move(*page));
      } else {
        complain(url + ": " + page.error().message);
      }
      return true;
    });
    bool whole = true;
    for (Page& item : items) {
      if (stopping || failure_) return false;
      whole = read_item(url, item) && whole;
    }
    return whole;
  }

  bool is_settled(const std::string& path) {
    if (refused_paths_.count(path) > 0) return true;
    const Result<CodedDocument> known = store_.document(path);
    return known.ok() || known.error().kind == ErrorKind::Conflict;  // several versions: held, too
  }

  bool read_item(const std::string& feed, Page& item) {
    const bool has_link = item.url.starts_with("http://") || item.url.starts_with("https://");
    item.path = has_link ? item.url : feed + "#" + base::short_hash(item.title + item.bytes);
    if (is_settled(item.path)) return true;
    if (has_link && (!feed_text || item.bytes.empty())) {
      Result<Fetched> page = fetcher_.get(item.url, {});
      if (!page) {
        const bool later = page.error().kind == ErrorKind::Io || page.error().kind == ErrorKind::Conflict;
        if (later) return complain(page.error()), false;
        if (item.bytes.empty()) return refuse(item.path, "", 0, page.error()), true;
      } else if (page->content_type.find("html") == std::string::npos && page->content_type != "text/plain") {
        refuse(item.path, "", page->body.size(),
               {ErrorKind::Unsupported, "expected a page of HTML or text, found " + page->content_type, item.path, {}});
        return true;
      } else {
        item.format = page->content_type == "text/plain" ? PageFormat::text : PageFormat::html;
        item.charset = page->charset;
        item.bytes = std::move(page->body);
        item.title.clear();
      }
    }
    if (item.bytes.empty() || held(item)) return true;
    add(item, pipeline_.code(item));
    return true;
  }

  // In this order, a kill at any moment loses nothing and doubles nothing.
  Result<Done> keep() {
    if (added_.empty() && refused_ == 0) return Done{};
    if (alerts) {
      state_.untold.insert(added_.begin(), added_.end());
      if (const Result<Done> saved = state_.save(store_path); !saved) return saved;
    }
    if (const Result<Done> committed = store_.commit(); !committed) return committed;
    return relink(store_, link.options(store_path, threads));
  }

  // Of each event that a document nobody was told of speaks of, and that the filter lets through.
  void tell() {
    if (state_.untold.empty()) return;
    if (!alerts) return state_.untold.clear();
    bool told = true;
    const Result<Done> read = store_.each_event([&](const Event& event) {
      std::vector<std::string> fresh;
      for (const ResolvedClaim& claim : event.claims) {
        if (state_.untold.count(claim.document) > 0) fresh.push_back(claim.id);
      }
      if (!fresh.empty() && matches(event, filter)) told = alert(event, fresh) && told;
      return told;
    });
    if (!read) complain(read.error());
    if (read && told) state_.untold.clear();
  }

  bool alert(const Event& event, const std::vector<std::string>& fresh) {
    const bool is_new = fresh.size() == event.claims.size();
    std::string line = R"({"alert": ")" + std::string(is_new ? "new" : "told again") + R"(", "claims": [)";
    for (std::size_t i = 0; i < fresh.size(); ++i) line += (i > 0 ? ", \"" : "\"") + fresh[i] + '"';
    line += "], \"event\": " + to_json(event) + "}";
    if (!webhook.empty()) {
      const Result<Done> posted = fetcher_.post(webhook, line);
      if (!posted) return complain(posted.error()), false;
      return true;
    }
    const bool printed = print_line(text_alerts ? timeline_text({event}) : line);
    std::fflush(stdout);
    return printed;
  }

  const Pipeline& pipeline_;
  Store& store_;
  Fetcher& fetcher_;
  WatchState state_;
  std::map<std::string, Stamp> stamps_;  // of the files that were read
  std::set<std::string> added_;          // documents of this round
  std::set<std::string> refused_paths_;
  std::size_t refused_ = 0;
  std::optional<Error> failure_;
};

}  // namespace

Exit run_watch(int argc, char** argv, const Context& context) {
  CLI::App app("Keeps reading folders and feeds into a store, until it is interrupted.", "watch");
  std::string store_path, every = "10m", delay = "2s", webhook, alert;
  std::vector<std::string> folders, feeds, allowed;
  std::string agent = "annals";
  bool once = false, feed_text = false;
  std::size_t threads = 0;
  FilterArguments arguments;
  app.add_option("STORE", store_path, "the store's file; made when absent")->required();
  app.add_option("--dir", folders, "a folder: what is new or changed in it is read");
  app.add_option("--feed", feeds, "the address of a feed (RSS, Atom): its items' pages are fetched and read");
  app.add_option("--every", every, "how long from one round to the next: 90s, 10m, 2h, 1d")->capture_default_str();
  app.add_flag("--once", once, "one round, then end");
  app.add_flag("--feed-text", feed_text, "read the text that the feed itself has, where it has some");
  app.add_option("--delay", delay, "between two requests to one host; robots.txt may ask for more")
      ->capture_default_str();
  app.add_option("--agent", agent, "the name by which servers and robots.txt know us")->capture_default_str();
  app.add_option("--allow-address", allowed, "an address of the own network that may be asked all the same");
  app.add_option("--alert", alert, "tell of each event that a new page speaks of: json, or text")
      ->check(CLI::IsMember({"json", "text"}));
  app.add_option("--webhook", webhook, "hand alerts to this address by POST instead, one JSON object each");
  app.add_option("--threads", threads, "how many pages to read at once (default: one a core)");
  LinkArguments link;
  link.add_to(app);
  arguments.add_to(app);
  if (const auto done = read_arguments(app, argc, argv)) return *done;
  if (const std::string problem = arguments.settle(context); !problem.empty())
    return complain(problem), Exit::wrong_call;
  if (folders.empty() && feeds.empty()) {
    return complain("nothing to watch: name a folder with --dir or a feed with --feed"), Exit::wrong_call;
  }
  const auto interval = read_duration(every);
  const auto between = delay == "0" ? std::optional<seconds>(0) : read_duration(delay);
  if (!interval) return complain("--every: expected a time such as 10m, found \"" + every + "\""), Exit::wrong_call;
  if (!between) return complain("--delay: expected a time such as 2s, found \"" + delay + "\""), Exit::wrong_call;

  Result<Pipeline> pipeline = Pipeline::open({context.data, {}, Coders::both, false, context.places, context.actors});
  if (!pipeline) return exit_for(pipeline.error());
  Result<Store> store = Store::open(store_path, Store::Mode::write);
  if (!store) return exit_for(store.error());
  FetchOptions options;
  options.agent = agent;
  options.delay = *between;
  options.allowed = allowed;
  Result<Fetcher> fetcher = Fetcher::open(std::move(options));
  if (!fetcher) return exit_for(fetcher.error());
  Result<WatchState> state = WatchState::open(store_path);
  if (!state) return exit_for(state.error());

  Watch watch(*pipeline, *store, *fetcher, std::move(*state));
  watch.store_path = store_path;
  watch.folders = folders;
  watch.feeds = feeds;
  watch.webhook = webhook;
  watch.alerts = !alert.empty() || !webhook.empty() || arguments.any();
  watch.text_alerts = alert == "text";
  watch.feed_text = feed_text;
  watch.threads = threads;
  watch.link = link;
  watch.filter = arguments.filter;
  watch.every = *interval;
  stopping = false;
  std::signal(SIGINT, stop);
  std::signal(SIGTERM, stop);
  for (;;) {
    if (const Result<Done> done = watch.round(); !done) return exit_for(done.error());
    if (once) return Exit::read;
    const std::int64_t next = now() + interval->count();
    while (!stopping && now() < next) std::this_thread::sleep_for(std::chrono::milliseconds(200));
    if (stopping) return Exit::read;
  }
}

}  // namespace annals::cli
