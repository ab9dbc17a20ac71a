origins: 3
set: kept

=== 1.txt
root: #1
from: -
---
Thai and Cambodian soldiers trade fire

SISAKET, Thailand, April 23, 2011 (Kyodo) - Soldiers of Thailand and Cambodia fired rockets at each other for a second day on Saturday around two temples on the border, and 15,000 villagers were brought to schools further inland.

=== 2.txt
root: #1
from: #1
---
Nagoya Press
24 April 2011

Fighting at temples

Thai and Cambodian troops have fought around temples on their border for two days, Kyodo News reported. Villagers fled inland.

=== 3.txt
root: #3
from: -
---
Phnom Penh Record
April 23, 2011

Under the sugar palms

By Chea Vannak

ODDAR MEANCHEY - My driver stopped at the sugar palms because the next bend was being shelled. An old woman passed us with a pig on a string. She had counted forty explosions before breakfast, she told me, and then lost count.

=== 4.txt
root: #3
from: #3
---
Vientiane Reader
April 24, 2011

Forty explosions before breakfast

A villager counted forty explosions on Saturday morning, she told the Phnom Penh Record.

=== 5.txt
root: #5
from: -
---
Bangkok Evening
April 24, 2011

In the school of Ban Kruat

By a staff reporter

BAN KRUAT - Nine hundred people slept in the classrooms. The headmaster has written the names of the villages on the doors with chalk. A boy showed this reporter a splinter as long as his hand that had come through the roof of the stable.

=== 6.txt
root: #1 & #3
from: #1 & #4
---
Mekong Weekly
April 25, 2011

Two days of rockets

For two days the armies of Thailand and Cambodia have been fighting, according to Kyodo. The Vientiane Reader tells of a woman who heard forty explosions before breakfast.

=== 7.html
root: #1
from: #2
---
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Clashes at temples</title><meta property="og:site_name" content="Asia Brief"><meta property="article:published_time" content="2011-04-25T00:30:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a> <a href="/sport">Sport</a></nav>
<article><h1>Clashes at temples</h1>
<p>Thai and Cambodian soldiers have clashed again at two temples, the Nagoya Press reports.</p>
</article><footer>Copyright. All rights reserved.</footer></body></html>
