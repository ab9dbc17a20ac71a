origins: 2
set: tune

=== 1.txt
root: said:*|#1|said:Fred Westerbeke
from: said:*|-|said:Fred Westerbeke
---
Four named over MH17

NIEUWEGEIN, Netherlands, June 19, 2019 (ANP) - Dutch prosecutors on Wednesday named four suspects in the downing of flight MH17 and said that a trial would open in the high-security court at Schiphol in March.
International arrest warrants have been issued for the four, three Russians and a Ukrainian, though none is expected to appear.

=== 2.txt
root: said:*|#1|said:Fred Westerbeke
from: #1
---
Maas Courant
20 June 2019

MH17 suspects named

Dutch prosecutors yesterday named four suspects in the downing of flight MH17 and said that a trial would open in the high-security court at Schiphol in March.
International arrest warrants have been issued for the four, three Russians and a Ukrainian, though none is expected to appear.

ANP

=== 3.txt
root: said:*|#1|said:Fred Westerbeke
from: #1
---
Perak Times
June 20, 2019

Trial to begin in March

Four men will be tried over MH17 in March, according to the Dutch news agency ANP.

=== 4.txt
root: #4
from: -
---
Melbourne Sentinel
June 20, 2019

The back room in Nieuwegein

By our correspondent Kate Lowe

They told the families an hour before. In a back room with grey curtains a man from Perth held up his phone so that his mother could hear the names. She asked him to spell the second. I waited with them for the lift, and nobody said anything.

=== 5.txt
root: #4
from: #4
---
Christchurch Star
June 21, 2019

Families told first

The families heard the names of the MH17 suspects an hour before the public did, the Melbourne Sentinel reported.

=== 6.html
root: said:*|#1|said:Fred Westerbeke
from: #3
---
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Four to stand trial for MH17</title><meta property="og:site_name" content="Kota Kinabalu Online"><meta property="article:published_time" content="2019-06-21T02:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a> <a href="/sport">Sport</a></nav>
<article><h1>Four to stand trial for MH17</h1>
<p>A trial of four men over flight MH17 is to start in March, the Perak Times reports.</p>
</article><footer>Copyright. All rights reserved.</footer></body></html>
