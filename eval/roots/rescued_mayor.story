origins: 2
set: tune

=== 1.txt
root: #1
from: -
---
Colombian mayor freed

BOGOTA, May 9, 2012 (EFE) - Colombian troops rescued a mayor who had been held by ELN guerrillas for 17 days in the hills above Convencion on Wednesday, killing two of his guards in a fight that lasted less than an hour.
The mayor, who had lost eight kilos, was flown to Cucuta, where his wife and three daughters waited on the runway.

=== 2.txt
root: #1
from: #1
---
Maracaibo Hoy
May 10, 2012

Mayor freed

BOGOTA (EFE) - Colombian troops rescued a mayor who had been held by ELN guerrillas for 17 days in the hills above Convencion killing two of his guards in a fight that lasted less than an hour.
The mayor, who had lost eight kilos, was flown to Cucuta, where his wife and three daughters waited on the runway.

=== 3.txt
root: #1
from: #1
---
El Puerto
May 10, 2012

Guerrillas lose hostage

An operation by the Colombian army has ended the captivity of a mayor, the Spanish agency EFE reported. Two rebels died.

=== 4.txt
root: #4
from: -
---
La Opinion del Norte
May 10, 2012

Seventeen nights

By Carlos Pabon

CUCUTA - He still wears the rubber boots they gave him. In his kitchen yesterday the freed mayor told this newspaper how he had slept chained to a guava tree, and how the first shot hit the coffee pot.

=== 5.txt
root: #4
from: #4
---
Radio Andina
May 11, 2012

Chained to a tree

The mayor rescued from the ELN was chained to a tree at night, he told La Opinion del Norte.

=== 6.html
root: #1
from: #3
---
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Army frees mayor</title><meta property="og:site_name" content="Quito Ahora"><meta property="article:published_time" content="2012-05-11T11:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a> <a href="/sport">Sport</a></nav>
<article><h1>Army frees mayor</h1>
<p>The Colombian army has freed a kidnapped mayor, El Puerto reported.</p>
</article><footer>Copyright. All rights reserved.</footer></body></html>
