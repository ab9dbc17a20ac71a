origins: 2
set: kept

=== 1.txt
root: #1|said:*
from: -|said:*
---
Deputy governor killed

KANDAHAR, Afghanistan, Aug. 3, 2013 (AP) - Gunmen on two motorcycles shot dead the deputy governor of Kandahar in a restaurant on Saturday and escaped in the evening traffic, a spokesman for the provincial police said.
The victim had survived a bomb in his office in March. Nobody claimed responsibility for the killing.

=== 2.txt
root: #1|said:*
from: #1
---
Indus Morning
Aug. 4, 2013

Kandahar official shot

KANDAHAR (AP) - Gunmen on two motorcycles shot dead the deputy governor of Kandahar in a restaurant on Saturday and escaped in the evening traffic, a spokesman for the provincial police said.
The victim had survived a bomb in his office in March. Nobody claimed responsibility for the killing.

=== 3.txt
root: #1|said:*
from: #1
---
Delhi Bulletin
Aug. 4, 2013

Gunmen kill Afghan politician

The deputy governor of Kandahar was shot in a restaurant, the Associated Press quoted police as saying.

=== 4.txt
root: #4
from: -
---
Pajhwok Afghan News
Aug 3, 2013

The last supper at the Arghandab

KANDAHAR CITY - The waiter had just brought the kebab, Gul Agha, who owns the Arghandab restaurant, told Pajhwok Afghan News. The men walked in with their scarves up, fired seven times and walked out again. They did not run.

=== 5.txt
root: #4
from: #4
---
Tehran Courier
Aug. 4, 2013

Killers did not run

The men who shot a senior official in Kandahar walked out calmly, the owner of the restaurant told the Afghan agency Pajhwok.

=== 6.html
root: #1|said:*
from: #3
---
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Afghan deputy governor killed</title><meta property="og:site_name" content="Colombo Eye"><meta property="article:published_time" content="2013-08-05T03:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a> <a href="/sport">Sport</a></nav>
<article><h1>Afghan deputy governor killed</h1>
<p>The deputy governor of Kandahar has been killed, the Delhi Bulletin says.</p>
</article><footer>Copyright. All rights reserved.</footer></body></html>
