origins: 3
set: kept

=== 1.txt
root: #1
from: -
---
Council sends observers

UNITED NATIONS, April 20, 2012 (AP) - The United Nations Security Council voted unanimously on Friday to send 300 unarmed observers to watch over the truce, after Russia dropped its demand that the mission be renewed every month.
"This is a small step and it must not be the last," the British ambassador told the council after the vote.

=== 2.txt
root: #2
from: -
---
Observers get green light

UNITED NATIONS, April 20, 2012 (AFP) - All fifteen members of the Security Council raised their hands on Friday for an observer force of up to 300 for Syria. Moscow had earlier wanted a monthly review and gave way at noon, diplomats told AFP.

=== 3.txt
root: #1
from: #1
---
Hudson Record
April 21, 2012

U.N. sends 300 observers

The United Nations Security Council voted unanimously Friday to send 300 unarmed observers to watch over the truce, after Russia dropped its demand that the mission be renewed every month.
"This is a small step and it must not be the last," the British ambassador told the council after the vote.

-- Associated Press

=== 4.txt
root: #2
from: #2
---
La Plaine
April 21, 2012

Three hundred observers

Russia gave way on the monthly review of the observer force for Syria, diplomats told AFP in New York.

=== 5.txt
root: #5
from: -
---
The Turtle Bay Letter
April 20, 2012

How Russia moved

From our UN correspondent

The Russian ambassador came out of the consultations room three times with a telephone at his ear. At ten past twelve he nodded to the American, and a clerk, whom I followed to the copying machine, printed a text without paragraph six.

=== 6.txt
root: #1 & #2
from: #1 & #2
---
Osaka Evening
April 21, 2012

Observers for Syria

The Security Council has voted for 300 observers, the Associated Press reported. AFP said that Russia had wanted them to be reviewed monthly.

=== 7.html
root: #5
from: #5
---
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>The text without paragraph six</title><meta property="og:site_name" content="Diplomatic Digest"><meta property="article:published_time" content="2012-04-22T09:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a> <a href="/sport">Sport</a></nav>
<article><h1>The text without paragraph six</h1>
<p>Russia gave up its demand for a monthly review minutes before the vote, according to the Turtle Bay Letter, whose correspondent followed the text to the copying machine.</p>
</article><footer>Copyright. All rights reserved.</footer></body></html>
