"""Sentences of our own that eval/copies/generate.py puts into stories: what outlets and agencies print under everything, standing
background paragraphs, local paragraphs, headlines and datelines of invented places."""

OUTLETS = """Harbour Gazette; Inland Courier; Northgate Times; The Daily Lantern; Riverbend Post; Highland Observer; Coastline Today;
Plains Dispatch; Capital Ledger; Evening Beacon; Lakeside Tribune; Morning Compass; Valley Standard; Old Port Herald; Summit News;
Crossroads Weekly; The Meridian; Foundry Press; Southbank Mail; Orchard County Record""".replace("\n", " ").split("; ")

AGENCIES = ["Continental Press", "UNW", "Meridian Wire", "Newsline"]

CITIES = """PORT ALDER; WESTHAVEN; KIRRAN; SALT BRIDGE; NOVA LESKA; TARNMOUTH; EAST HOLLOW; VILLARO; GREYWATER; DUNMARCH""".split("; ")

# One outlet prints a few of these under or over every story, always the same.
FURNITURE = """We and our partners store and read information on your device, such as cookies, to measure how our pages are used and to show advertising that may interest you. You can change your choice at any time in the settings at the foot of the page.
Sign up for our morning letter and have the five stories that matter in your inbox before breakfast, six days a week, free of charge.
This story may not be published, broadcast, rewritten or passed on without the written permission of the publisher. All rights reserved.
Follow us for breaking news, pictures and videos, and download our application for alerts that you can set to the subjects you care about.
Do you know more about this story? Our reporters read every message, and we never name a source who does not wish to be named.
Reporting like this costs money. If you value what you read here, think about becoming a member for the price of a cup of coffee a month.
You have read the last of your free articles for this month. Log in or subscribe to go on reading without limits on all your devices.
Comments are open for two days after publication and are checked by our moderators before they appear. Please stay on the subject and be polite.
The views expressed in letters and columns are those of their authors and do not necessarily reflect those of the newspaper or of its owners.
Corrections: our aim is to put right any error of fact as soon as we learn of it. Write to the readers' editor with the address of the page.
Read more: the day in pictures, the weather for the weekend, the crossword and the results of last night's games from around the region.
Click here to report a problem with this page, or call the news desk, which is staffed from six in the morning until midnight every day.
We use essential cookies to make our site work. With your consent we may also use others to understand how visitors move through it and to improve it.
This article first appeared in our print edition, and its headline and length may differ from the version that subscribers received at home.
Our weekly podcast looks behind the headlines with the reporters who wrote them. New episodes come out on Friday and are free wherever you listen.
Advertisement. Scroll to continue. The story goes on below this message from one of the local businesses that help to keep our journalism free.
Get the best of our coverage of politics, business and culture delivered to you by e-mail, with analysis that you will not find elsewhere.
Share this article with friends by e-mail or on the network of your choice, or copy the address below and paste it wherever you like.""".split("\n")

# What a wire prints under its copy.
CREDITS = """(Reporting by the {city} newsroom; additional reporting by correspondents of {agency} in three countries; editing by the night desk)
Copyright {agency}. This material may not be published, broadcast, rewritten or redistributed without permission.
{agency} writers contributed to this report.
With material from {agency}.""".split("\n")

