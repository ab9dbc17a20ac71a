origins: 2
set: kept

=== 1.txt
root: Interfax
from: Interfax
---
Caucasus Times
15 June 2018

Ergneti talks without result

TBILISI - Georgian and South Ossetian officials met in Ergneti on Thursday without agreeing on the return of displaced families, the Interfax news agency reported.

=== 2.txt
root: Interfax
from: Interfax
---
Volga News
15 June 2018

No date for return

Displaced Ossetian and Georgian families still do not know when they can go home after a meeting in Ergneti broke up, according to Interfax.

=== 3.txt
root: #3
from: -
---
Tbilisi Evening
June 14, 2018

Delegations walk out of Ergneti meeting

ERGNETI - Georgian and South Ossetian envoys failed to agree on a date for the return of displaced families at a meeting in Ergneti on Thursday, the first in five months.
The co-chairs of the incident prevention mechanism regretted that both sides had walked out before the agenda was exhausted and invited them to come back on 12 July.

=== 4.txt
root: #3
from: #3
---
Kartli Post
June 15, 2018

Meeting breaks up

Georgian and South Ossetian envoys failed to agree on a date for the return of displaced families at a meeting in Ergneti yesterday, the first in five months.
The co-chairs of the incident prevention mechanism regretted that both sides had walked out before the agenda was exhausted and invited them to come back on 12 July.

=== 5.txt
root: Interfax
from: #1
---
Baku Daily
June 16, 2018

Ossetia: no progress

The latest meeting on displaced families in Ergneti ended without result, the Caucasus Times wrote, citing Interfax.

=== 6.txt
root: #3 & Interfax
from: #3 & Interfax
---
The Strait
June 16, 2018

What went wrong in Ergneti

The envoys left before the agenda was finished, the Tbilisi Evening reported. Interfax said that the question of displaced families had been the sticking point.
