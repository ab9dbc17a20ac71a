#include "serve/engine.h"

#include <sys/resource.h>

#include <algorithm>
#include <exception>
#include <random>

#include "annals/query.h"
#include "base/sha256.h"
#include "base/text.h"
#include "serve/routes.h"

namespace annals::serve {
namespace {

constexpr std::size_t kMostKeptStores = 16;
constexpr std::size_t kKeptQuestions = 32;
constexpr std::size_t kKeptDays = 8;  // of commitments
constexpr std::size_t kLeastToCompress = 1024;
constexpr std::chrono::milliseconds kLookEvery{500};

std::string make_token() {
  std::random_device dice;
  std::string bytes;
  for (int i = 0; i < 16; ++i) bytes += std::to_string(dice());
  return base::sha256_hex(bytes).substr(0, 32);
}

// In a time that does not tell how much of it is right.
bool same_secret(std::string_view a, std::string_view b) {
  unsigned different = a.size() == b.size() ? 0 : 1;
  for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) {
    different |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
  }
  return different == 0;
}

// A host as Host and Origin write it: an IPv6 address in brackets.
std::string written(const std::string& host) {
  return host.find(':') != std::string::npos && !host.starts_with('[') ? '[' + host + ']' : host;
}

// What a browser may do with an answer. Data is shown by nobody; the page runs its own script and nothing else.
void add_safety(Reply& reply) {
  reply.headers.emplace_back(
      "Content-Security-Policy",
      reply.for_page
          ? "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
            "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors "
            "'none'"
          : "default-src 'none'; frame-ancestors 'none'; sandbox");
  reply.headers.emplace_back("X-Content-Type-Options", "nosniff");
  reply.headers.emplace_back("Referrer-Policy", "no-referrer");
  reply.headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
  reply.headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
}

bool is_text(std::string_view type) {
  return type.starts_with("text/") || type.starts_with("application/j") || type.starts_with("application/problem") ||
         type.starts_with("image/svg");
}

void compress(const Request& request, Reply& reply) {
  if (reply.stream || reply.body.size() < kLeastToCompress || !is_text(reply.type)) return;
  reply.headers.emplace_back("Vary", "Accept, Accept-Encoding");
  if (!accepts(request.header("accept-encoding"), "gzip")) return;
  std::string smaller = gzip(reply.body);
  if (smaller.empty() || smaller.size() >= reply.body.size()) return;
  reply.body = std::move(smaller);
  reply.headers.emplace_back("Content-Encoding", "gzip");
}

std::string list_of(const std::vector<std::string_view>& methods) {
  std::string out;
  for (const std::string_view method : methods) {
    out += (out.empty() ? "" : ", ") + std::string(method);
    if (method == "GET") out += ", HEAD";
  }
  return out + ", OPTIONS";
}

bool holds_tag(std::string_view header, std::string_view tag) {
  for (const std::string_view one : base::split(header, ',')) {
    if (base::trim(one) == tag || base::trim(one) == "*") return true;
  }
  return false;
}

}  // namespace

void Hub::join(const std::shared_ptr<Stream>& stream) {
  const std::lock_guard lock(mutex_);
  std::erase_if(streams_, [](const std::weak_ptr<Stream>& one) { return one.expired(); });
  streams_.push_back(stream);
}
std::size_t Hub::listeners() {
  const std::lock_guard lock(mutex_);
  std::erase_if(streams_, [](const std::weak_ptr<Stream>& one) { return one.expired(); });
  return streams_.size();
}
void Hub::wake_all() {
  std::vector<std::shared_ptr<Stream>> all;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& one : streams_) {
      if (auto held = one.lock()) all.push_back(std::move(held));
    }
  }
  for (const auto& one : all) one->wake();
}

Result<std::unique_ptr<Engine>> Engine::open(const ServeOptions& options) {
  Result<Store> store = Store::open(options.store, Store::Mode::read);
  if (!store) return store.error();
  std::unique_ptr<Engine> engine(new Engine(options));
  if (options.review) engine->token_ = make_token();
  engine->assets_ = read_assets(options.assets);
  std::string bytes;
  for (const auto& [name, asset] : engine->assets_) bytes += name + '\n' + asset.bytes;
  engine->page_version_ = base::short_hash(bytes);
  Result<std::shared_ptr<const Snapshot>> snapshot = Snapshot::read(*store);
  if (!snapshot) return snapshot.error();
  engine->serve_now(*snapshot);
  engine->news_ = {1, (*snapshot)->state, (*snapshot)->state.version};
  engine->give_back(std::make_unique<Store>(std::move(*store)));
  engine->watcher_ = std::thread([self = engine.get()] { self->watch_store(); });
  if (options.review) engine->linker_ = std::thread([self = engine.get()] { self->link_anew(); });
  return engine;
}

