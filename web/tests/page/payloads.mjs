// Script payloads: everything we know of that turns text into script where a page is careless. Each calls
// annals_ran(N), which the tests put on the window: nobody may ever call it.

const call = (n) => `annals_ran(${n})`;
const kShapes = [
  (n) => `<script>${call(n)}</script>`,
  (n) => `<ScRiPt >${call(n)}</sCrIpT>`,
  (n) => `"><script>${call(n)}</script>`,
  (n) => `'><script>${call(n)}</script>`,
  (n) => `</title><script>${call(n)}</script>`,
  (n) => `</textarea><script>${call(n)}</script>`,
  (n) => `</style><script>${call(n)}</script>`,
  (n) => `</script><script>${call(n)}</script>`,
  (n) => `--><script>${call(n)}</script><!--`,
  (n) => `]]><script>${call(n)}</script>`,
  (n) => `<img src=x onerror=${call(n)}>`,
  (n) => `"><img src=x onerror="${call(n)}">`,
  (n) => `<img src=x onerror&#61;${call(n)}>`,
  (n) => `<img/src='x'/onerror='${call(n)}'>`,
  (n) => `<image src=x onerror=${call(n)}>`,
  (n) => `<svg onload=${call(n)}>`,
  (n) => `<svg/onload=${call(n)}//`,
  (n) => `<svg><script>${call(n)}</script></svg>`,
  (n) => `<svg><animate onbegin=${call(n)} attributeName=x dur=1s>`,
  (n) => `<svg><a xlink:href="javascript:${call(n)}"><text>x</text></a></svg>`,
  (n) => `<svg><use href="data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><script>${call(n)}</script></svg>#x">`,
  (n) => `<math><mtext><table><mglyph><style><img src=x onerror=${call(n)}>`,
  (n) => `<math href="javascript:${call(n)}">x</math>`,
  (n) => `<iframe src="javascript:${call(n)}"></iframe>`,
  (n) => `<iframe srcdoc="<script>parent.${call(n)}</script>"></iframe>`,
  (n) => `<object data="javascript:${call(n)}"></object>`,
  (n) => `<embed src="javascript:${call(n)}">`,
  (n) => `<a href="javascript:${call(n)}">press</a>`,
  (n) => `<a href="java\tscript:${call(n)}">press</a>`,
  (n) => `<a href=" &#14; javascript:${call(n)}">press</a>`,
  (n) => `<form action="javascript:${call(n)}"><button autofocus>x</button></form>`,
  (n) => `<button formaction="javascript:${call(n)}">x</button>`,
  (n) => `<input autofocus onfocus=${call(n)}>`,
  (n) => `<select autofocus onfocus=${call(n)}></select>`,
  (n) => `<textarea autofocus onfocus=${call(n)}></textarea>`,
  (n) => `<body onload=${call(n)}>`,
  (n) => `<video><source onerror=${call(n)}></video>`,
  (n) => `<audio src=x onerror=${call(n)}>`,
  (n) => `<details open ontoggle=${call(n)}>x</details>`,
  (n) => `<marquee onstart=${call(n)}>x</marquee>`,
  (n) => `<div style="background:url(javascript:${call(n)})">x</div>`,
  (n) => `<div style="width:expression(${call(n)})">x</div>`,
  (n) => `<link rel=stylesheet href="javascript:${call(n)}">`,
  (n) => `<link rel=import href="data:text/html,<script>${call(n)}</script>">`,
  (n) => `<meta http-equiv="refresh" content="0;url=javascript:${call(n)}">`,
  (n) => `<base href="javascript:${call(n)}//">`,
  (n) => `<style>@import "javascript:${call(n)}";</style>`,
  (n) => `<template><script>${call(n)}</script></template>`,
  (n) => `<noscript><p title="</noscript><img src=x onerror=${call(n)}>">`,
  (n) => `<xmp><script>${call(n)}</script></xmp>`,
  (n) => `javascript:${call(n)}`,
  (n) => `JaVaScRiPt:${call(n)}`,
  (n) => `data:text/html,<script>${call(n)}</script>`,
  (n) => `vbscript:${call(n)}`,
  (n) => `&lt;script&gt;${call(n)}&lt;/script&gt;`,
  (n) => `&#60;script&#62;${call(n)}&#60;/script&#62;`,
  (n) => `&amp;lt;script&amp;gt;${call(n)}&amp;lt;/script&amp;gt;`,
  (n) => `\\u003cscript\\u003e${call(n)}\\u003c/script\\u003e`,
  (n) => `\\x3cscript\\x3e${call(n)}\\x3c/script\\x3e`,
  (n) => `%3Cscript%3E${call(n)}%3C/script%3E`,
  (n) => `{{constructor.constructor('${call(n)}')()}}`,
  (n) => `\${${call(n)}}`,
  (n) => `#{${call(n)}}`,
  (n) => `<%= ${call(n)} %>`,
  (n) => `{"__html":"<img src=x onerror=${call(n)}>"}`,
  (n) => `{"type":"img","props":{"src":"x","onError":"${call(n)}","dangerouslySetInnerHTML":{"__html":"<script>${call(n)}</script>"}}}`,
  (n) => `';${call(n)};//`,
  (n) => `";${call(n)};//`,
  (n) => '`;' + call(n) + ';//',
  (n) => `\u202e<script>${call(n)}</script>\u202c`,
  (n) => `<scr\u200bipt>${call(n)}</scr\u200bipt>`,
  (n) => `<\u0000script>${call(n)}</script>`,
  (n) => `\ufeff<script>${call(n)}</script>`,
  (n) => `<script src="data:text/javascript,${call(n)}"></script>`,
  (n) => `<script src="//127.0.0.1:9/${n}.js"></script>`,
  (n) => `<img src="http://127.0.0.1:9/${n}.png">`,
  (n) => `<style>*{background:url(http://127.0.0.1:9/${n}.png)}</style>`,
  (n) => `__proto__`,
  (n) => `constructor`,
  (n) => `=cmd|'/c calc'!A${n}`,
  (n) => `../../../../etc/passwd?${n}`,
  (n) => `<a id=page name=page href="javascript:${call(n)}">clobber</a>`,
  (n) => `<form id=page><input name=innerHTML value="${call(n)}"></form>`,
];
const kDress = [
  (text) => text,
  (text) => `${text} and more`,
  (text) => `Minister ${text}`,
  (text) => text.replaceAll(' ', '\u00a0'),
  (text) => `${text}${text}`,
  (text) => `x" ${text}`,
];

