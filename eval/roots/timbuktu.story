origins: 2
set: kept

=== 1.txt
root: #1
from: -
---
French troops enter Timbuktu

TIMBUKTU, Mali, Jan. 28, 2013 (Reuters) - Malian soldiers and French legionnaires entered Timbuktu unopposed on Monday after Islamist fighters had slipped away into the desert, setting fire to a library of ancient manuscripts before they left.
Residents lined the sandy streets waving both flags while patrols searched house by house, the mayor said by satellite phone from Bamako.

=== 2.txt
root: #1
from: #1
---
Dakar Matin
29 January 2013

Timbuktu taken

Malian soldiers and French legionnaires entered Timbuktu unopposed yesterday after Islamist fighters had slipped away into the desert, setting fire to a library of ancient manuscripts before they left.
Residents lined the sandy streets waving both flags while patrols searched house by house, the mayor said by satellite phone from Bamako.
(Reuters)

=== 3.txt
root: #1
from: #2
---
Nouakchott Info
Jan. 29, 2013

Timbuktu without a shot

Malian and French troops have marched into Timbuktu without meeting any resistance, writes Dakar Matin. A library was burned.

=== 4.txt
root: #4
from: -
---
The Manuscript Room
January 30, 2013

What was saved

By our correspondent in Timbuktu

The guard, Mr Haidara, put a tin trunk in front of me and opened it with a nail. For eight months he had carried the leaves out in rice sacks, he said, two sacks a night. The fire in the new building had eaten shelves that were mostly bare.

=== 5.txt
root: #4
from: #4
---
Milano Cultura
January 31, 2013

Manuscripts in rice sacks

Most of the books of Timbuktu were carried to safety in rice sacks, reports The Manuscript Room, whose correspondent was shown a trunk full of them.

=== 6.html
root: #1
from: #1
---
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Timbuktu falls without fight</title><meta property="og:site_name" content="Courier Online"><meta property="article:published_time" content="2013-01-28T20:10:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a> <a href="/sport">Sport</a></nav>
<article><h1>Timbuktu falls without fight</h1>
<p>TIMBUKTU, Mali (Reuters) - Malian soldiers and French legionnaires entered Timbuktu unopposed on Monday after Islamist fighters had slipped away into the desert, setting fire to a library of ancient manuscripts before they left.</p>
<p>Residents lined the sandy streets waving both flags while patrols searched house by house, the mayor said by satellite phone from Bamako.</p>
</article><footer>Copyright. All rights reserved.</footer></body></html>

=== 7.txt
root: #7
from: -
---
Quai Letter
January 29, 2013

Paris and the north of Mali

Officials at the defence ministry in Paris told us over lunch that nobody had expected to be in Timbuktu before February. Drones had seen the last pick-ups leave on Saturday night, one of them said, and the paratroopers were dropped to the north to cut the road, hours too late.
