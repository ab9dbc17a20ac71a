origins: 2
set: tune

=== 1.txt
root: #1
from: -
---
Talks on Venezuela break off

SANTO DOMINGO, Feb 7, 2018 (EFE) - Venezuela's opposition leader walked out of a round of talks in Santo Domingo on Wednesday, saying that the government's delegates had refused to discuss the release of 230 jailed activists or a date for the presidential election.
The host, Dominican President Danilo Medina, said that both sides had taken a draft home with them.

=== 2.txt
root: #1
from: #1
---
La Brisa
Feb. 8, 2018

Opposition walks out

Venezuela's opposition leader walked out of a round of talks in Santo Domingo yesterday, saying that the government's delegates had refused to discuss the release of 230 jailed activists or a date for the presidential election.
The host, Dominican President Danilo Medina, said that both sides had taken a draft home with them.
EFE

=== 3.txt
root: #1
from: #1
---
Antilles Observer
Feb 8, 2018

Venezuelan talks fail

Venezuelan opposition delegates left the talks in Santo Domingo early, the news agency EFE said.

=== 4.txt
root: #4
from: -
---
Listin Caribe
Feb. 8, 2018

The chairs stayed empty

By Ramon Peralta

SANTO DOMINGO - At four the chairs on the left side of the chancery's long table were still empty. A clerk took the little flags away at ten past five and would not say why. I had been promised a picture of the signing.

=== 5.html
root: #1
from: #3
---
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>No deal for Venezuela</title><meta property="og:site_name" content="Trinidad Wire"><meta property="article:published_time" content="2018-02-09T01:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a> <a href="/sport">Sport</a></nav>
<article><h1>No deal for Venezuela</h1>
<p>The Venezuelan opposition has left the talks, according to the Antilles Observer.</p>
</article><footer>Copyright. All rights reserved.</footer></body></html>

=== 6.txt
root: #4
from: #4
---
Miami Latino
Feb. 9, 2018

Flags taken away

The flags had been removed from the table by ten past five, reported the Dominican newspaper Listin Caribe.

=== 7.txt
root: #7
from: -
---
Bolsa y Petroleo
Feb. 9, 2018

Bonds fall

Venezuela's bonds lost two cents on Thursday after the failure in Santo Domingo. "I would not buy them for my worst enemy," a trader in New York told us. Oil shipments, as counted by EFE in January, were at their lowest in thirty years.
