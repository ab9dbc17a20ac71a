origins: 2
set: tune

=== 1.txt
root: said:Syrian Observatory for Human Rights
from: said:Syrian Observatory for Human Rights
---
Shells kill nine at bakery

BEIRUT, Nov 12, 2014 (AFP) - Two mortar rounds struck a bakery queue in the Hay al-Thawra quarter of Deir al-Zor on Wednesday, killing nine people, among them four children, the Syrian Observatory for Human Rights said.
The monitoring group, which is based in Britain and has a network of sources in the country, said that the shells came from the direction of the airport.

=== 2.txt
root: said:Syrian Observatory for Human Rights
from: said:Syrian Observatory for Human Rights
---
Levant Tribune
13 November 2014

Nine dead in bread line

BEIRUT - Nine people waiting for bread in Deir al-Zor were killed by mortar fire on Wednesday, according to the Syrian Observatory for Human Rights, which said that four of them were children.

=== 3.txt
root: said:Syrian Observatory for Human Rights
from: #1
---
Haugesund Blad
November 13, 2014

Killed in queue

Nine Syrians were killed as they queued for bread, AFP reports from Beirut.

=== 4.txt
root: #4
from: -
---
Free Deir Press
November 12, 2014

Blood in the flour

By Samer K. in Hay al-Thawra

The baker had opened the shutter a hand wide when the first round came. I helped to carry the teacher from the third floor; she had sent her boy ahead with the money. We buried all of them before dark for fear of another salvo.

=== 5.txt
root: #4
from: #4
---
Gaziantep Post
November 13, 2014

Bread queue hit

Residents of Deir al-Zor buried the victims of a mortar attack on a bakery before nightfall, fearing more shells, Free Deir Press reported.

=== 6.html
root: said:Syrian Observatory for Human Rights
from: #2
---
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Bread line shelled in Syria</title><meta property="og:site_name" content="Cork Examiner Net"><meta property="article:published_time" content="2014-11-14T08:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a> <a href="/sport">Sport</a></nav>
<article><h1>Bread line shelled in Syria</h1>
<p>A mortar attack on people queueing for bread has killed nine, the Levant Tribune reports.</p>
<p>Four children were among them, it says.</p>
</article><footer>Copyright. All rights reserved.</footer></body></html>
