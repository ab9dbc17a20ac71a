origins: 2
set: tune

=== 1.txt
root: #1
from: -
---
Wedding bombed in Yemen

SANAA, Oct. 8, 2015 (Reuters) - Saudi-led warplanes hit a wedding tent near Sanban in Yemen's Dhamar province on Wednesday night, killing at least 26 guests, medics and relatives of the groom said.
A second missile struck as people were pulling bodies from the first crater, they said. The coalition denied that it had flown over the area.

=== 2.txt
root: #1
from: #1
---
Muscat Morning
9 October 2015

Air raid hits wedding

SANAA, Oct 8 (Reuters) - Saudi-led warplanes hit a wedding tent near Sanban in Yemen's Dhamar province on Wednesday night, killing 26 guests, medics and relatives of the groom said.
A second missile struck as people were pulling bodies from the first crater, they said. The coalition denied that it had flown over the area.

=== 3.txt
root: #1
from: #1
---
Cape Argus Web
October 9, 2015

Guests killed at wedding

Reuters quotes medics as saying that 26 guests at a wedding in Yemen were killed in an air raid.

=== 4.txt
root: Al Masirah
from: Al Masirah
---
Hodeida Now
October 8, 2015

Massacre at wedding

Aggressor planes have bombed a wedding in Dhamar and killed dozens, Al Masirah television said.

=== 5.txt
root: Al Masirah
from: Al Masirah
---
Damascus Gazette
October 8, 2015

Dozens dead in Yemen

Dozens of wedding guests died in Dhamar, according to the Houthi-run channel Al Masirah.

=== 6.txt
root: #1 & Al Masirah
from: #1 & Al Masirah
---
Lusaka Herald
October 9, 2015

Wedding raid

An air raid on a wedding in Yemen killed 26 people, according to Reuters. Al Masirah TV put the number of dead at more than forty.
