#include "clean/dateline.h"

#include <doctest/doctest.h>

#include "base/calendar.h"

using namespace annals;
using namespace annals::clean;

namespace {

const DateReader& dates() {
  static const DateReader opened = *DateReader::open(std::string(ANNALS_DATA_DIR) + "/clean/months.txt");
  return opened;
}
const Outlets& outlets() {
  static const Outlets opened = *Outlets::open(std::string(ANNALS_DATA_DIR) + "/outlets");
  return opened;
}

// "place | date | agency", "-" where there is no dateline.
std::string read(std::string_view text, bool alone = false) {
  const auto dateline = read_dateline(text, dates(), outlets(), alone);
  if (!dateline) return "-";
  const auto part = [&](TextRange range) { return std::string(text.substr(range.begin, range.size())); };
  return part(dateline->place) + " | " + part(dateline->date) + " | " +
         (dateline->outlet != nullptr ? dateline->outlet->name : part(dateline->agency));
}

}  // namespace

TEST_CASE("datelines as wires and papers write them") {
  CHECK(read("MOSCOW, Feb. 21 (Xinhua) -- The minister said ...") == "MOSCOW | Feb. 21 | Xinhua");
  CHECK(read("Moscow, Feb 21: The minister said on Sunday") == "Moscow | Feb 21 | ");
  CHECK(read("MOSCOW (Sputnik) \u2014 Over the recent months, towns") == "MOSCOW |  | Sputnik");
  CHECK(read("GENEVA (AP) _ The delegates met again.") == "GENEVA |  | Associated Press");
  CHECK(read("MOSCOW, December 8. /TASS/. The minister met his colleague.") == "MOSCOW | December 8 | TASS");
  CHECK(read("LONDON, 3 March", true) == "LONDON | 3 March | ");
  CHECK(read("(Reuters) - The company said on Monday that it") == " |  | Reuters");
  CHECK(read("KABUL, Afghanistan (AP) \u2014 A bomb went off near a market") ==
        "KABUL, Afghanistan |  | Associated Press");
  CHECK(read("New Delhi, March 3 (PTI) The government on Tuesday said it would") ==
        "New Delhi | March 3 | Press Trust of India");
  CHECK(read("BAGHDAD, 4 July 2006 (AFP) - Eleven people were killed") ==
        "BAGHDAD | 4 July 2006 | Agence France-Presse");
  CHECK(read("BEIRUT \u2014 The prime minister resigned on Friday, hours after") == "BEIRUT |  | ");
  CHECK(read("Wien (dpa) - Die Minister trafen sich am Freitag") == "Wien |  | Deutsche Presse-Agentur");
  CHECK(read("PORT-AU-PRINCE, Haiti (CNN) -- Soldiers guarded the bridge") == "PORT-AU-PRINCE, Haiti |  | CNN");
  CHECK(read("WASHINGTON/SEOUL (Reuters) - Envoys from both capitals") == "WASHINGTON/SEOUL |  | Reuters");
  CHECK(read("(서울=연합뉴스) 남북은 23일 회담을 열었다.") == "서울 |  | Yonhap");
  CHECK(read("新华社马尼拉5月12日电 菲律宾外长说") == "马尼拉 | 5月12日 | Xinhua");
  CHECK(read("【ソウル＝共同】日韓両国の外相は") == "ソウル |  | Kyodo");
}

TEST_CASE("sentences that only look like datelines") {
  CHECK(read("The talks in Geneva (which began on Monday) went on.") == "-");
  CHECK(read("Syria's army said on Feb. 21 that it had taken the town.") == "-");
  CHECK(read("March 8 - a day to remember - passed quietly in the capital.") == "-");
  CHECK(read("Ministers met on Sunday, March 4, and agreed to meet again.") == "-");
  CHECK(read("He said - and nobody doubted it - that the talks were over.") == "-");
  CHECK(read("U.S. President Barack Obama (left) spoke on Tuesday - twice.") == "-");
}

TEST_CASE("a day of the week is no place") {
  CHECK(read("Thursday, November 9, 2023", true) == "-");
  CHECK(read("Mon, Nov. 6, 2023", true) == "-");
}
