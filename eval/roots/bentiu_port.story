origins: 2
set: kept

=== 1.txt
root: #1
from: -
---
Rebels take Bentiu after two days of fighting

BENTIU, South Sudan, April 15, 2014 (Reuters) - Rebel fighters seized the river port of Bentiu on Tuesday after two days of street battles, forcing government soldiers to flee across the bridge towards Rubkona, witnesses and aid workers said.
Shops along the main road had been looted and at least four trucks were burning near the market, according to a health worker who spent the night in a church compound.
The army did not answer calls.

=== 2.txt
root: #1
from: #1
---
The Nile Courier
16 April 2014

Rebels seize Bentiu

BENTIU, South Sudan (Reuters) - Rebel fighters seized the river port of Bentiu on Tuesday after two days of street battles, forcing government soldiers to flee across the bridge towards Rubkona, witnesses and aid workers said.
Shops along the main road had been looted and at least four trucks were burning near the market, according to a health worker who spent the night in a church compound.

=== 3.txt
root: #1
from: #1
---
Daily Standard
April 16, 2014

Oil town falls to rebels

The town of Bentiu has fallen to anti-government forces after fighting that lasted two days, Reuters reported on Tuesday.
Soldiers were said to have crossed the river to Rubkona.

=== 4.txt
root: #4
from: -
---
Radio Juba Online
April 16, 2014

"I saw them hoist their flag"

From our correspondent in Bentiu

I counted eleven bodies on the road to the hospital this morning. The young men who now hold Bentiu had painted their faces, and one of them told me that they would go on to the oil wells. Women were queueing for water at the gate of the UN base.

=== 5.html
root: #1
from: #3
---
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Bentiu in rebel hands, paper says</title><meta property="og:site_name" content="Kampala Mail"><meta property="article:published_time" content="2014-04-17T08:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a> <a href="/sport">Sport</a></nav>
<article><h1>Bentiu in rebel hands, paper says</h1>
<p>Rebels have taken Bentiu in South Sudan, the Daily Standard reported.</p>
<p>The newspaper said that government troops had crossed the river to Rubkona.</p>
</article><footer>Copyright. All rights reserved.</footer></body></html>

=== 6.txt
root: #6
from: -
---
The Northern Star
April 16, 2014

Oil price up on African fighting

Brent crude gained 60 cents on Wednesday. Traders pointed to the loss of Bentiu by the South Sudanese army, and to thin stocks in Rotterdam. Our own index of freight rates was unchanged.

Photo: Reuters
