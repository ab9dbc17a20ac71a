origins: 2
set: tune

=== 1.txt
root: said:Abu Ubaida
from: said:Abu Ubaida
---
Hamas wing claims capture

GAZA, July 20, 2014 (AFP) - The armed wing of Hamas said on Sunday that it had captured an Israeli soldier. "The soldier Shaul Aron is in our hands," its spokesman Abu Ubaida said in a televised speech.

=== 2.txt
root: said:Abu Ubaida
from: said:Abu Ubaida
---
Cairo Star
21 July 2014

Soldier captured, says Hamas

"The soldier Shaul Aron is in our hands," the spokesman of the Qassam Brigades, Abu Ubaida, declared in a broadcast on Sunday night, and fireworks went up over Gaza.

=== 3.txt
root: said:Abu Ubaida
from: #2
---
Khartoum Mail
July 21, 2014

Israeli soldier held in Gaza

Hamas has captured an Israeli soldier, according to the Cairo Star.

=== 4.txt
root: #4
from: -
---
Haaretz Evening
July 22, 2014

The carrier on the corner

By Amit Ronen in Shejaiya

The armoured carrier still stood across the corner when we came in with the engineers. Its rear door was welded shut by the heat. The sergeant who had led the search for a missing crewman pointed to a tunnel mouth thirty metres off, behind a stove.

=== 5.txt
root: #4
from: #4
---
New Jersey Standard
July 22, 2014

Tunnel found near carrier

Israeli soldiers found a tunnel thirty metres from the carrier in which a crewman had gone missing, Haaretz Evening reported.

=== 6.txt
root: said:Abu Ubaida
from: #1
---
Bergen Avis
July 21, 2014

GAZA (AFP) - The armed wing of Hamas said on Sunday that it had captured an Israeli soldier. "The soldier Shaul Aron is in our hands," its spokesman Abu Ubaida said in a televised speech.
