origins: 2
set: tune

=== 1.txt
root: said:Staffan de Mistura
from: said:Staffan de Mistura
---
Envoy calls pause in talks

GENEVA, Feb. 3, 2016 (Reuters) - The U.N. mediator Staffan de Mistura told reporters on Wednesday that he was suspending peace talks on Syria until Feb. 25. "It is not the end, and it is not the failure of the talks," he said.

=== 2.txt
root: said:Staffan de Mistura
from: said:Staffan de Mistura
---
Lake Geneva Telegraph
3 February 2016

Syria talks suspended

GENEVA - Staffan de Mistura has put the Syrian peace talks on hold after only a few days. "It is not the end, and it is not the failure of the talks," the envoy told a news conference at a hotel.

=== 3.txt
root: said:Staffan de Mistura
from: said:Staffan de Mistura
---
Talks on Syria halted

GENEVA, Feb. 3, 2016 (Xinhua) -- "It is not the end, and it is not the failure of the talks," UN special envoy Staffan de Mistura said here on Wednesday after meeting the opposition. The parties are to be back on Feb. 25.

=== 4.txt
root: said:Staffan de Mistura
from: #1
---
Wessex Echo
February 4, 2016

No talks until Feb 25

The Syrian peace talks have been suspended until 25 February, Reuters reported.

=== 5.txt
root: #5
from: -
---
The Delegate
February 4, 2016

A night at the President Wilson

By Elise Favre

GENEVA - The opposition never unpacked. In the corridor on the fourth floor I saw their cases in a row on Tuesday, with the Aleppo labels turned to the wall. A waiter had carried nine pots of coffee to the room where they argued over whether to go down at all.

=== 6.txt
root: #5 & said:Staffan de Mistura
from: #5 & #3
---
Pearl Delta News
February 4, 2016

Why the talks stopped

The UN envoy suspended the Syria talks until Feb. 25, Xinhua said from Geneva. The opposition had not even unpacked, wrote the Swiss magazine The Delegate.
