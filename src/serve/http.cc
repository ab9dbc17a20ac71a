#include "serve/http.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <mutex>
#include <thread>
#include <unordered_set>
#include <vector>

#include "base/text.h"

namespace annals::serve {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::size_t kConnectionBytes = 32 << 10;        // header block, and what the library keeps beside it
constexpr std::size_t kMostWaiting = 1024;                // answers that wait for a worker
constexpr std::size_t kStreamBytes = 64 << 10;            // a piece of a streamed answer
constexpr std::uint64_t kSlowestBytesASecond = 16 << 10;  // at which an answer must be taken, after half a minute
constexpr milliseconds kLookEvery{500};
constexpr int kBacklog = 1024;                // connections that wait to be taken
constexpr std::size_t kFilesForOthers = 128;  // descriptors that are no connections: the store's, assets', ours

std::int64_t now() { return std::chrono::duration_cast<milliseconds>(Clock::now().time_since_epoch()).count(); }

// A connection as whoever cuts it off sees it.
struct Link {
  int socket = -1;
  std::int64_t since = 0;
  std::atomic<std::int64_t> deadline{0};  // 0: none
  std::atomic<bool> busy{false};          // a request of it is being read or answered
};

// A request while it is read and answered.
struct Exchange {
  std::string target;
  Request request;
  bool begun = false, head = false;
  std::optional<Reply> refusal;
  std::optional<Reply> reply;  // made by a worker
  bool handed_over = false;
};

// A streamed answer while it is sent.
struct Sending {
  std::shared_ptr<Stream> stream;
  MHD_Connection* connection = nullptr;
  const std::atomic<bool>* stopping = nullptr;
  std::string pending;
  std::size_t at = 0;
  std::mutex mutex;  // of what follows
  bool woken = false, suspended = false;

  void wake() {
    const std::lock_guard lock(mutex);
    woken = true;
    if (suspended) {
      suspended = false;
      MHD_resume_connection(connection);
    }
  }
};

ssize_t send_more(void* state, std::uint64_t, char* buffer, std::size_t most) {
  Sending& sending = **static_cast<std::shared_ptr<Sending>*>(state);
  while (sending.at == sending.pending.size()) {
    sending.pending.clear();
    sending.at = 0;
    {
      const std::lock_guard lock(sending.mutex);
      sending.woken = false;
    }
    const Stream::Next next = sending.stream->next(sending.pending);
    if (!sending.pending.empty()) break;
    if (next == Stream::Next::end || *sending.stopping) return MHD_CONTENT_READER_END_OF_STREAM;
    if (next == Stream::Next::more) continue;
    const std::lock_guard lock(sending.mutex);
    if (sending.woken) continue;
    sending.suspended = true;
    MHD_suspend_connection(sending.connection);
    return 0;
  }
  const std::size_t bytes = std::min(most, sending.pending.size() - sending.at);
  std::memcpy(buffer, sending.pending.data() + sending.at, bytes);
  sending.at += bytes;
  return static_cast<ssize_t>(bytes);
}
void end_sending(void* state) {
  auto* sending = static_cast<std::shared_ptr<Sending>*>(state);
  (*sending)->stream->on_wake({});
  delete sending;
}

MHD_Response* response_of(const std::shared_ptr<Stream>& stream, MHD_Connection* connection,
                          const std::atomic<bool>& stopping) {
  auto sending = std::make_shared<Sending>();
  sending->stream = stream;
  sending->connection = connection;
  sending->stopping = &stopping;
  const std::weak_ptr<Sending> weak = sending;
  stream->on_wake([weak] {
    if (const auto held = weak.lock()) held->wake();
  });
  auto* state = new std::shared_ptr<Sending>(std::move(sending));  // the library's to give back: end_sending
  return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, kStreamBytes, send_more, state, end_sending);
}

MHD_Response* response_of(std::string&& body) {
  if (body.empty()) return MHD_create_response_from_buffer(0, nullptr, MHD_RESPMEM_PERSISTENT);
  auto* kept = new std::string(std::move(body));
  return MHD_create_response_from_buffer_with_free_callback_cls(
      kept->size(), kept->data(), [](void* text) { delete static_cast<std::string*>(text); }, kept);
}

