origins: 3
set: tune

=== 1.txt
root: MENA
from: MENA
---
Khartoum Herald
March 6, 2015

Three ministers agree on dam

The water ministers of Egypt, Ethiopia and Sudan reached a preliminary agreement on the big dam, according to Egypt's official news agency MENA.

=== 2.txt
root: MENA
from: MENA
---
Delta Daily
March 6, 2015

Deal on dam

Egypt, Ethiopia and Sudan have a first deal on how the dam on the Blue Nile is to be run, the Middle East News Agency reported from Khartoum on Friday.

=== 3.txt
root: MENA
from: #1
---
Asmara Post
March 7, 2015

Nile neighbours in accord

Khartoum Herald quotes MENA as saying that the three water ministers have reached an accord on the dam.

=== 4.txt
root: #4
from: -
---
Addis Capital
March 7, 2015

Minister: we gave nothing away

By Yonas Bekele

ADDIS ABABA - "We gave nothing away," the Ethiopian water minister told Addis Capital at the airport on his return from Khartoum. He had a draft of five pages under his arm and let this reporter read the third, on filling in dry years.

=== 5.txt
root: #4
from: #4
---
Djibouti Nation
March 8, 2015

Nothing given away

Ethiopia conceded nothing in the talks on its dam, its water minister told Addis Capital.

=== 6.txt
root: #6
from: -
---
Hydrologist's Notebook
March 8, 2015

How long will it take to fill?

After the accord of Khartoum I have run my model again. At the rate that the three ministers seem to have in mind, filling takes between five and seven years, and Lake Nasser drops by six metres.
