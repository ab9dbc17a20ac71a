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
  CHECK(read("ALGIERS, June 13 (Sahel Wire) -- The ministers held talks") == "ALGIERS | June 13 | Sahel Wire");
  CHECK(read("LIMA, June 4, 1991 (Evening Star) - The miners") == "LIMA | June 4, 1991 | Evening Star");
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

TEST_CASE("how agencies of the world credit themselves") {
  CHECK(read("PARÍS, 3 mar (EFE).- El ministro de Exteriores dijo") == "PARÍS | 3 mar | EFE");
  CHECK(read("(ANSA) - ROMA, 3 MAR - Il ministro degli Esteri ha detto") == "ROMA | 3 MAR | ANSA");
  CHECK(read("Lisboa, 03 mar (Lusa) – O ministro disse que") == "Lisboa | 03 mar | Lusa");
  CHECK(read("KYIV. March 3 (Interfax-Ukraine) – The minister said") == "KYIV | March 3 | Interfax-Ukraine");
  CHECK(read("МОСКВА, 8 дек — РИА Новости. Министр сказал") == "МОСКВА | 8 дек | RIA Novosti");
  CHECK(read("МОСКВА, 8 декабря. /ТАСС/. Министр встретился") == "МОСКВА | 8 декабря | TASS");
  CHECK(read("TEHRAN, Mar. 03 (MNA) – The foreign minister left") == "TEHRAN | Mar. 03 | Mehr News Agency");
  CHECK(read("Damascus, SANA – The minister received on Monday") == "Damascus |  | SANA");
  CHECK(read("RIYADH, March 3, SPA -- The cabinet met on Monday") == "RIYADH | March 3 | SPA");
  CHECK(read("ABU DHABI, 3rd March, 2016 (WAM) -- The minister received") == "ABU DHABI | 3rd March, 2016 | WAM");
  CHECK(read("Baghdad / NINA / -- The minister arrived on Monday") == "Baghdad |  | NINA");
  CHECK(read("ISLAMABAD, Mar 03 (APP):The prime minister on Monday said") ==
        "ISLAMABAD | Mar 03 | Associated Press of Pakistan");
  CHECK(read("Pyongyang, March 3 (KCNA) -- A delegation left here") == "Pyongyang | March 3 | KCNA");
  CHECK(read("LAGOS, March 3, 2016 (NAN) The minister has said") == "LAGOS | March 3, 2016 | NAN");
  CHECK(read("[東京 ３日 ロイター] - 外相は３日、述べた") == "東京 |  | Reuters");
  CHECK(read("BERLIN - Der Minister reist am Freitag nach Warschau, teilte sein Haus mit. (dpa)") == "BERLIN |  | ");
  CHECK(read("Tripoli, 3 March 2016 (Lana) - The council met") == "Tripoli | 3 March 2016 | LANA");
  CHECK(read("UNITED NATIONS, March 3 (IPS) - Envoys of both sides") ==
        "UNITED NATIONS | March 3 | Inter Press Service");
  CHECK(read("Gaborone, BOPA - The minister has said") == "Gaborone |  | BOPA");
}

TEST_CASE("words in capitals, strokes and brackets that credit no agency") {
  CHECK(read("Moscow, SANA said, had agreed to the talks.") == "-");
  CHECK(read("Washington, Reuters reported, will send an envoy.") == "-");
  CHECK(read("Ankara, Anadolu Agency and others were told – late – of it.") == "-");
  CHECK(read("Paris / London — the two capitals agreed on Monday.") == "-");
  CHECK(read("Kyiv. March 3 was the day on which the talks began.") == "-");
  CHECK(read("The Associated Press (AP) - founded long ago - said so.") == "-");
}

TEST_CASE("sentences that only look like datelines") {
  CHECK(read("The talks in Geneva (which began on Monday) went on.") == "-");
  CHECK(read("Lima, June 4 (and not before) - the day was chosen with care.") == "-");
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
