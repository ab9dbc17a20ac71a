origins: 1
set: tune

=== 1.txt
root: Iranian state television
from: Iranian state television
---
Iran seizes tanker

DUBAI, Aug. 4, 2019 (Reuters) - Iranian state television said on Sunday that the Revolutionary Guards had seized a foreign tanker carrying smuggled fuel in the Gulf and taken its crew of twelve to the port of Bushehr.
The ship was not named.

=== 2.txt
root: Iranian state television
from: Iranian state television
---
Gulf Trader
4 August 2019

Tanker held in Gulf

Iran has captured a tanker with 700,000 litres of fuel, state television announced on Sunday. Twelve sailors were brought to Bushehr.

=== 3.txt
root: Iranian state television
from: #1
---
Sydney Post
August 5, 2019

Another ship taken

Iranian forces have taken a tanker and its crew of twelve to Bushehr, Reuters said, quoting state television.

=== 4.txt
root: Iranian state television
from: #1
---
Hellas Shipping
August 5, 2019

Tanker seizure

DUBAI (Reuters) - Iranian state television said on Sunday that the Revolutionary Guards had seized a foreign tanker carrying smuggled fuel in the Gulf and taken its crew of twelve to the port of Bushehr.

=== 5.html
root: Iranian state television
from: #3
---
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Iran takes third ship in a month</title><meta property="og:site_name" content="Perth Online"><meta property="article:published_time" content="2019-08-06T02:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a> <a href="/sport">Sport</a></nav>
<article><h1>Iran takes third ship in a month</h1>
<p>Iran has seized another tanker, the Sydney Post reports.</p>
<p>The crew of twelve is held in Bushehr, according to the newspaper.</p>
</article><footer>Copyright. All rights reserved.</footer></body></html>

=== 6.txt
root: #6
from: -
---
Lloyds Harbour Notes
August 5, 2019

Ships in the Gulf: our list

Our own tracking shows that the tanker Riah stopped sending its position south of Larak at 20:15 on Wednesday and was next seen at anchor off Bushehr. We called its owner in Sharjah, who said that he had sold it.