Engine::~Engine() { stop(); }

void Engine::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    watch_changed_.notify_all();
    decided_changed_.notify_all();
    served_changed_.notify_all();
  }
  if (watcher_.joinable()) watcher_.join();
  if (linker_.joinable()) linker_.join();
  hub.wake_all();
}

void Engine::allow_port(std::uint16_t port) {
  const std::string with_port = ':' + std::to_string(port);
  std::vector<std::string> names = {"127.0.0.1", "localhost", "[::1]", written(options_.host)};
  for (const std::string& name : options_.hosts) names.push_back(written(name));
  for (std::string& name : names) name = base::to_lower_ascii(name);
  for (const std::string& name : names) {
    hosts_.push_back(name + with_port);
    if (port == 80 || std::ranges::find(options_.hosts, name) != options_.hosts.end()) hosts_.push_back(name);
  }
}

Handler Engine::handler() {
  return {[this](const Request& request) { return refuse(request); },
          [this](const Request& request) { return slow(request); },
          [this](const Request& request) { return answer(request); }};
}

Engine::Served Engine::served() const {
  const std::lock_guard lock(mutex_);
  return now_;
}
void Engine::serve_now(std::shared_ptr<const Snapshot> snapshot) {
  auto briefs = std::make_shared<Briefs>(snapshot->events.size());
  now_ = {std::move(snapshot), std::move(briefs)};
}
News Engine::news() const {
  const std::lock_guard lock(mutex_);
  return news_;
}

Result<Engine::Borrowed> Engine::borrow() {
  {
    const std::lock_guard lock(mutex_);
    if (!stores_.empty()) {
      std::unique_ptr<Store> store = std::move(stores_.back());
      stores_.pop_back();
      return Borrowed(*this, std::move(store));
    }
  }
  Result<Store> store = Store::open(options_.store, Store::Mode::read);
  if (!store) return store.error();
  return Borrowed(*this, std::make_unique<Store>(std::move(*store)));
}

void Engine::give_back(std::unique_ptr<Store> store) {
  store->end_reading();
  const std::lock_guard lock(mutex_);
  if (stores_.size() < kMostKeptStores) stores_.push_back(std::move(store));
}

Result<const Pipeline*> Engine::pipeline() {
  const std::lock_guard lock(pipeline_mutex_);
  if (!pipeline_) {
    Pipeline::Options options{options_.data, {}, Coders::both};
    options.actors = options_.actors;
    options.places = options_.places;
    Result<Pipeline> opened = Pipeline::open(options);
    if (!opened) return opened.error();
    pipeline_ = std::make_unique<Pipeline>(std::move(*opened));
  }
  return const_cast<const Pipeline*>(pipeline_.get());
}

std::vector<std::string> Engine::same_ids(const Snapshot& snapshot, const std::string& id) {
  const std::lock_guard lock(actors_mutex_);
  if (!actors_asked_) {
    actors_asked_ = true;
    if (Result<ActorBase> opened = ActorBase::open(options_.data, options_.actors)) {
      actors_ = std::make_unique<ActorBase>(std::move(*opened));
    }
  }
  if (!actors_) return {id};
  if (given_up_.version != snapshot.state.version) {
    given_up_ = {snapshot.state.version, {}};
    for (const Actor& actor : snapshot.actors) {
      std::string current = actor.id.empty() ? std::string() : actors_->current_id(actor.id);
      if (!current.empty() && current != actor.id) given_up_.ids[std::move(current)].push_back(actor.id);
    }
  }
  std::vector<std::string> out = {id};
  std::string current = actors_->current_id(id);
  if (current.empty()) return out;
  if (const auto old = given_up_.ids.find(current); old != given_up_.ids.end()) {
    out.insert(out.end(), old->second.begin(), old->second.end());
  }
  out.push_back(std::move(current));
  return out;
}

const PlaceExtents* Engine::extents() {
  const std::lock_guard lock(pipeline_mutex_);
  if (!extents_) extents_.emplace(PlaceExtents::open(options_.data, options_.places));
  return *extents_ ? &**extents_ : nullptr;
}

Result<std::vector<std::string>> Engine::telling(Store& store, const Snapshot& snapshot, const std::string& words) {
  {
    const std::lock_guard lock(mutex_);
    for (const Told& told : told_) {
      if (told.version == snapshot.state.version && told.words == words) return told.events;
    }
  }
  Result<std::vector<std::string>> events = store.events_telling(words);
  if (!events) return events;
  const std::lock_guard lock(mutex_);
  if (told_.size() == kKeptQuestions) told_.erase(told_.begin());
  told_.push_back({snapshot.state.version, words, *events});
  return events;
}