// As many files as this process may open.
std::size_t raise_file_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 1024;
  rlimit raised = limit;
  raised.rlim_cur = raised.rlim_max == RLIM_INFINITY ? 65'536 : std::min<rlim_t>(raised.rlim_max, 65'536);
  if (raised.rlim_cur > limit.rlim_cur && setrlimit(RLIMIT_NOFILE, &raised) == 0) return raised.rlim_cur;
  return limit.rlim_cur;
}

class MicroHttp final : public Http {
 public:
  MicroHttp(HttpOptions options, Handler handler) : options_(std::move(options)), handler_(std::move(handler)) {}
  ~MicroHttp() override { stop(); }

  Result<Done> listen(const std::function<void(std::uint16_t)>& bound) {
    const std::size_t files = raise_file_limit();
    const std::size_t room = files > 2 * kFilesForOthers ? files - kFilesForOthers : files / 2;
    most_ = std::max<std::size_t>(std::min(options_.most_connections, room), 4);
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    const auto loops = static_cast<unsigned>(std::clamp<std::size_t>(cores, 2, 4));
    const Result<int> listener = open_listener();
    if (!listener) return listener.error();
    bound(port_);
    constexpr unsigned kFlags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC;
    daemon_ = MHD_start_daemon(kFlags, port_, nullptr, nullptr, &MicroHttp::on_request, this,     //
                               MHD_OPTION_LISTEN_SOCKET, *listener,                               //
                               MHD_OPTION_THREAD_POOL_SIZE, loops,                                //
                               MHD_OPTION_CONNECTION_LIMIT, static_cast<unsigned>(most_),         //
                               MHD_OPTION_CONNECTION_TIMEOUT, options_.idle_seconds,              //
                               MHD_OPTION_CONNECTION_MEMORY_LIMIT, kConnectionBytes,              //
                               MHD_OPTION_STRICT_FOR_CLIENT, 1,                                   //
                               MHD_OPTION_URI_LOG_CALLBACK, &MicroHttp::on_target, this,          //
                               MHD_OPTION_UNESCAPE_CALLBACK, &MicroHttp::leave_escapes, nullptr,  //
                               MHD_OPTION_NOTIFY_COMPLETED, &MicroHttp::on_completed, this,       //
                               MHD_OPTION_NOTIFY_CONNECTION, &MicroHttp::on_connection, this,     //
                               MHD_OPTION_END);
    if (daemon_ == nullptr) return ::close(*listener), failed();
    const std::size_t workers = options_.threads > 0 ? options_.threads : std::clamp<std::size_t>(cores, 2, 8);
    for (std::size_t i = 0; i < workers; ++i) workers_.emplace_back([this] { work(); });
    watcher_ = std::thread([this] { watch(); });
    return Done{};
  }

  std::uint16_t port() const override { return port_; }
  std::size_t connections() const override {
    const std::lock_guard lock(links_mutex_);
    return links_.size();
  }

  void stop() override {
    if (daemon_ == nullptr) return;
    stopping_ = true;
    {
      const std::lock_guard lock(queue_mutex_);
      queue_changed_.notify_all();
    }
    for (std::thread& worker : workers_) worker.join();  // each answers what it has; the rest is answered here
    for (auto& [exchange, connection] : queue_) finish(*exchange, connection, problem(503, "The server is stopping."));
    queue_.clear();
    workers_.clear();
    {
      const std::lock_guard lock(links_mutex_);
      watch_changed_.notify_all();
    }
    watcher_.join();
    wake_streams();
    MHD_stop_daemon(daemon_);
    daemon_ = nullptr;
  }

 private:
  Error failed() const {
    return {ErrorKind::Io, "cannot listen on " + options_.host + " port " + std::to_string(options_.port) + ": " +
                               std::strerror(errno)};
  }

