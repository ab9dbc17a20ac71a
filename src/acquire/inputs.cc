#include "acquire/inputs.h"

#include <dirent.h>
#include <glob.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <vector>

#include "acquire/limits.h"

namespace annals::acquire {
namespace {

using TakeFile = std::function<bool(Result<std::string>)>;

Error folder_error(const std::string& path, int code) {
  if (code == ENOENT || code == ENOTDIR) {
    return {ErrorKind::NotFound, "this folder vanished while it was read", path};
  }
  if (code == EACCES) return {ErrorKind::Io, "this folder cannot be read: you have no permission", path};
  return {ErrorKind::Io, std::string("this folder cannot be read: ") + std::strerror(code), path};
}

Result<std::vector<std::string>> names_in(const std::string& folder) {
  const std::unique_ptr<DIR, int (*)(DIR*)> open(::opendir(folder.c_str()), ::closedir);
  if (!open) return folder_error(folder, errno);
  std::vector<std::string> names;
  for (;;) {
    errno = 0;
    const dirent* entry = ::readdir(open.get());
    if (entry == nullptr && errno != 0) return folder_error(folder, errno);
    if (entry == nullptr) break;
    if (entry->d_name[0] != '.') names.emplace_back(entry->d_name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

bool walk(const std::string& folder, unsigned depth, const TakeFile& take) {
  if (depth > kMaxFolderDepth) {
    return take(Error{ErrorKind::Unsupported, "folders are nested too deep here; its files were not read", folder});
  }
  const auto names = names_in(folder);
  if (!names) return take(names.error());
  for (const std::string& name : *names) {
    const std::string path = folder.ends_with('/') ? folder + name : folder + "/" + name;
    struct stat info {};
    if (::lstat(path.c_str(), &info) != 0) {
      if (!take(Error{ErrorKind::NotFound, "this file vanished while its folder was read", path})) return false;
      continue;
    }
    const bool link = S_ISLNK(info.st_mode);
    if (link && ::stat(path.c_str(), &info) != 0) {
      if (!take(Error{ErrorKind::NotFound, "this link leads nowhere", path})) return false;
      continue;
    }
    if (S_ISDIR(info.st_mode)) {
      if (!link && !walk(path, depth + 1, take)) return false;
    } else if (!S_ISREG(info.st_mode)) {
      if (!take(Error{ErrorKind::Unsupported, "is no plain file, so it was not read", path})) return false;
    } else if (!take(path)) {
      return false;
    }
  }
  return true;
}

bool expand(const std::string& pattern, const TakeFile& take) {
  glob_t found{};
  const int code = ::glob(pattern.c_str(), GLOB_NOSORT, nullptr, &found);
  const std::unique_ptr<glob_t, void (*)(glob_t*)> owner(&found, ::globfree);
  if (code == GLOB_NOMATCH) return take(Error{ErrorKind::NotFound, "no file has a name of this pattern", pattern});
  if (code != 0) return take(Error{ErrorKind::Io, "this pattern cannot be looked up", pattern});
  std::vector<std::string> paths(found.gl_pathv, found.gl_pathv + found.gl_pathc);
  std::sort(paths.begin(), paths.end());
  for (const std::string& path : paths) {
    struct stat info {};
    const bool folder = ::stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
    if (folder ? !walk(path, 0, take) : !take(path)) return false;
  }
  return true;
}

}  // namespace

bool for_each_file(const std::string& input, const TakeFile& take) {
  if (input.empty()) return take(Error{ErrorKind::NotFound, "an input has an empty name", "(empty)"});
  if (input == "-") return take(input);
  struct stat info {};
  if (::stat(input.c_str(), &info) != 0) {
    if (errno == EACCES)
      return take(Error{ErrorKind::Io, "cannot be opened: you have no permission to read it", input});
    if (input.find_first_of("*?[") != std::string::npos) return expand(input, take);
    return take(Error{ErrorKind::NotFound, "there is no such file or folder", input});
  }
  return S_ISDIR(info.st_mode) ? walk(input, 0, take) : take(input);
}

}  // namespace annals::acquire