# Background that a desk pastes into story after story: each is given to many stories that have nothing else in common.
STANDING = """The conflict broke out four years ago, when a dispute over the border province turned into open fighting between government troops and an alliance of local militias. Since then more than sixty thousand people have lost their lives, according to monitors, and about a third of the population has been forced to leave home. Several rounds of talks held in neutral capitals have ended without a lasting truce.
The company, founded by two brothers in a garage in the nineteen-eighties, employs some forty thousand people in twenty countries. It went through a painful restructuring six years ago, when it sold its shipping arm and closed nine plants, and has since returned to profit, although analysts warn that its debt remains high for the industry.
The region lies on a belt of geological faults and is struck by earthquakes often. The worst in living memory, nineteen years ago, killed nearly eleven thousand people, flattened whole districts of the provincial capital and left half a million without a roof. Building rules were tightened afterwards, but inspectors say that they are often ignored.
The two neighbours have had no diplomatic relations since a short war over the islands more than thirty years ago. Trade between them goes through third countries, direct flights were resumed only last spring, and families that were divided by the ceasefire line are allowed to see one another twice a year under the eyes of officials.
Under the constitution the president is elected for five years and may stand only twice. Parliament has two chambers; the upper one, whose members are named by the provinces, can delay a law but cannot stop it. The last election was won by the governing coalition with a narrow majority that opponents called the fruit of fraud.
The disease was first described half a century ago in a village beside the river that gave it its name. It spreads through contact with body fluids, begins with fever and headache, and kills about half of those who fall ill. There is a vaccine, but it must be kept very cold, which makes it hard to bring to remote places.
The agreement, signed eight years ago after long negotiations, obliged the government to limit its stock of enriched material and to let inspectors in, in return for an end to most sanctions. One of the signatories withdrew three years later and restored its own measures, and since then the others have tried to keep the arrangement alive.
The championship is played every four years by thirty-two teams, which are drawn into eight groups. The two best of each group move on to the knock-out rounds. The hosts qualify without playing, a rule that has been criticised by federations whose own teams had to travel to distant continents for their matches.
The dam, one of the largest on the continent, was finished eleven years ago after long protests by farmers and fishermen. It supplies power to four provinces and water to the plains to the south, and the countries downstream have complained since the beginning that it leaves them too little in dry summers.
The movement emerged from student protests a decade ago and became the third force in parliament at its first attempt. Its leaders refuse to enter a coalition with the older parties, which they accuse of having looted the state, and its support is strongest in the suburbs of the big towns and among people under thirty-five.""".split("\n")

# What a local editor writes in. Braces are filled at random.
LOCAL = """{place} residents who were asked about the news at the market on {day} said that they had expected it, but that it changed little for them.
For {place}, the question is more than an academic one: about {number} jobs in the county depend directly or indirectly on what happens next.
A spokeswoman for the {place} town council said that the council would take up the subject at its meeting on {day} evening, which is open to the public.
{person}, who teaches at {place} High School, has followed the subject for {number} years and keeps a folder of cuttings that fills two shelves.
“We have seen this before, and we will see it again,” said {person}, who owns a hardware shop in {place}. “People here help each other.”
The local chapter of the aid society said that it had received {number} calls by {day} afternoon and asked donors to send money rather than clothes.
Readers in {place} may remember that a similar matter came before the county court {number} years ago and was settled out of court.
Bus line {number} between {place} and the railway station will not be affected, the transport authority said on {day}.
The office of the county's member of parliament, {person}, did not answer a message that was left on {day} before this edition went to press.
{person}, a {number}-year-old nurse from {place}, said she had cousins abroad and had spent most of {day} on the telephone with them.
At the university in {place}, some {number} students gathered on the steps of the library on {day} to hold a minute of silence.
Farmers around {place} said that the price of feed mattered more to them; it has risen by {number} percent since the beginning of the season.
The chamber of commerce in {place} called an information evening for {day} and said that {number} firms had already signed up for it.
{person}, who moved to {place} with {number} colleagues when the plant was opened, said that nobody at work had talked of anything else.
Two of the {number} people on the waiting list live in {place}; their families asked that their names be left out of the report.""".split("\n")

PEOPLE = """Agnes Tolliver; Marek Hanley; Ruth Okoro-Lind; Pascal Weyburn; Ivy Santangelo; Tom Brackenridge; Leila Marchetti; Osman Fairweather;
Greta Lindqvist-Moss; Hugo Abernathy; Dora Pemberton; Nils Carraway""".replace("\n", " ").split("; ")

HEADLINES = """What we know so far; Questions remain after long day; New turn in old affair; {place} watches closely; A day of waiting and its outcome;
Officials look for a way forward; Concern grows over next steps; Surprise and relief at the news; Experts divided on what comes next;
A closer look at what happened""".replace("\n", " ").split("; ")

DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()
