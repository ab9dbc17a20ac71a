origins: 2
set: tune

=== 1.txt
root: #1
from: -
---
Surrender at Port Stanley

LONDON, June 14, 1982 (UPI) - Argentine troops on the Falkland Islands laid down their arms on Monday after British paratroopers and guardsmen had taken the hills above Port Stanley in a night of bayonet fighting. White flags flew over the town, the government told Parliament shortly after ten in the evening.

=== 2.txt
root: #1
from: #1
---
The Plate River Gazette
June 15, 1982

Garrison gives up

LONDON (UPI) - Argentine troops on the Falkland Islands laid down their arms on Monday after British paratroopers and guardsmen had taken the hills above Port Stanley in a night of bayonet fighting. White flags flew over the town.

=== 3.txt
root: #1
from: #1
---
Valparaiso News
June 15, 1982

Islands fall

The Argentine garrison in Port Stanley has surrendered, United Press International reported from London.

=== 4.txt
root: #4
from: -
---
Evening Clarion
June 15, 1982

First man into Stanley

From Alan Pryce with the Task Force

I took off my camouflage jacket and walked down the road with my hands in my pockets. A policeman outside Government House said good afternoon. At the bar of the hotel they asked what had kept us.

=== 5.txt
root: #4
from: #4
---
Cardiff Post
June 16, 1982

Reporter beats army to bar

A reporter of the Evening Clarion was the first to walk into Port Stanley. According to the Evening Clarion he was asked at the hotel bar what had kept the British.

=== 6.txt
root: #6
from: -
---
Westminster Notes
June 16, 1982

The house that evening

I have rarely heard such a silence as when the Prime Minister rose at twelve minutes past ten. She read four sentences from a sheet of blue paper. An old member on the bench below our gallery, who had lost a son in Korea, covered his face.
