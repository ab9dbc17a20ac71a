origins: 2
set: kept

=== 1.txt
root: #1
from: -
---
Koreas to march together

SEOUL, Jan. 17, 2018 (Yonhap) -- North Korea and South Korea agreed on Tuesday to send a joint women's ice hockey team to the Winter Olympics and to march together behind a flag of a united peninsula at the opening in Pyeongchang.
The deal was struck after eleven hours of talks in Panmunjom and still needs the consent of the International Olympic Committee.

=== 2.txt
root: #1
from: #1
---
Busan Globe
2018-01-17

Joint team for Pyeongchang

SEOUL (Yonhap) -- North Korea and South Korea agreed on Tuesday to send a joint women's ice hockey team to the Winter Olympics and to march together behind a flag of a united peninsula at the opening in Pyeongchang.
The deal was struck after eleven hours of talks in Panmunjom and still needs the consent of the International Olympic Committee.

=== 3.txt
root: #1
from: #1
---
Prairie Gazette
Jan. 18, 2018

One Korea on ice

The two Koreas will have one team in women's ice hockey, South Korea's Yonhap agency reported. They will also march as one.

=== 4.txt
root: #4
from: -
---
Sporting Life Weekly
Jan. 18, 2018

"We were not asked"

By Hanna Berg in Jincheon

The players of the South Korean women's team learned of their new team-mates from a screen in the canteen. "We were not asked," one forward told me in the car park. Their Canadian coach skated alone after lunch and would not talk.

=== 5.txt
root: #1
from: #3
---
Dakota Times
Jan. 19, 2018

Koreas share a team

North and South Korea are to share a hockey team at the Olympics, according to the Prairie Gazette.

=== 6.html
root: #1 & #4
from: #1 & #4
---
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Joint Korean team angers players</title><meta property="og:site_name" content="Nordic Sports"><meta property="article:published_time" content="2018-01-19T12:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a> <a href="/sport">Sport</a></nav>
<article><h1>Joint Korean team angers players</h1>
<p>The two Koreas agreed to a joint hockey team, Yonhap said on Wednesday.</p>
<p>But its players told Sporting Life Weekly that nobody had asked them.</p>
</article><footer>Copyright. All rights reserved.</footer></body></html>
