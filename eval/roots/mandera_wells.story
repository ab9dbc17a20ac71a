origins: 3
set: tune

=== 1.txt
root: #1
from: -
---
Elders meet over Mandera wells

NAIROBI, Feb. 3, 2014 (Xinhua) -- Kenya's president opened talks with the two clan elders at State House in Nairobi on Monday in an attempt to end a dispute over wells near Mandera that has cost 30 lives since January.
Both elders arrived in separate cars and shook hands in front of photographers, though neither spoke.
A second round is to be held on Thursday.

=== 2.txt
root: #1
from: #1
---
Coast Weekly
Feb. 4, 2014

Elders at State House

Kenya's president opened talks with the two clan elders at State House in Nairobi yesterday in an attempt to end a dispute over wells near Mandera that has cost 30 lives since January.
Both elders arrived in separate cars and shook hands before photographers, though neither spoke.
A second round is to be held on Thursday.

Xinhua

=== 3.txt
root: #1
from: #1
---
The Addis Reader
February 4, 2014

Kenyan mediation begins

Kenya has begun to mediate between clans that have fought over wells near Mandera, China's Xinhua news agency said. The elders are expected to meet again on Thursday, it said.

=== 4.txt
root: #4
from: -
---
Mandera Times
February 4, 2014

Our elders went to Nairobi

MANDERA - The old men left on the morning plane on Sunday with a goat-skin full of letters. At the airstrip their sons did not look at each other. "If he comes back without the eastern well, he need not come back," said Abdi Noor, 24, whose brother was shot there.

=== 5.txt
root: #5
from: -
---
Kenya Daily Mirror
February 4, 2014

President hosts clans

By Grace Wanjiru

NAIROBI - At the gate of State House the delegations had to wait for forty minutes while guards searched a bundle of sticks. I was let in with two photographers. Inside, tea was served, and the president spoke Somali with the older of the two elders, who laughed. Talks about the Mandera wells then went on behind closed doors until five.

=== 6.txt
root: #1 & #5
from: #1 & #5
---
The Horn Review
February 5, 2014

Hope for the wells

Kenya is trying to end the fight over wells in Mandera, Xinhua reported, and a second meeting is fixed for Thursday.
The mood was good: according to the Kenya Daily Mirror the president joked in Somali with one of the elders.

=== 7.html
root: #1
from: #2
---
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Kenyan elders in talks</title><meta property="og:site_name" content="Somali Link"><meta property="article:published_time" content="2014-02-05T07:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a> <a href="/sport">Sport</a></nav>
<article><h1>Kenyan elders in talks</h1>
<p>Two clan elders have met the Kenyan president in Nairobi over a dispute about wells, the Coast Weekly reports.</p>
</article><footer>Copyright. All rights reserved.</footer></body></html>
