// Who acts in the tests' stories. Most are made up; the ids are not Wikidata's.
#pragma once

#include "link/told.h"

namespace told {

inline const Actor kArgentina = state("Q1", "Argentina", "ARG");
inline const Actor kChile = state("Q2", "Chile", "CHL");
inline const Actor kPeru = state("Q3", "Peru", "PER");
inline const Actor kRuiz = person("Q11", "Marta Ruiz", "ARG", "Minister of Foreign Affairs of Argentina");
inline const Actor kSoto = person("Q12", "Pablo Soto", "CHL", "Minister of Foreign Affairs of Chile");
inline const Actor kVega = person("Q13", "Luis Vega", "CHL", "President of Chile");
inline const Actor kPardo = person("Q14", "Ines Pardo", "PER", "Minister of Foreign Affairs of Peru");
inline const Actor kChileMinistry = organ("Q22", "Ministry of Foreign Affairs of Chile", "CHL");
inline const Actor kChileArmy = organ("Q23", "Chilean Army", "CHL", "MIL");
inline const Actor kRebels = group("Q31", "Northern Front", "PER");
inline const Place kQuito = spot("Quito", "ECU", -0.22, -78.51, 3652462);
inline const Place kGuayaquil = spot("Guayaquil", "ECU", -2.2, -79.9, 3657509);
inline const Place kLima = spot("Lima", "PER", -12.04, -77.03, 3936456);
inline const Place kCallao = spot("Callao", "PER", -12.06, -77.15, 3946083);
inline const Place kPeruItself = spot("Peru", "PER", -10, -76, 3932488);
inline const Actor kCivilians = people("civilians");

}  // namespace told
