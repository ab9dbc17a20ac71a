origins: 2
set: tune

=== 1.txt
root: #1
from: -
---
Joint drill begins

QINGDAO, Aug. 20, 2015 (Xinhua) -- Chinese and Russian warships left port on Thursday for a nine-day drill in Peter the Great Bay. Twenty-three ships and fifteen aircraft take part.

=== 2.txt
root: #1
from: #1
---
Harbin Evening
August 21, 2015

Ships leave for drill

QINGDAO (Xinhua) -- Chinese and Russian warships left port on Thursday for a nine-day drill in Peter the Great Bay. Twenty-three ships and fifteen aircraft are taking part.

=== 3.txt
root: #1
from: #1
---
Hokkaido Mainichi
August 21, 2015

Drill near Japan

China and Russia have begun a naval exercise with 23 ships, Chinese state media said. Xinhua reported that it would last nine days.

=== 4.txt
root: #4
from: -
---
Vladivostok Anchor
August 21, 2015

A carpet on the pier

By Pavel Sedov

VLADIVOSTOK - They had rolled out a carpet on pier 33 and then it rained. The Chinese destroyer came in with its crew in white along the rail. I counted six marines who held the carpet down with their boots while the admiral walked over it.

=== 5.txt
root: #4
from: #4
---
Sakhalin Post
August 22, 2015

Wet welcome

Rain spoiled the welcome for the Chinese ships, the Vladivostok Anchor wrote.

=== 6.html
root: #1
from: #3
---
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Naval drill starts</title><meta property="og:site_name" content="Taipei Brief"><meta property="article:published_time" content="2015-08-22T01:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a> <a href="/sport">Sport</a></nav>
<article><h1>Naval drill starts</h1>
<p>A Chinese-Russian naval exercise has started, according to the Hokkaido Mainichi.</p>
</article><footer>Copyright. All rights reserved.</footer></body></html>

=== 7.txt
root: #7
from: -
---
Arms Ledger
August 24, 2015

What the drill shows

The exercise in Peter the Great Bay is the second this year. By our list, which goes back to 2005, the number of ships has doubled twice. The landing of 200 marines with armour on Cape Klerk is new.

Picture: Xinhua