  socklen_t read_address(sockaddr_storage& out) const {
    auto& four = reinterpret_cast<sockaddr_in&>(out);
    if (inet_pton(AF_INET, options_.host.c_str(), &four.sin_addr) == 1) {
      four.sin_family = AF_INET;
      four.sin_port = htons(options_.port);
      return sizeof four;
    }
    auto& six = reinterpret_cast<sockaddr_in6&>(out);
    if (inet_pton(AF_INET6, options_.host.c_str(), &six.sin6_addr) != 1) return 0;
    six.sin6_family = AF_INET6;
    six.sin6_port = htons(options_.port);
    return sizeof six;
  }

  // A socket of our own, so that the port is known before anybody can ask.
  Result<int> open_listener() {
    sockaddr_storage address{};
    socklen_t bytes = read_address(address);
    if (bytes == 0) {
      return Error{ErrorKind::Malformed, "expected an address such as 127.0.0.1, found \"" + options_.host + '"'};
    }
    const int listener = ::socket(address.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (listener < 0) return failed();
    const int yes = 1;
    ::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    const bool good = ::bind(listener, generic, bytes) == 0 && ::listen(listener, kBacklog) == 0 &&
                      ::getsockname(listener, generic, &bytes) == 0;
    if (!good) {
      const Error error = failed();
      ::close(listener);
      return error;
    }
    port_ = ntohs(address.ss_family == AF_INET ? reinterpret_cast<sockaddr_in&>(address).sin_port
                                               : reinterpret_cast<sockaddr_in6&>(address).sin6_port);
    return listener;
  }

  // --- what the library calls

  static std::size_t leave_escapes(void*, MHD_Connection*, char* text) { return std::strlen(text); }

  static void* on_target(void*, const char* target, MHD_Connection*) {
    auto* exchange = new Exchange;  // given back by on_completed
    exchange->target = target;
    return exchange;
  }

  static void on_connection(void* self, MHD_Connection* connection, void** context,
                            MHD_ConnectionNotificationCode code) {
    static_cast<MicroHttp*>(self)->connection_changed(connection, context, code);
  }
  void connection_changed(MHD_Connection* connection, void** context, MHD_ConnectionNotificationCode code) {
    const std::lock_guard lock(links_mutex_);
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
      auto* link = new Link;
      const MHD_ConnectionInfo* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
      link->socket = info != nullptr ? info->connect_fd : -1;
      link->since = now();
      link->deadline = link->since + options_.header_seconds * 1000;
      links_.insert(link);
      *context = link;
    } else {
      auto* link = static_cast<Link*>(*context);
      links_.erase(link);
      delete link;
      *context = nullptr;
    }
  }

  static Link* link_of(MHD_Connection* connection) {
    const MHD_ConnectionInfo* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info != nullptr ? static_cast<Link*>(info->socket_context) : nullptr;
  }

  static void on_completed(void* self, MHD_Connection* connection, void** context, MHD_RequestTerminationCode) {
    auto* exchange = static_cast<Exchange*>(*context);
    *context = nullptr;
    if (exchange != nullptr) delete exchange;
    const auto* http = static_cast<MicroHttp*>(self);
    if (Link* link = link_of(connection)) {
      link->busy = false;
      link->since = now();
      link->deadline = now() + (http->options_.idle_seconds + http->options_.header_seconds) * 1000;
    }
  }

  static MHD_Result on_request(void* self, MHD_Connection* connection, const char*, const char* method, const char*,
                               const char* upload, std::size_t* upload_bytes, void** context) {
    return static_cast<MicroHttp*>(self)->request(connection, method, upload, upload_bytes,
                                                  static_cast<Exchange*>(*context));
  }