export function payloads(count) {
  const result = [];
  for (let dress = 0; result.length < count; ++dress) {
    for (const shape of kShapes) {
      if (result.length < count) result.push(kDress[dress % kDress.length](shape(result.length)));
    }
  }
  return result;
}

const escape_html = (text) => text.replaceAll('\u0000', '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const kDays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'];

// A page whose every field is `text`: as a reader of the HTML would see it, not as markup.
export function html_page(text, n) {
  const safe = escape_html(text);
  const day = String((n % 27) + 1).padStart(2, '0');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${safe}</title>
<meta property="og:site_name" content="${safe}"><meta name="author" content="${safe}">
<meta property="og:title" content="${safe}"><meta property="article:section" content="${safe}">
<meta property="article:published_time" content="2016-11-${day}T09:00:00Z">
<link rel="canonical" href="https://news.example/${encodeURIComponent(text).slice(0, 200)}"></head><body><article>
<h1>${safe}</h1><p class="byline">By ${safe}</p>
<p>Russian Foreign Minister Sergei Lavrov met US Secretary of State John Kerry in Geneva on ${kDays[n % 5]}, ${safe}.</p>
<p>${safe} will hold talks with Iran in Vienna next week, the ministry said.</p>
<figure><figcaption>${safe}</figcaption></figure><blockquote>${safe}</blockquote></article>
<footer>${safe}</footer></body></html>`;
}

// The same out of a table, where fields come as they are.
export function json_record(text, n) {
  return JSON.stringify({
    id: `p${n} ${text.replaceAll('\u0000', '')}`.slice(0, 180), // an address holds no NUL
    url: `https://news.example/${n}?q=${text}`,
    outlet: text,
    title: text,
    byline: text,
    published: `2016-10-${String((n % 27) + 1).padStart(2, '0')}`,
    text: `Russia and the United States agreed on a ceasefire in Syria on ${kDays[n % 5]}, ${text} said.`,
  });
}