Result<std::shared_ptr<const std::vector<Commitment>>> Engine::commitments(Store& store, const Snapshot& snapshot,
                                                                           const std::optional<sys_days>& as_of) {
  {
    const std::lock_guard lock(mutex_);
    for (const Owed& owed : owed_) {
      if (owed.version == snapshot.state.version && owed.as_of == as_of) return owed.commitments;
    }
  }
  Commitments which;
  which.as_of = as_of;
  Result<std::vector<Commitment>> read = annals::commitments(store, which, link_documents);
  if (!read) return read.error();
  auto made = std::make_shared<const std::vector<Commitment>>(std::move(*read));
  const std::lock_guard lock(mutex_);
  if (owed_.size() == kKeptDays) owed_.erase(owed_.begin());
  owed_.push_back({snapshot.state.version, as_of, made});
  return std::shared_ptr<const std::vector<Commitment>>(std::move(made));
}

void Engine::look_again() {
  const std::lock_guard lock(mutex_);
  look_now_ = true;
  watch_changed_.notify_all();
}

Result<Decision> Engine::decide(Decision decision) {
  constexpr std::chrono::seconds kPatience{5};
  const std::unique_lock writing(writing_, kPatience);
  if (!writing) return Error{ErrorKind::Conflict, "the record is being linked anew; decide again in a moment"};
  Result<Store> store = Store::open(options_.store, Store::Mode::write);
  if (!store) return store.error();
  Result<Decision> kept = store->decide(std::move(decision));
  if (!kept) return kept;
  if (Result<Done> committed = store->commit(); !committed) return committed.error();
  const std::lock_guard lock(mutex_);
  ++decided_;
  decided_changed_.notify_all();
  return kept;
}

namespace {
// Whoever asks comes first: on Linux this is of the calling thread alone.
void step_back() { (void)::setpriority(PRIO_PROCESS, 0, 10); }
}  // namespace

// Decisions that come while the record is linked share the next linking.
void Engine::link_anew() {
  step_back();
  LinkOptions link;
  link.folder = std::filesystem::path(options_.store).parent_path().string();
  for (;;) {
    std::uint64_t upto = 0;
    {
      std::unique_lock lock(mutex_);
      decided_changed_.wait(lock, [this] { return stopping_ || decided_ > linked_; });
      if (stopping_) return;
      upto = decided_;
    }
    Result<Done> done = Done{};
    {
      const std::lock_guard writing(writing_);
      Result<Store> store = Store::open(options_.store, Store::Mode::write);
      done = store ? store->relink(linking(link), linker_version()) : Result<Done>(store.error());
    }
    std::unique_lock lock(mutex_);
    if (done) {
      linked_ = upto;
      look_now_ = true;
      watch_changed_.notify_all();
    } else {  // an ingest is writing: it links, too, and we try again
      decided_changed_.wait_for(lock, std::chrono::seconds(1), [this] { return stopping_.load(); });
    }
  }
}

bool Engine::wait_until_linked() {
  constexpr std::chrono::seconds kMoment{2};
  std::unique_lock lock(mutex_);
  const std::uint64_t mine = decided_;
  return served_changed_.wait_for(lock, kMoment, [&] { return stopping_ || served_ >= mine; }) && served_ >= mine;
}

// Notes what a writer has committed. Events are read anew when they changed; until that is done the old ones are
// served.
void Engine::watch_store() {
  step_back();
  std::unique_ptr<Store> store;
  while (!stopping_) {
    {
      std::unique_lock lock(mutex_);
      watch_changed_.wait_for(lock, kLookEvery, [this] { return stopping_ || look_now_; });
      look_now_ = false;
    }
    if (stopping_) return;
    if (!store) {
      Result<Store> opened = Store::open(options_.store, Store::Mode::read);
      if (!opened) continue;  // whoever asks is told
      store = std::make_unique<Store>(std::move(*opened));
    }
    look(*store);
  }
}

void Engine::look(Store& store) {
  std::uint64_t linked = 0;  // before the store is asked: what was linked by now is seen
  {
    const std::lock_guard lock(mutex_);
    linked = linked_;
  }
  const Result<StoreState> state = store.state();
  if (!state) return;
  const News before = news();
  const auto note_served = [&] {
    const std::lock_guard lock(mutex_);
    served_ = std::max(served_, linked);
    served_changed_.notify_all();
  };
  if (*state == before.state && before.revision == state->version) return note_served();
  std::shared_ptr<const Snapshot> fresh;
  if (state->version != before.revision) {
    const Result<std::shared_ptr<const Snapshot>> read = Snapshot::read(store);
    if (read) fresh = *read;
  }
  {
    const std::lock_guard lock(mutex_);
    news_.state = *state;
    ++news_.number;
    if (fresh) {
      serve_now(fresh);
      news_.revision = fresh->state.version;
    }
  }
  if (news().revision == state->version) note_served();
  hub.wake_all();
}

