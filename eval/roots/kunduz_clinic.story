origins: 2
set: kept

=== 1.txt
root: said:Médecins Sans Frontières
from: said:Médecins Sans Frontières
---
Clinic hit in Kunduz

KABUL, Oct. 3, 2015 (Reuters) - Médecins Sans Frontières said on Saturday that its trauma centre in Kunduz had been "hit several times during sustained bombing and was very badly damaged".

=== 2.txt
root: said:Médecins Sans Frontières
from: said:Médecins Sans Frontières
---
Lyon Libre
3 October 2015

Kunduz hospital bombed

The trauma centre of Médecins Sans Frontières in Kunduz was "hit several times during sustained bombing and was very badly damaged", the organisation said in a statement.

=== 3.txt
root: said:Médecins Sans Frontières
from: #1
---
Lahore Mirror
October 4, 2015

Bombs on hospital

A hospital in Kunduz was badly damaged by bombs, MSF said, according to Reuters.

=== 4.txt
root: #4
from: -
---
Surgeon's diary, The Auckland Weekly
October 5, 2015

The night in Kunduz

By Dr Peter Hale

I was asleep in the safe room when the first one hit. A nurse came in with his arm hanging, and we operated on an office table. Six patients had burned in their beds. I have no words for that room, so I will write about the table.

=== 5.txt
root: #4
from: #4
---
Wellington Star
October 6, 2015

Surgeon tells of Kunduz

A New Zealand surgeon operated on an office table after his hospital was bombed, he writes in the Auckland Weekly.

=== 6.html
root: said:Médecins Sans Frontières
from: #2
---
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Hospital in Kunduz bombed</title><meta property="og:site_name" content="Alpes Info"><meta property="article:published_time" content="2015-10-04T10:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a> <a href="/sport">Sport</a></nav>
<article><h1>Hospital in Kunduz bombed</h1>
<p>An MSF hospital in Kunduz was bombed on Saturday, reports Lyon Libre.</p>
</article><footer>Copyright. All rights reserved.</footer></body></html>
