origins: 2
set: tune

=== 1.txt
root: said:David Miliband
from: said:David Miliband
---
London Ledger
September 20, 2016

Aid chief condemns strike on lorries

David Miliband, president of the International Rescue Committee, wrote on Twitter that the attack on the aid convoy near Aleppo was "a stain on all who have power to stop it".

=== 2.txt
root: said:David Miliband
from: said:David Miliband
---
Boston Chronicle
September 20, 2016

Convoy attack "a stain"

The attack on relief lorries near Aleppo drew anger from aid agencies. "A stain on all who have power to stop it," David Miliband said in a post on Twitter.

=== 3.txt
root: #3
from: -
---
Aleppo Voices
September 20, 2016

The lorries of Urem al-Kubra

By our reporter in Urem al-Kubra

Flour was still drifting over the road when I got there. Eighteen of the thirty-one lorries had burned down to their wheels. Omar Barakat, who ran the local Red Crescent office, had died in his car, his colleagues told me.

=== 4.txt
root: #3
from: #3
---
Oslo Morning
September 21, 2016

Eighteen lorries burned

Eighteen lorries of the convoy hit near Aleppo were destroyed, the website Aleppo Voices reported. A Red Crescent official was among the dead, it said.

=== 5.html
root: said:David Miliband
from: #1
---
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Miliband on convoy</title><meta property="og:site_name" content="Dublin Today"><meta property="article:published_time" content="2016-09-21T06:30:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a> <a href="/sport">Sport</a></nav>
<article><h1>Miliband on convoy</h1>
<p>The head of the International Rescue Committee has called the attack on an aid convoy a stain on the powerful, the London Ledger reported.</p>
</article><footer>Copyright. All rights reserved.</footer></body></html>

=== 6.txt
root: #6
from: -
---
The Analyst
September 21, 2016

Why convoys are hit

The attack on a relief convoy near Aleppo on Monday is the fourth of its kind this year by our count. We compared the logs of three such convoys with satellite pictures. In each case drones had circled above for more than an hour.
