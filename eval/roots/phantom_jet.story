origins: 2
set: tune

=== 1.txt
root: said:Ministry of Foreign Affairs of Turkey
from: said:Ministry of Foreign Affairs of Turkey
---
Turkey says jet lost over sea

ANKARA, June 22, 2012 (AFP) - A Turkish fighter jet disappeared from radar screens off the coast of Hatay on Friday. The ministry of foreign affairs of the Republic of Turkey said in a statement that "two of our pilots are missing and a search with ships and helicopters has been under way since noon".

=== 2.txt
root: said:Ministry of Foreign Affairs of Turkey
from: said:Ministry of Foreign Affairs of Turkey
---
Athens Observer
22 June 2012

Search for Turkish airmen

ANKARA - Ships were looking for the crew of a warplane on Friday evening. The Turkish foreign ministry said in a statement: "two of our pilots are missing and a search with ships and helicopters has been under way since noon". It gave no cause.

=== 3.txt
root: said:Ministry of Foreign Affairs of Turkey
from: #1
---
Gulf Morning Post
23 June 2012

Jet vanishes

A Turkish warplane with two crew has vanished off Hatay, according to Agence France-Presse.
Turkish-Syrian relations have been poor for a year.

=== 4.txt
root: #4
from: -
---
Latakia, June 22, 2012

Syria shot down plane, fishermen say

By Nadia Karam, staff reporter of the Levant Herald

LATAKIA - Three fishermen told the Levant Herald that they had watched a burning aircraft fall into the water about eight miles out on Friday morning. "It was low, and there was a bang from the shore," one of them said.

=== 5.txt
root: #4
from: #4
---
Beirut Wire
June 23, 2012

Fishermen watched jet fall

Fishermen from Latakia saw a burning plane fall into the sea on Friday, the Levant Herald reported, quoting three of them.
There was a bang on the shore first, one was quoted as saying.

=== 6.html
root: said:Ministry of Foreign Affairs of Turkey & #4
from: #1 & #4
---
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>What we know about the lost jet</title><meta property="og:site_name" content="The Explainer"><meta property="article:published_time" content="2012-06-24T10:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a> <a href="/sport">Sport</a></nav>
<article><h1>What we know about the lost jet</h1>
<p>Turkey lost a fighter jet off Hatay on Friday and is searching for its two pilots, AFP reported from Ankara.</p>
<p>The Levant Herald has another version: it quotes fishermen who say that the aircraft was hit from the shore.</p>
</article><footer>Copyright. All rights reserved.</footer></body></html>
