origins: 3
set: tune

=== 1.txt
root: #1
from: -
---
M23 leaves Goma

GOMA, Dec. 1, 2012 (Reuters) - Congolese rebels of the M23 pulled out of Goma on Saturday in a column of lorries loaded with crates and goats, eleven days after they had captured the city of one million without much resistance.
Police flown in from Kinshasa took up posts at the main crossroads an hour later and were cheered by market women.

=== 2.txt
root: #2
from: -
---
Rebels quit Goma

GOMA, DR Congo, December 1, 2012 (AFP) - Singing and with their rifles held high, some 300 M23 fighters marched out of Goma at midday on Saturday, AFP reporters saw. A Uruguayan colonel of the UN force counted them at the northern gate.

=== 3.txt
root: #1
from: #1
---
Kigali Morning
2 December 2012

M23 leaves

Congolese rebels of the M23 pulled out of Goma in a column of lorries loaded with crates and goats, eleven days after they had captured the city of one million without much resistance.
Police flown in from Kinshasa took up posts at the main crossroads an hour later and were cheered by market women.
(Reuters)

=== 4.txt
root: #2
from: #2
---
Le Lac
2 December 2012

They sang as they went

Three hundred rebels left Goma with songs, Agence France-Presse reported.

=== 5.txt
root: #5
from: -
---
Bukavu Echo
December 2, 2012

Our shop is empty

By Espoir M., Goma

The last of them came back for the freezer. My neighbour Mama Furaha stood in the door of her shop and asked him to leave the shelf at least. He laughed and left the shelf. This is what eleven days have cost the four shops of our street: everything.

=== 6.txt
root: #1 & #2
from: #1 & #2
---
Entebbe Post
December 3, 2012

Goma after the rebels

The M23 has left Goma with lorries full of goods, Reuters reported; AFP counted 300 fighters.

=== 7.html
root: #5
from: #5
---
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Shops of Goma emptied</title><meta property="og:site_name" content="Africa Reader"><meta property="article:published_time" content="2012-12-04T10:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a> <a href="/sport">Sport</a></nav>
<article><h1>Shops of Goma emptied</h1>
<p>M23 fighters took even the freezers of shops in Goma when they left, the Bukavu Echo reports.</p>
</article><footer>Copyright. All rights reserved.</footer></body></html>