  MHD_Result request(MHD_Connection* connection, const char* method, const char* upload, std::size_t* upload_bytes,
                     Exchange* exchange) {
    if (exchange == nullptr) return MHD_NO;
    if (exchange->handed_over) {  // a worker is done, and the connection goes on
      return exchange->reply ? send(connection, *exchange, std::move(*exchange->reply)) : MHD_NO;
    }
    if (!exchange->begun) {
      begin(connection, *exchange, method);
      // Answered here, while a body may still come, the connection would have to be closed: only where it is refused.
      if (exchange->refusal) return send(connection, *exchange, std::move(*exchange->refusal));
      return MHD_YES;
    } else if (*upload_bytes > 0) {
      if (exchange->request.body.size() + *upload_bytes > kMostBodyBytes) {
        exchange->refusal = problem(413, "A request's body may be 1 MiB at most.");
      } else if (!exchange->refusal) {
        exchange->request.body.append(upload, *upload_bytes);
      }
      *upload_bytes = 0;
      return MHD_YES;
    }
    if (exchange->refusal) return send(connection, *exchange, std::move(*exchange->refusal));
    return answer(connection, *exchange);
  }

  void begin(MHD_Connection* connection, Exchange& exchange, std::string_view method) {
    exchange.begun = true;
    exchange.head = method == "HEAD";
    exchange.request.method = exchange.head ? "GET" : std::string(method);
    if (Link* link = link_of(connection)) {
      link->busy = true;
      link->deadline = now() + options_.body_seconds * 1000;
    }
    if (!read_headers(connection, exchange)) return;
    std::optional<Target> target = read_target(exchange.target);
    if (!target) {
      exchange.refusal = problem(400, "The request's address is not a path of percent-encoded UTF-8.");
      return;
    }
    exchange.request.target = std::move(*target);
    exchange.refusal = stopping_ ? problem(503, "The server is stopping.") : handler_.refuse(exchange.request);
    if (exchange.refusal) return;
    const std::string_view length = exchange.request.header("content-length");
    if (!length.empty() && !read_number(length, 0, kMostBodyBytes)) {
      exchange.refusal = problem(413, "A request's body may be 1 MiB at most.");
    }
  }

  struct Headers {
    std::map<std::string, std::string, std::less<>>* to;
    std::size_t bytes = 0, hosts = 0;
  };
  static MHD_Result on_header(void* state, MHD_ValueKind, const char* name, const char* value) {
    auto& headers = *static_cast<Headers*>(state);
    const std::string_view text = value != nullptr ? value : "";
    const std::string key = base::to_lower_ascii(name);
    headers.bytes += key.size() + text.size() + 4;
    headers.hosts += key == "host";
    headers.to->try_emplace(key, text);
    return MHD_YES;
  }
  bool read_headers(MHD_Connection* connection, Exchange& exchange) const {
    Headers headers{&exchange.request.headers};
    MHD_get_connection_values(connection, MHD_HEADER_KIND, on_header, &headers);
    if (headers.bytes + exchange.target.size() > kMostHeaderBytes) {
      exchange.refusal = problem(431, "A request's header block may be 16 KiB at most.");
    } else if (headers.hosts != 1) {
      exchange.refusal = problem(400, "A request names its Host once.");
    }
    return !exchange.refusal;
  }

  MHD_Result answer(MHD_Connection* connection, Exchange& exchange) {
    if (!handler_.slow(exchange.request)) return send(connection, exchange, handler_.answer(exchange.request));
    {
      const std::lock_guard lock(queue_mutex_);
      if (!stopping_ && queue_.size() < kMostWaiting) {
        if (Link* link = link_of(connection)) link->deadline = 0;  // it waits for us, not we for it
        MHD_suspend_connection(connection);
        queue_.emplace_back(&exchange, connection);
        queue_changed_.notify_one();
        return MHD_YES;
      }
    }
    Reply busy = problem(503, "Too many questions wait for an answer; ask again in a second.");
    busy.headers.emplace_back("Retry-After", "1");
    return send(connection, exchange, std::move(busy));
  }