// Who asks under another name may have been sent by a page that had this machine's address put under its own.
std::optional<Reply> Engine::refuse(const Request& request) const {
  if (std::ranges::find(hosts_, base::to_lower_ascii(request.header("host"))) == hosts_.end()) {
    return problem(421, "This server answers to its own address only, not to \"" + std::string(request.header("host")) +
                            "\"; --allow-host NAME adds one.");
  }
  const std::string origin = base::to_lower_ascii(request.header("origin"));
  if (!origin.empty() && request.method != "GET" && request.method != "OPTIONS") {
    const std::size_t scheme = origin.find("://");
    const std::string host = scheme == std::string::npos ? origin : origin.substr(scheme + 3);
    if (std::ranges::find(hosts_, host) == hosts_.end()) {
      return problem(403, "A page of another origin may not change this record.");
    }
  }
  return std::nullopt;
}

bool Engine::slow(const Request& request) const {
  const FoundRoute found = find_route(request.method, request.target.segments);
  return found.route != nullptr && found.route->slow;
}

Reply Engine::answer(const Request& request) {
  Reply reply;
  try {
    reply = run(request);
    compress(request, reply);
  } catch (const std::exception& error) {  // memory ran out, or a library threw: one answer is lost, not the server
    reply = problem(500, std::string("The answer could not be made: ") + error.what());
  }
  add_safety(reply);
  return reply;
}

Reply Engine::run(const Request& request) {
  const FoundRoute found = find_route(request.method, request.target.segments);
  if (found.methods.empty()) {
    return problem(404,
                   "There is nothing at \"" + request.target.path + "\"; /api/v1/openapi.json lists what there is.");
  }
  if (found.route == nullptr) {
    Reply reply = request.method == "OPTIONS" ? Reply{204, "", "", {}, {}, false}
                                              : problem(405, "This address takes " + list_of(found.methods) + ".");
    reply.headers.emplace_back("Allow", list_of(found.methods));
    return reply;
  }
  const Route& route = *found.route;
  if (const std::string wrong = parameter_problem(route, request.target); !wrong.empty()) return problem(400, wrong);
  if (route.review) {
    if (!options_.review) return problem(403, "This server only reads; start it with --review to decide.");
    const std::string_view given = request.header("authorization");
    if (!given.starts_with("Bearer ") || !same_secret(given.substr(7), token_)) {
      Reply reply = problem(401, "Give the token that the server printed: Authorization: Bearer TOKEN.");
      reply.headers.emplace_back("WWW-Authenticate", "Bearer");
      return reply;
    }
  }
  const Served now = served();
  const std::shared_ptr<const Snapshot>& snapshot = now.snapshot;
  std::string tag;
  if (route.method == "GET" && !route.changes) {
    const bool for_page = !request.target.path.starts_with("/api/");
    std::string asked =
        (for_page ? page_version_ : snapshot->state.version) + " " ANNALS_VERSION " " + request.target.path;
    for (const auto& [name, value] : request.target.parameters) asked += '\n' + name + '=' + value;
    asked += '\n' + std::string(request.header("accept"));
    tag = "W/\"" + base::short_hash(asked) + '"';
    if (holds_tag(request.header("if-none-match"), tag)) {
      // A browser takes over the headers of a 304: the page's policy has to be in it, or a reload shuts the page out.
      return {304, "", "", {{"ETag", tag}, {"Cache-Control", "no-cache"}}, {}, for_page};
    }
  }
  if (route.keeps && !tag.empty()) {
    if (std::optional<Reply> kept = kept_.get(tag)) return std::move(*kept);
  }
  Result<Borrowed> store = borrow();
  if (!store) return problem(store.error());
  if (!tag.empty()) {  // an answer is of one record, and its many reads take SQLite's lock once
    if (Result<Done> reading = (**store).begin_reading(); !reading) return problem(reading.error());
  }
  Request captured = request;
  captured.captured = found.captured;
  Reply reply = route.run({captured, **store, *snapshot, *this, snapshot, *now.briefs});
  const bool told = std::ranges::any_of(reply.headers, [](const auto& one) { return one.first == "Cache-Control"; });
  if (!told) reply.headers.emplace_back("Cache-Control", tag.empty() || reply.status != 200 ? "no-store" : "no-cache");
  if (!tag.empty() && reply.status == 200) {
    reply.headers.emplace_back("ETag", tag);
    if (route.keeps) kept_.keep(tag, reply);
  }
  return reply;
}

}  // namespace annals::serve
