// What the routes share: the store, the events in memory, and how an answer is made out of a request.
#pragma once

#include <atomic>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "annals/actor_base.h"
#include "annals/commitment.h"
#include "annals/pipeline.h"
#include "annals/places.h"
#include "annals/serve.h"
#include "annals/snapshot.h"
#include "annals/store.h"
#include "serve/assets.h"
#include "serve/briefs.h"
#include "serve/http.h"
#include "serve/kept.h"
#include "serve/reply.h"
#include "serve/request.h"

namespace annals::serve {

class Engine;

// What a route is given.
struct Context {
  const Request& request;
  Store& store;
  const Snapshot& snapshot;
  Engine& engine;
  std::shared_ptr<const Snapshot> shared;  // the same snapshot, for what outlives the call
  Briefs& briefs;                          // of its events
};

// Who listens to `stream`.
class Hub {
 public:
  void join(const std::shared_ptr<Stream>& stream);
  std::size_t listeners();
  void wake_all();

 private:
  std::mutex mutex_;
  std::vector<std::weak_ptr<Stream>> streams_;
};

// What a listener is told; numbered, so that each tells whether it is behind.
struct News {
  std::uint64_t number = 0;
  StoreState state;      // of the store, as it is now
  std::string revision;  // of the events that are served
};

class Engine {
 public:
  static Result<std::unique_ptr<Engine>> open(const ServeOptions& options);
  ~Engine();

  Handler handler();
  void allow_port(std::uint16_t port);  // once it is known
  void stop();

  const ServeOptions& options() const { return options_; }
  const std::string& token() const { return token_; }
  std::shared_ptr<const Snapshot> snapshot() const { return served().snapshot; }
  News news() const;
  bool stopping() const { return stopping_; }
  const Assets& assets() const { return assets_; }
  Hub hub;

  // A store of one's own for as long as it is held.
  class Borrowed {
   public:
    Borrowed(Engine& engine, std::unique_ptr<Store> store) : engine_(engine), store_(std::move(store)) {}
    Borrowed(Borrowed&&) = default;
    ~Borrowed() {
      if (store_) engine_.give_back(std::move(store_));
    }
    Store& operator*() { return *store_; }

   private:
    Engine& engine_;
    std::unique_ptr<Store> store_;
  };
  Result<Borrowed> borrow();

  // The reader, opened when somebody first asks why. Errors: those of Pipeline::open.
  Result<const Pipeline*> pipeline();
  // `id` and all that stand for the same actor today: those given up and the one that took them up. The tables are
  // opened when somebody first asks by an id.
  std::vector<std::string> same_ids(const Snapshot& snapshot, const std::string& id);
  // How wide places are; null where there is no folder of data. Opened when a map is first asked for.
  const PlaceExtents* extents();
  // Events that a sentence with all `words` tells of; kept for a while.
  Result<std::vector<std::string>> telling(Store& store, const Snapshot& snapshot, const std::string& words);
  // What is owed, as it stood on a day; kept for a while.
  Result<std::shared_ptr<const std::vector<Commitment>>> commitments(Store& store, const Snapshot& snapshot,
                                                                     const std::optional<sys_days>& as_of);
  // Keeps a decision at once; a thread links the record anew. Errors: those of Store::decide; Conflict when another
  // process writes the store.
  Result<Decision> decide(Decision decision);
  // Whether what was decided is served by now; waits for it a moment.
  bool wait_until_linked();
  void look_again();  // at the store, without waiting

 private:
  explicit Engine(const ServeOptions& options) : options_(options) {}
  struct Served {
    std::shared_ptr<const Snapshot> snapshot;
    std::shared_ptr<Briefs> briefs;
  };
  Served served() const;
  void serve_now(std::shared_ptr<const Snapshot> snapshot);  // with mutex_ held
  std::optional<Reply> refuse(const Request& request) const;
  bool slow(const Request& request) const;
  Reply answer(const Request& request);
  Reply run(const Request& request);
  void give_back(std::unique_ptr<Store> store);
  void watch_store();
  void link_anew();
  void look(Store& store);

  ServeOptions options_;
  std::string token_;
  Assets assets_;
  std::string page_version_;  // of the assets' bytes
  std::vector<std::string> hosts_;
  mutable std::mutex mutex_;  // of what follows
  Served now_;
  KeptReplies kept_;
  News news_;
  std::vector<std::unique_ptr<Store>> stores_;
  struct Told {
    std::string version, words;
    std::vector<std::string> events;
  };
  std::vector<Told> told_;
  struct Owed {
    std::string version;
    std::optional<sys_days> as_of;
    std::shared_ptr<const std::vector<Commitment>> commitments;
  };
  std::vector<Owed> owed_;
  std::mutex actors_mutex_;  // of what follows
  bool actors_asked_ = false;
  std::unique_ptr<ActorBase> actors_;
  struct GivenUp {
    std::string version;                                  // of the snapshot
    std::map<std::string, std::vector<std::string>> ids;  // by the id that took them up
  };
  GivenUp given_up_;
  std::mutex pipeline_mutex_;
  std::unique_ptr<Pipeline> pipeline_;
  std::optional<Result<PlaceExtents>> extents_;  // under pipeline_mutex_
  std::atomic<bool> stopping_{false};
  std::timed_mutex writing_;                // one writer at a time
  std::uint64_t decided_ = 0, linked_ = 0;  // decisions kept, and of these how many the events follow; under mutex_
  std::uint64_t served_ = 0;
  std::condition_variable decided_changed_, served_changed_;
  std::thread linker_;
  bool look_now_ = false;
  std::condition_variable watch_changed_;
  std::thread watcher_;
};

}  // namespace annals::serve