  MHD_Result send(MHD_Connection* connection, const Exchange& exchange, Reply&& reply) {
    std::uint64_t bytes = reply.body.size();
    const bool streams = reply.stream != nullptr && !exchange.head;
    MHD_Response* response =
        streams ? response_of(reply.stream, connection, stopping_) : response_of(std::move(reply.body));
    if (response == nullptr) return MHD_NO;
    if (streams) note(reply.stream);
    if (!reply.type.empty()) MHD_add_response_header(response, "Content-Type", reply.type.c_str());
    for (const auto& [name, value] : reply.headers) MHD_add_response_header(response, name.c_str(), value.c_str());
    const MHD_Result queued = MHD_queue_response(connection, static_cast<unsigned>(reply.status), response);
    MHD_destroy_response(response);
    if (Link* link = link_of(connection)) {
      constexpr std::int64_t kAnyAnswer = 30'000;
      // A stream of events goes on for as long as its client listens; the idle limit still holds.
      link->deadline =
          streams ? 0 : now() + kAnyAnswer + static_cast<std::int64_t>(bytes * 1000 / kSlowestBytesASecond);
    }
    return queued;
  }

  // --- workers

  void finish(Exchange& exchange, MHD_Connection* connection, Reply&& reply) {
    exchange.reply = std::move(reply);
    exchange.handed_over = true;
    MHD_resume_connection(connection);
  }

  void work() {
    for (;;) {
      std::unique_lock lock(queue_mutex_);
      queue_changed_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
      if (stopping_) return;
      const auto [exchange, connection] = queue_.front();
      queue_.pop_front();
      lock.unlock();
      finish(*exchange, connection, handler_.answer(exchange->request));
    }
  }

  // --- who is cut off

  void watch() {
    std::unique_lock lock(links_mutex_);
    while (!stopping_) {
      watch_changed_.wait_for(lock, kLookEvery);
      cut_off_late();
      make_room();
    }
  }
  void cut_off_late() {
    const std::int64_t at = now();
    for (Link* link : links_) {
      const std::int64_t deadline = link->deadline;
      if (deadline != 0 && deadline < at) {
        ::shutdown(link->socket, SHUT_RDWR);
        link->deadline = 0;
      }
    }
  }
  // Idle connections, the longest idle first, when nine tenths of all are taken.
  void make_room() {
    if (links_.size() * 10 < most_ * 9) return;
    std::vector<Link*> idle;
    for (Link* link : links_) {
      if (!link->busy) idle.push_back(link);
    }
    const std::size_t many = std::min(idle.size(), links_.size() - most_ * 8 / 10);
    std::nth_element(idle.begin(), idle.begin() + static_cast<std::ptrdiff_t>(many > 0 ? many - 1 : 0), idle.end(),
                     [](const Link* a, const Link* b) { return a->since < b->since; });
    for (std::size_t i = 0; i < many; ++i) ::shutdown(idle[i]->socket, SHUT_RDWR);
  }

  // --- streams, for the end

  void note(const std::shared_ptr<Stream>& stream) {
    const std::lock_guard lock(streams_mutex_);
    std::erase_if(streams_, [](const std::weak_ptr<Stream>& one) { return one.expired(); });
    streams_.push_back(stream);
  }
  void wake_streams() {
    std::vector<std::shared_ptr<Stream>> all;
    {
      const std::lock_guard lock(streams_mutex_);
      for (const auto& one : streams_) {
        if (auto held = one.lock()) all.push_back(std::move(held));
      }
    }
    for (const auto& one : all) one->wake();
  }

  HttpOptions options_;
  Handler handler_;
  MHD_Daemon* daemon_ = nullptr;
  std::uint16_t port_ = 0;
  std::size_t most_ = 0;
  std::atomic<bool> stopping_{false};

  std::mutex queue_mutex_;
  std::condition_variable queue_changed_;
  std::deque<std::pair<Exchange*, MHD_Connection*>> queue_;
  std::vector<std::thread> workers_;

  mutable std::mutex links_mutex_;
  std::condition_variable watch_changed_;
  std::unordered_set<Link*> links_;
  std::thread watcher_;

  std::mutex streams_mutex_;
  std::vector<std::weak_ptr<Stream>> streams_;
};

}  // namespace

Result<std::unique_ptr<Http>> Http::start(const HttpOptions& options, Handler handler,
                                          const std::function<void(std::uint16_t)>& bound) {
  auto http = std::make_unique<MicroHttp>(options, std::move(handler));
  if (Result<Done> listening = http->listen(bound); !listening) return listening.error();
  return std::unique_ptr<Http>(std::move(http));
}

}  // namespace annals::serve
