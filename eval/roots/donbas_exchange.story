origins: 3
set: tune

=== 1.txt
root: TASS
from: TASS
---
Ural Messenger
28 December 2017

Hundreds freed

The sides in eastern Ukraine have exchanged more than 300 prisoners, TASS reported from the checkpoint at Maiorsk.

=== 2.txt
root: TASS
from: TASS
---
Almaty Today
28 December 2017

Prisoners swapped before New Year

MORE than 300 people went home on Wednesday when Kyiv and the separatists swapped prisoners (TASS).

=== 3.txt
root: #3
from: -
---
Prisoners step off buses

HORLIVKA, Ukraine, December 27, 2017 (AFP) - A woman in a pink coat ran along the line of buses calling a name. Kyiv and pro-Russian rebels on Wednesday handed over hundreds of captives in the largest exchange since the war began, an AFP journalist at the scene saw.

=== 4.txt
root: #3
from: #3
---
Ostrava Listy
28 December 2017

Largest swap of the war

It was the largest exchange since the beginning of the war, an AFP reporter saw in Horlivka.

=== 5.txt
root: #5
from: -
---
Hromada Weekly
29 December 2017

The lists

By Iryna Savchuk, Kyiv

Three of the names had been added by hand. I have seen a copy of the lists; one column is in Russian, the other in Ukrainian, and beside eleven names somebody has written "refuses". The negotiator who showed it to me had worked on it for fifteen months.

=== 6.txt
root: TASS & #3
from: #1 & #3
---
Split Glasnik
29 December 2017

Home for New Year

More than 300 prisoners have been exchanged in eastern Ukraine, the Ural Messenger writes, citing TASS. AFP called it the largest exchange of the war.
