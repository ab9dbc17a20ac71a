origins: 2
set: tune

=== 1.txt
root: said:Angela Merkel|said:Georg Streiter
from: said:Angela Merkel|said:Georg Streiter
---
Rhine Daily
March 2, 2014

Merkel: breach of law

BERLIN - German Chancellor Angela Merkel told Vladimir Putin by telephone on Sunday that the "unacceptable Russian intervention in Crimea is a breach of international law", her spokesman said.

=== 2.txt
root: said:Angela Merkel|said:Georg Streiter
from: said:Angela Merkel|said:Georg Streiter
---
Berlin to Putin: breach of law

BERLIN, March 2, 2014 (dpa) - In a phone call with Russian President Vladimir Putin, Chancellor Angela Merkel called the "unacceptable Russian intervention in Crimea" a breach of international law, government spokesman Georg Streiter said.

=== 3.txt
root: said:Angela Merkel|said:Georg Streiter
from: #2
---
Danish Dispatch
March 3, 2014

Merkel calls Putin

Germany's chancellor has accused Russia of breaking international law in Crimea, dpa reported.

=== 4.txt
root: #4
from: -
---
Kremlin press service
2 March 2014

Telephone conversation with Angela Merkel

Vladimir Putin had a telephone conversation with Federal Chancellor of Germany Angela Merkel. He drew her attention to the threat of violence from ultranationalist forces, which endangered the lives of Russian citizens. The two leaders agreed to continue consultations.

=== 5.txt
root: #4
from: #4
---
Siberian Herald
March 3, 2014

Putin explains himself to Merkel

President Vladimir Putin told Angela Merkel of the threat to Russians in Ukraine, the Kremlin press service reported.

=== 6.txt
root: #4
from: #4
---
Minsk Monitor
March 3, 2014

Call between Moscow and Berlin

The Russian president drew the German chancellor's attention to the threat of violence from ultranationalist forces, according to the Kremlin press service, and both agreed to continue consultations.
